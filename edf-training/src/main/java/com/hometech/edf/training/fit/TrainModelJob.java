package com.hometech.edf.training.fit;

import com.hometech.edf.common.config.ConfigFingerprint;
import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureTable;
import java.io.IOException;
import java.nio.file.Path;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * {@code train}: fits a model with the features of the channels {@code train} and {@code calibration} and leaves it in
 * the model directory. Hyperparameters override the configuration.
 */
public final class TrainModelJob implements Job {
    private static final String STRATEGY = "XGBoost";
    private static final String CONFIG = "edf_config.yaml";

    @Override
    public void run(JobContext context) throws IOException {
        EdfConfig config = ConfigReader.read(context.channel("config").resolve(CONFIG));
        TrainingConfig training = config.edfTraining().withHyperparameters(context.parameters());
        requireAvailable(training.defaultStrategy());
        Path trainDirectory = context.channel("train");
        FeatureTable train = FeatureTable.read(trainDirectory);
        FeatureTable calibration = FeatureTable.read(context.channel("calibration"));
        FitSettings settings =
                FitSettings.of(training, train.schema(), Runtime.getRuntime().availableProcessors());
        FittedModel model = fit(settings, context, train, calibration);
        ModelDirectory.write(
                context.model(),
                model,
                settings,
                train.schema(),
                new ModelDirectory.Origin(
                        STRATEGY,
                        context.clock().instant(),
                        ConfigFingerprint.of(config),
                        FeatureSummary.read(trainDirectory).weatherSource().text()));
    }

    /**
     * Refuses a strategy that this version cannot train.
     *
     * @throws InvalidInputException naming the strategy and those that are available
     */
    public static void requireAvailable(String strategy) {
        if (!strategy.equals(STRATEGY)) {
            throw new InvalidInputException("Strategy " + strategy + " is not available in this version; available is "
                    + STRATEGY + " (hyperparameter strategy, or edf_training.default_strategy)");
        }
    }

    private static FittedModel fit(
            FitSettings settings, JobContext context, FeatureTable train, FeatureTable calibration) throws IOException {
        try {
            return new XGBoostTrainer(settings, context.progress()).fit(train, calibration);
        } catch (XGBoostError failure) {
            throw new IllegalStateException("XGBoost failed: " + failure.getMessage(), failure);
        }
    }
}
