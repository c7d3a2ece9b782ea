package com.hometech.edf.training.fit;

import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.ModelInput;
import com.hometech.edf.inference.TargetWeather;
import com.hometech.edf.inference.artifact.ArtifactFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Grows the boosters of a model: what is expected and its quantiles, over all chosen features and, where there is weather,
 * without it.
 */
final class BoosterGrower {
    /** With weather at fewer rows than this share, a model with weather would learn little. */
    private static final double LEAST_WEATHER_SHARE = 0.1;
    /** The model without weather serves few hours: it learns from no more rows than this. */
    static final int MOST_ROWS_WITHOUT_WEATHER = 40_000;
    /** Enough to see an error fall. */
    private static final int MOST_JUDGING_ROWS = 30_000;

    private final FitSettings settings;
    private final FeatureTable table;
    private final Targets targets;
    private final Boosting boosting;

    BoosterGrower(FitSettings settings, FeatureTable table, Targets targets, Progress progress) {
        this.settings = settings;
        this.table = table;
        this.targets = targets;
        this.boosting = new Boosting(settings, progress);
    }

    /** Whether rows have enough weather to learn from it. */
    boolean usesWeather(RowTally rows) {
        return settings.columnsWithoutWeather(table.schema()).size()
                        < settings.columns().size()
                && rows.withWeather() >= LEAST_WEATHER_SHARE * rows.rows();
    }

    /**
     * Grows all boosters; the files are those of the model.
     *
     * @param weather whether to learn from weather, and to grow trees that do without beside
     * @param rounds of what is expected; the quantiles get as many fewer rounds as it does
     */
    Map<ArtifactFile, GrownBooster> grow(int[] rows, boolean weather, int rounds) throws XGBoostError, IOException {
        Map<ArtifactFile, GrownBooster> grown = new EnumMap<>(ArtifactFile.class);
        int[] chosen = weather ? covered(table, rows) : rows;
        grow(chosen, input(weather), rounds, ArtifactFile.BOOSTER, ArtifactFile.QUANTILES, grown);
        if (weather) {
            grown.putAll(growWithoutWeather(Thinning.thinned(rows, MOST_ROWS_WITHOUT_WEATHER), rounds));
        }
        return grown;
    }

    /** Grows trees that do without weather with all of these rows, {@link #MOST_ROWS_WITHOUT_WEATHER} at most. */
    Map<ArtifactFile, GrownBooster> growWithoutWeather(int[] rows, int rounds) throws XGBoostError, IOException {
        Map<ArtifactFile, GrownBooster> grown = new EnumMap<>(ArtifactFile.class);
        grow(
                rows,
                input(false),
                rounds,
                ArtifactFile.BOOSTER_WITHOUT_WEATHER,
                ArtifactFile.QUANTILES_WITHOUT_WEATHER,
                grown);
        return grown;
    }

    private void grow(
            int[] rows,
            ModelInput input,
            int rounds,
            ArtifactFile expected,
            ArtifactFile quantiles,
            Map<ArtifactFile, GrownBooster> grown)
            throws XGBoostError, IOException {
        try (TrainingMatrix matrix = TrainingMatrix.of(table, rows, input, targets)) {
            byte[] expectation = boosting.growExpectation(matrix, rounds, "Growing " + expected.fileName());
            grown.put(expected, GrownBooster.of(expectation, expected, List.of(), input, table, rows));
            byte[] levels =
                    boosting.growQuantiles(matrix, settings.quantileRounds(rounds), "Growing " + quantiles.fileName());
            grown.put(quantiles, GrownBooster.of(levels, quantiles, settings.grownLevels(), input, table, rows));
        }
    }

    /**
     * How many rounds to grow: those that suit later rows best.
     *
     * @param later a table with later rows, and what is learned from them
     */
    int rounds(int[] rows, boolean weather, FeatureTable later, int[] laterRows) throws XGBoostError {
        if (settings.earlyStoppingRounds() == 0) {
            return settings.rounds();
        }
        int[] judging = Thinning.thinned(laterRows, MOST_JUDGING_ROWS);
        ModelInput input = input(weather);
        try (TrainingMatrix fitted = TrainingMatrix.of(table, weather ? covered(table, rows) : rows, input, targets);
                TrainingMatrix judge = TrainingMatrix.of(later, judging, input, Targets.of(later, judging))) {
            return boosting.bestRounds(fitted, judge);
        }
    }

    private ModelInput input(boolean weather) {
        return settings.input(table.schema(), weather);
    }

    /** Those of the rows whose weather at the target is known. */
    static int[] covered(FeatureTable table, int[] rows) {
        TargetWeather weather = new TargetWeather(table.schema());
        return Arrays.stream(rows).filter(row -> weather.isKnown(table, row)).toArray();
    }
}
