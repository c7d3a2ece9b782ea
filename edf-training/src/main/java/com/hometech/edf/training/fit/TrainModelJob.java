package com.hometech.edf.training.fit;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.features.spark.SparkRuntime;
import java.io.IOException;

/**
 * {@code train}: fits a model with the features of the channels {@code train} and {@code calibration} and leaves it in
 * the model directory. Hyperparameters override the configuration. On several machines the first one leaves the model.
 */
public final class TrainModelJob implements Job {
    private static final String CONFIG = "edf_config.yaml";

    @Override
    public void run(JobContext context) throws IOException {
        EdfConfig config = ConfigReader.read(context.channel("config").resolve(CONFIG));
        TrainingConfig training = config.edfTraining().withHyperparameters(context.parameters());
        requireWorkForAll(SparkRuntime.executors(), training);
        new ModelFit(config, training, context.clock(), context.progress())
                .fit(
                        context.channel("train"),
                        context.channel("calibration"),
                        context.channel("topology"),
                        context.model());
    }

    /**
     * Several machines are for workers that share the rows, one each. One machine may have several workers.
     *
     * @throws InvalidInputException where machines have no worker, or not the same number
     */
    static void requireWorkForAll(int machines, TrainingConfig training) {
        int workers = training.distributed() && training.isBoosted() ? training.instanceCount() : 1;
        if (machines > 1 && machines != workers) {
            throw new InvalidInputException(
                    "The training job runs on %d machines, but the configuration (strategy %s, distributed: %s, instance_count: %d) has work for %d: start it on as many machines as instance_count says, and on several with distributed: true alone"
                            .formatted(
                                    machines,
                                    training.defaultStrategy(),
                                    training.distributed(),
                                    training.instanceCount(),
                                    workers));
        }
    }
}
