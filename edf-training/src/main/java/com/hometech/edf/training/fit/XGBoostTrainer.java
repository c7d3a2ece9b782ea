package com.hometech.edf.training.fit;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.ScaledModel;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.artifact.ModelMetadata.TrainingFacts;
import com.hometech.edf.inference.artifact.ModelTrees;
import com.hometech.edf.inference.artifact.QuantileTrees;
import com.hometech.edf.inference.blend.Blend;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.inference.interval.PredictionSource;
import com.hometech.edf.inference.newbuilding.NewBuildings;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Fits one global model over all buildings (Chen and Guestrin, 2016). In time order: boosters are grown on the fitting
 * period and forecast the calibration period after it, which decides the number of rounds, the blend with plain forecasts
 * and the intervals. Then the boosters that will serve are grown again on both periods: the newest weeks tell the most.
 */
final class XGBoostTrainer {
    /** Rows that suffice to see how such boosters err. */
    private static final int MOST_ROWS_TO_CALIBRATE = 120_000;

    private static final long SECONDS_PER_DAY = 86_400;

    private final FitSettings settings;
    private final Progress progress;

    XGBoostTrainer(FitSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Fits and calibrates.
     *
     * @throws InsufficientHistoryException when there is nothing to learn or to calibrate with
     */
    FittedModel fit(FeatureTable train, FeatureTable calibration) throws XGBoostError, IOException {
        LearnableRows learnable = LearnableRows.of(train);
        LearnableRows later = LearnableRows.of(calibration);
        requireRows(learnable, "train");
        requireRows(later, "calibration");
        int[] earlier = BoosterGrower.thinned(learnable.rows(), MOST_ROWS_TO_CALIBRATE);
        BoosterGrower trial = new BoosterGrower(settings, train, earlier, progress);
        boolean weather = trial.usesWeather(learnable.rows());
        int rounds = trial.rounds(earlier, weather, calibration, later.rows());
        CalibrationForecasts alone = CalibrationForecasts.of(
                calibration,
                models(trial.grow(earlier, weather, rounds), train.schema()),
                settings.quantiles().size());
        LeadBuckets buckets = buckets(calibration);
        Blend blend = settings.blends() ? new BlendLearner(calibration, buckets).learn(alone) : Blend.none(buckets);
        CalibrationForecasts served = alone.blended(calibration, blend);

        FeatureTable all = FeatureTable.joined(train, calibration, fresh(learnable.rows(), train, later, calibration));
        int[] rows = LearnableRows.of(all).rows();
        BoosterGrower grower = new BoosterGrower(settings, all, rows, progress);
        Map<ArtifactFile, GrownBooster> boosters = grower.grow(rows, weather, rounds);
        Optional<FittedNewBuildings> newBuildings =
                NewBuildingTrainer.fit(settings, train, calibration, learnable, buckets, progress);
        newBuildings.ifPresent(fitted -> boosters.put(ArtifactFile.NEW_BUILDINGS, fitted.booster()));
        return new FittedModel(
                boosters,
                Map.of(),
                facts(all, rows, learnable),
                buildings(all, rows),
                scores(calibration, alone, served),
                blend,
                new IntervalCalibrator(calibration, served, buckets, settings.quantiles()).calibrate(),
                newBuildings.map(FittedNewBuildings::knowledge).orElse(NewBuildings.UNKNOWN));
    }

    private static void requireRows(LearnableRows rows, String part) {
        if (rows.rows().length == 0) {
            throw new InsufficientHistoryException(
                    "The " + part + " part holds no row to learn from; left out were " + rows.leftOut()
                            + ". Give a longer date range, or make calibration_days and evaluation_days smaller");
        }
    }

    private Map<PredictionSource, ScaledModel> models(Map<ArtifactFile, GrownBooster> grown, FeatureSchema schema) {
        Map<PredictionSource, ScaledModel> models = new EnumMap<>(PredictionSource.class);
        models.put(PredictionSource.MODEL, model(grown, ArtifactFile.BOOSTER, ArtifactFile.QUANTILES, schema));
        if (grown.containsKey(ArtifactFile.BOOSTER_WITHOUT_WEATHER)) {
            models.put(
                    PredictionSource.MODEL_WITHOUT_WEATHER,
                    model(grown, ArtifactFile.BOOSTER_WITHOUT_WEATHER, ArtifactFile.QUANTILES_WITHOUT_WEATHER, schema));
        }
        return models;
    }

    private ScaledModel model(
            Map<ArtifactFile, GrownBooster> grown,
            ArtifactFile expected,
            ArtifactFile quantiles,
            FeatureSchema schema) {
        GrownBooster levels = requireNonNull(grown.get(quantiles));
        ModelTrees trees = new ModelTrees(
                requireNonNull(grown.get(expected)).outputs().get(0),
                new QuantileTrees(levels.levels(), levels.outputs()));
        return ScaledModel.of(trees, schema, settings.quantiles());
    }

    /** The days ahead of a table. */
    static LeadBuckets buckets(FeatureTable table) {
        var leads =
                IntStream.range(0, table.rows()).mapToDouble(table::leadHours).summaryStatistics();
        return LeadBuckets.covering(leads.getMin(), leads.getMax());
    }

    /**
     * The rows of the calibration period to learn from in the end: as many for each day as the fitting period has, so that
     * no day counts more than another.
     */
    private static int[] fresh(int[] rows, FeatureTable train, LearnableRows later, FeatureTable calibration) {
        double perDay = rows.length / days(train, rows);
        int most = (int) Math.ceil(perDay * days(calibration, later.rows()));
        return BoosterGrower.thinned(later.rows(), most);
    }

    private static double days(FeatureTable table, int[] rows) {
        var time = IntStream.of(rows).mapToLong(table::targetEpochSecond).summaryStatistics();
        return 1 + (time.getMax() - time.getMin()) / (double) SECONDS_PER_DAY;
    }

    private static TrainingFacts facts(FeatureTable table, int[] rows, LearnableRows learnable) {
        var time = IntStream.of(rows).mapToLong(table::targetEpochSecond).summaryStatistics();
        return new TrainingFacts(
                Instant.ofEpochSecond(time.getMin()),
                Instant.ofEpochSecond(time.getMax()),
                rows.length,
                learnable.leftOut());
    }

    private static List<String> buildings(FeatureTable table, int[] rows) {
        return IntStream.of(rows)
                .map(table::buildingIndex)
                .distinct()
                .sorted()
                .mapToObj(table.buildings()::get)
                .toList();
    }

    private static Map<String, Double> scores(
            FeatureTable calibration, CalibrationForecasts alone, CalibrationForecasts served) {
        CalibrationScores scores = new CalibrationScores(calibration);
        double[] best = served.served();
        scores.add("served", row -> best[row]);
        alone.bySource()
                .forEach((source, forecasts) -> scores.add(
                        source.name().toLowerCase(Locale.ROOT), row -> forecasts.yhat()[row]));
        return scores.byName();
    }
}
