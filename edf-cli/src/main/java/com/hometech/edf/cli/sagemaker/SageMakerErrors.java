package com.hometech.edf.cli.sagemaker;

import com.hometech.edf.cli.states.StateFailure;

/** The errors of SageMaker's integration with Step Functions. */
final class SageMakerErrors {

    private SageMakerErrors() {}

    /** SageMaker refuses the request. */
    static StateFailure refused(String message) {
        return new StateFailure("SageMaker.AmazonSageMakerException", "ValidationException: " + message);
    }

    /** A job of this name exists. */
    static StateFailure inUse(String jobName) {
        return new StateFailure(
                "SageMaker.ResourceInUseException",
                "Job name %s is taken: a job's name is used once".formatted(jobName));
    }

    /** The job ran and failed; {@code description} is the JSON that describes it. */
    static StateFailure jobFailed(String description) {
        return new StateFailure("States.TaskFailed", description);
    }
}
