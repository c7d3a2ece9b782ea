package com.hometech.edf.inference.retraining;

import com.hometech.edf.common.error.InvalidInputException;

/** How far an execution of the training workflow is. */
public enum TrainingStatus {
    /** It runs, or will. */
    RUNNING,
    /** It registered a model. */
    SUCCEEDED,
    /** It found out that no model can be made, or that the new one is not good enough. */
    FAILED,
    /** It was ended before it came to a result: it was stopped, its process died, or its time ran out. */
    STOPPED;

    /**
     * What Step Functions says.
     *
     * @throws InvalidInputException where it does not say that
     */
    public static TrainingStatus ofAws(String status) {
        return switch (status) {
            case "RUNNING", "PENDING_REDRIVE" -> RUNNING;
            case "SUCCEEDED" -> SUCCEEDED;
            case "FAILED" -> FAILED;
            case "ABORTED", "TIMED_OUT" -> STOPPED;
            default ->
                throw new InvalidInputException("\"" + status + "\" is no status of an execution: use RUNNING,"
                        + " PENDING_REDRIVE, SUCCEEDED, FAILED, ABORTED or TIMED_OUT");
        };
    }
}
