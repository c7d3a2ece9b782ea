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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    FittedModel fit(FittingRows train, FeatureTable calibration) throws XGBoostError, IOException {
        LearnableRows later = LearnableRows.of(calibration);
        RowTally learnable = train.learnable();
        RowTally learnableLater = RowTally.of(calibration, later);
        requireRows(learnable, "train");
        requireRows(learnableLater, "calibration");
        FittingRows.Selection earlier = train.sample(MOST_ROWS_TO_CALIBRATE);
        BoosterGrower trial =
                new BoosterGrower(settings, earlier.table(), Targets.of(earlier.table(), earlier.rows()), progress);
        boolean weather = trial.usesWeather(learnable);
        int rounds = trial.rounds(earlier.rows(), weather, calibration, later.rows());
        CalibrationForecasts alone = CalibrationForecasts.of(
                calibration,
                models(trial.grow(earlier.rows(), weather, rounds), train.schema()),
                settings.quantiles().size());
        LeadBuckets buckets = buckets(calibration);
        Blend blend = settings.blends() ? new BlendLearner(calibration, buckets).learn(alone) : Blend.none(buckets);
        CalibrationForecasts served = alone.blended(calibration, blend);

        FittingRows.Grown grown =
                train.grow(settings, calibration, fresh(learnable, learnableLater), weather, rounds, progress);
        Map<ArtifactFile, GrownBooster> boosters = new EnumMap<>(grown.boosters());
        Optional<FittedNewBuildings> newBuildings =
                NewBuildingTrainer.fit(settings, train, calibration, buckets, progress);
        newBuildings.ifPresent(fitted -> boosters.put(ArtifactFile.NEW_BUILDINGS, fitted.booster()));
        return new FittedModel(
                boosters,
                Map.of(
                        ArtifactFile.FEATURE_RANGES,
                        RangeLearner.learn(
                                        train.schema(),
                                        requireNonNull(boosters.get(ArtifactFile.BOOSTER))
                                                .outputs()
                                                .get(0)
                                                .featureNames(),
                                        earlier,
                                        new FittingRows.Selection(calibration, later.rows()))
                                .write()),
                facts(grown.learned(), learnable),
                grown.buildings(),
                scores(calibration, alone, served),
                blend,
                new IntervalCalibrator(calibration, served, buckets, settings.quantiles()).calibrate(),
                newBuildings.map(FittedNewBuildings::knowledge).orElse(NewBuildings.UNKNOWN));
    }

    private static void requireRows(RowTally rows, String part) {
        if (rows.rows() == 0) {
            throw new InsufficientHistoryException(
                    "The " + part + " part holds no row to learn from; left out were " + new TreeMap<>(rows.leftOut())
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
     * How many rows of the calibration period to learn from in the end: as many for each day as the fitting period has, so
     * that no day counts more than another.
     */
    private static int fresh(RowTally learnable, RowTally later) {
        return (int) Math.ceil(learnable.rows() / learnable.days() * later.days());
    }

    private static TrainingFacts facts(RowTally learned, RowTally learnable) {
        return new TrainingFacts(
                Instant.ofEpochSecond(learned.firstTarget()),
                Instant.ofEpochSecond(learned.lastTarget()),
                learned.rows(),
                learnable.leftOut());
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
