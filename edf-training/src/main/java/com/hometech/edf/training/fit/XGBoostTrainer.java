package com.hometech.edf.training.fit;

import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.artifact.ModelMetadata.TrainingFacts;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Fits one global model over all buildings (Chen and Guestrin, 2016). In time order: the last days of the fitting period
 * decide the number of rounds, then the boosters are grown on all of it, and intervals are calibrated on the period after.
 */
final class XGBoostTrainer {
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
        requireRows(learnable, "train");
        requireRows(LearnableRows.of(calibration), "calibration");
        Targets targets = Targets.of(train, learnable.rows());
        Map<ArtifactFile, GrownBooster> boosters =
                new BoosterGrower(settings, train, targets, progress).grow(learnable.rows());
        CalibrationForecasts forecasts = CalibrationForecasts.of(calibration, boosters);
        return new FittedModel(
                boosters,
                facts(train, learnable),
                buildings(train, learnable.rows()),
                scores(calibration, forecasts),
                new IntervalCalibrator(calibration, forecasts.served(), settings.quantiles())
                        .calibrate(forecasts.bySource()));
    }

    private static void requireRows(LearnableRows rows, String part) {
        if (rows.rows().length == 0) {
            throw new InsufficientHistoryException(
                    "The " + part + " part holds no row to learn from; left out were " + rows.leftOut()
                            + ". Give a longer date range, or make calibration_days and evaluation_days smaller");
        }
    }

    private static TrainingFacts facts(FeatureTable train, LearnableRows learnable) {
        var time = IntStream.of(learnable.rows())
                .mapToLong(train::targetEpochSecond)
                .summaryStatistics();
        return new TrainingFacts(
                Instant.ofEpochSecond(time.getMin()),
                Instant.ofEpochSecond(time.getMax()),
                learnable.rows().length,
                learnable.leftOut());
    }

    private static List<String> buildings(FeatureTable train, int[] rows) {
        return IntStream.of(rows)
                .map(train::buildingIndex)
                .distinct()
                .sorted()
                .mapToObj(train.buildings()::get)
                .toList();
    }

    private static Map<String, Double> scores(FeatureTable calibration, CalibrationForecasts forecasts) {
        CalibrationScores scores = new CalibrationScores(calibration);
        scores.add("served", row -> forecasts.served()[row]);
        forecasts
                .bySource()
                .forEach((source, yhat) -> scores.add(source.name().toLowerCase(Locale.ROOT), row -> yhat[row]));
        return scores.byName();
    }
}
