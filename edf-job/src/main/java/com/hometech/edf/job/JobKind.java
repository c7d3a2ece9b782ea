package com.hometech.edf.job;

import com.hometech.edf.common.job.JobContext;
import java.nio.file.Path;

/** The two kinds of SageMaker jobs, which find their inputs and configuration in different places below {@code /opt/ml}. */
public enum JobKind {
    /** CreateProcessingJob: parameters are arguments, outputs are folders. */
    PROCESSING("ProcessingInputs", "config/resourceconfig.json"),
    /** CreateTrainingJob: parameters are hyperparameters, inputs are channels, the output is the model. */
    TRAINING("InputDataConfig", "input/config/resourceconfig.json");

    private final String inputsField;
    private final String resourceConfig;

    JobKind(String inputsField, String resourceConfig) {
        this.inputsField = inputsField;
        this.resourceConfig = resourceConfig;
    }

    /** Folder of an input, or of a channel. */
    Path input(JobContext context, String name) {
        return this == PROCESSING ? context.processingInput(name) : context.channel(name);
    }

    /** Folder of all inputs. */
    Path inputs(Path root) {
        return root.resolve(this == PROCESSING ? "processing/input" : "input/data");
    }

    /** The file below {@code /opt/ml} that names the hosts of the job. */
    Path resourceConfig(Path root) {
        return root.resolve(resourceConfig);
    }

    /** The field of SageMaker's request that lists inputs. */
    String inputsField() {
        return inputsField;
    }
}
