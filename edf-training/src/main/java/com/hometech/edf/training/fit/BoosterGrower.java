package com.hometech.edf.training.fit;

import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.ModelInput;
import com.hometech.edf.inference.TargetWeather;
import com.hometech.edf.inference.artifact.ArtifactFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Grows the boosters of a model: one over all chosen features and, where there is weather, one that does without. */
final class BoosterGrower {
    /** At most this share of a short fitting period decides the number of rounds. */
    private static final double MOST_HELD_BACK = 0.2;
    /** With weather at fewer rows than this share, a model with weather would learn little. */
    private static final double LEAST_WEATHER_SHARE = 0.1;

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

    /** Grows what the rows allow; the files are those of the model. */
    Map<ArtifactFile, GrownBooster> grow(int[] rows) throws XGBoostError, IOException {
        List<String> withoutWeather = ModelInput.without(FeatureKind.WEATHER, table.schema(), settings.columns());
        int[] covered = covered(rows);
        boolean useWeather = withoutWeather.size() < settings.columns().size()
                && covered.length >= LEAST_WEATHER_SHARE * rows.length;
        int[] mainRows = useWeather ? covered : rows;
        ModelInput mainInput = new ModelInput(table.schema(), useWeather ? settings.columns() : withoutWeather);
        int rounds = rounds(mainRows, mainInput);
        Map<ArtifactFile, GrownBooster> grown = new EnumMap<>(ArtifactFile.class);
        grown.put(ArtifactFile.BOOSTER, grow(ArtifactFile.BOOSTER, mainRows, mainInput, rounds));
        if (useWeather) {
            ModelInput input = new ModelInput(table.schema(), withoutWeather);
            ArtifactFile file = ArtifactFile.BOOSTER_WITHOUT_WEATHER;
            grown.put(file, grow(file, rows, input, rounds));
        }
        return grown;
    }

    private int[] covered(int[] rows) {
        TargetWeather weather = new TargetWeather(table.schema());
        return Arrays.stream(rows).filter(row -> weather.isKnown(table, row)).toArray();
    }

    /** How many rounds to grow: those that suit the last days best when only the days before are learned. */
    private int rounds(int[] rows, ModelInput input) throws XGBoostError {
        long boundary = boundary(rows);
        int[] earlier = Arrays.stream(rows)
                .filter(row -> table.targetEpochSecond(row) < boundary)
                .toArray();
        int[] later = Arrays.stream(rows)
                .filter(row -> table.targetEpochSecond(row) >= boundary)
                .toArray();
        if (settings.earlyStoppingRounds() == 0 || earlier.length == 0 || later.length == 0) {
            return settings.rounds();
        }
        try (TrainingMatrix fitted = TrainingMatrix.of(table, earlier, input, targets);
                TrainingMatrix judge = TrainingMatrix.of(table, later, input, targets)) {
            return boosting.bestRounds(fitted, judge);
        }
    }

    private long boundary(int[] rows) {
        var time = IntStream.of(rows).mapToLong(table::targetEpochSecond).summaryStatistics();
        long wanted = Duration.ofDays(settings.earlyStoppingDays()).toSeconds();
        long most = (long) (MOST_HELD_BACK * (time.getMax() - time.getMin()));
        return time.getMax() - Math.min(wanted, most);
    }

    private GrownBooster grow(ArtifactFile file, int[] rows, ModelInput input, int rounds)
            throws XGBoostError, IOException {
        try (TrainingMatrix matrix = TrainingMatrix.of(table, rows, input, targets)) {
            byte[] ubjson = boosting.grow(matrix, rounds, "Growing " + file.fileName());
            return GrownBooster.of(ubjson, file, input, table, rows);
        }
    }
}
