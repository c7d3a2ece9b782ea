package com.hometech.edf.training.fit;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureTable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * {@code train}: fits a model with the features of the channels {@code train} and {@code calibration} and leaves it in
 * the model directory. Hyperparameters override the configuration.
 */
public final class TrainModelJob implements Job {
    private static final String CONFIG = "edf_config.yaml";

    @Override
    public void run(JobContext context) throws IOException {
        EdfConfig config = ConfigReader.read(context.channel("config").resolve(CONFIG));
        TrainingConfig training = config.edfTraining().withHyperparameters(context.parameters());
        ModelFit.requireAvailable(training.defaultStrategy());
        Path trainDirectory = context.channel("train");
        FeatureTable train = FeatureTable.read(trainDirectory);
        FeatureTable calibration = FeatureTable.read(context.channel("calibration"));
        new ModelFit(config, training, context.clock(), context.progress())
                .fit(train, calibration, FeatureSummary.read(trainDirectory).weatherSource(), context.model());
    }
}
