package com.hometech.edf.training.fit;

import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.ModelInput;
import com.hometech.edf.inference.TargetWeather;
import com.hometech.edf.inference.artifact.ArtifactFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Grows the boosters of a model: what is expected and its quantiles, over all chosen features and, where there is weather,
 * without it.
 */
final class BoosterGrower {
    /** With weather at fewer rows than this share, a model with weather would learn little. */
    private static final double LEAST_WEATHER_SHARE = 0.1;
    /** The model without weather serves few hours: it learns from no more rows than this. */
    private static final int MOST_ROWS_WITHOUT_WEATHER = 40_000;
    /** Enough to see an error fall. */
    private static final int MOST_JUDGING_ROWS = 30_000;

    private final FitSettings settings;
    private final FeatureTable table;
    private final Targets targets;
    private final Boosting boosting;

    BoosterGrower(FitSettings settings, FeatureTable table, int[] rows, Progress progress) {
        this.settings = settings;
        this.table = table;
        this.targets = Targets.of(table, rows);
        this.boosting = new Boosting(settings, progress);
    }

    /** Whether the rows have enough weather to learn from it. */
    boolean usesWeather(int[] rows) {
        return withoutWeather().size() < settings.columns().size()
                && covered(rows).length >= LEAST_WEATHER_SHARE * rows.length;
    }

    /**
     * Grows all boosters; the files are those of the model.
     *
     * @param weather whether to learn from weather, and to grow trees that do without beside
     * @param rounds of what is expected; the quantiles get as many fewer rounds as it does
     */
    Map<ArtifactFile, GrownBooster> grow(int[] rows, boolean weather, int rounds) throws XGBoostError, IOException {
        Map<ArtifactFile, GrownBooster> grown = new EnumMap<>(ArtifactFile.class);
        ModelInput main = input(weather);
        grow(weather ? covered(rows) : rows, main, rounds, ArtifactFile.BOOSTER, ArtifactFile.QUANTILES, grown);
        if (weather) {
            grow(
                    thinned(rows, MOST_ROWS_WITHOUT_WEATHER),
                    input(false),
                    rounds,
                    ArtifactFile.BOOSTER_WITHOUT_WEATHER,
                    ArtifactFile.QUANTILES_WITHOUT_WEATHER,
                    grown);
        }
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
        int quantileRounds = Math.max(1, (int) ((long) settings.quantileRounds() * rounds / settings.rounds()));
        try (TrainingMatrix matrix = TrainingMatrix.of(table, rows, input, targets)) {
            byte[] expectation = boosting.growExpectation(matrix, rounds, "Growing " + expected.fileName());
            grown.put(expected, GrownBooster.of(expectation, expected, List.of(), input, table, rows));
            byte[] levels = boosting.growQuantiles(matrix, quantileRounds, "Growing " + quantiles.fileName());
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
        int[] judging = thinned(laterRows, MOST_JUDGING_ROWS);
        ModelInput input = input(weather);
        try (TrainingMatrix fitted = TrainingMatrix.of(table, weather ? covered(rows) : rows, input, targets);
                TrainingMatrix judge = TrainingMatrix.of(later, judging, input, Targets.of(later, judging))) {
            return boosting.bestRounds(fitted, judge);
        }
    }

    private ModelInput input(boolean weather) {
        return new ModelInput(table.schema(), weather ? settings.columns() : withoutWeather());
    }

    private List<String> withoutWeather() {
        return ModelInput.without(FeatureKind.WEATHER, table.schema(), settings.columns());
    }

    private int[] covered(int[] rows) {
        TargetWeather weather = new TargetWeather(table.schema());
        return Arrays.stream(rows).filter(row -> weather.isKnown(table, row)).toArray();
    }

    /** At most so many of the rows, evenly spread. */
    static int[] thinned(int[] rows, int most) {
        if (rows.length <= most) {
            return rows;
        }
        return IntStream.range(0, most)
                .map(i -> rows[(int) ((long) i * rows.length / most)])
                .toArray();
    }
}
