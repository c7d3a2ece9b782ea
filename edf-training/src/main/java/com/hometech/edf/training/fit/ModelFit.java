package com.hometech.edf.training.fit;

import com.hometech.edf.common.config.ConfigFingerprint;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.WeatherSource;
import com.hometech.edf.inference.artifact.ModelArtifact;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Fits a model by its strategy and writes what becomes {@code model.tar.gz}: the one way in for jobs and backtests. */
public final class ModelFit {
    private static final String XGBOOST = "XGBoost";

    private final EdfConfig config;
    private final TrainingConfig training;
    private final Clock clock;
    private final Progress progress;

    /**
     * Prepares fits.
     *
     * @param training the section {@code edf_training} with its overrides; its default strategy is the one that is fitted
     * @param clock says when a model was made
     */
    public ModelFit(EdfConfig config, TrainingConfig training, Clock clock, Progress progress) {
        this.config = config;
        this.training = training;
        this.clock = clock;
        this.progress = progress;
    }

    /** Names of the strategies that this version can train. */
    public static List<String> available() {
        return List.of(XGBOOST, FitSettings.ENSEMBLE);
    }

    /** Version of EDF, which models record. */
    public static String version() {
        return Versions.ofThisBuild().edf();
    }

    /**
     * Refuses a strategy that this version cannot train.
     *
     * @throws InvalidInputException naming the strategy and those that are available
     */
    public static void requireAvailable(String strategy) {
        if (!available().contains(strategy)) {
            throw new InvalidInputException("Strategy " + strategy + " is not available in this version; available is "
                    + String.join(", ", available())
                    + " (hyperparameter strategy, or edf_training.default_strategy)");
        }
    }

    /**
     * Fits a model.
     *
     * @param train rows to learn from
     * @param calibration later rows, which calibrate the intervals
     * @param weatherSource where the weather of the rows to learn from comes from
     * @param directory where the model's files go; made where it is missing
     * @return the model as it reads from there
     */
    public ModelArtifact fit(FeatureTable train, FeatureTable calibration, WeatherSource weatherSource, Path directory)
            throws IOException {
        requireAvailable(training.defaultStrategy());
        FitSettings settings =
                FitSettings.of(training, train.schema(), Runtime.getRuntime().availableProcessors());
        return ModelDirectory.write(
                directory,
                fitted(settings, train, calibration),
                settings,
                train.schema(),
                new ModelDirectory.Origin(
                        training.defaultStrategy(),
                        clock.instant(),
                        ConfigFingerprint.of(config),
                        weatherSource.text()));
    }

    private FittedModel fitted(FitSettings settings, FeatureTable train, FeatureTable calibration) throws IOException {
        try {
            return new XGBoostTrainer(settings, progress).fit(train, calibration);
        } catch (XGBoostError failure) {
            throw new IllegalStateException("XGBoost failed: " + failure.getMessage(), failure);
        }
    }
}
