package com.hometech.edf.training.fit;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import java.io.IOException;

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
        new ModelFit(config, training, context.clock(), context.progress())
                .fit(
                        context.channel("train"),
                        context.channel("calibration"),
                        context.channel("topology"),
                        context.model());
    }
}
