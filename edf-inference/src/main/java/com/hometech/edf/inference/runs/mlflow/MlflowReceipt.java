package com.hometech.edf.inference.runs.mlflow;

import java.time.Instant;

/**
 * {@code mlflow.json}, beside the record of a training run that an MLflow server has taken.
 *
 * @param trackingUri address of the server
 * @param experimentId of the experiment there
 * @param runId of the run there
 * @param endedAt end of the run as it was sent: a run that was redriven since has another
 * @param sentAt when it was sent
 */
public record MlflowReceipt(String trackingUri, String experimentId, String runId, Instant endedAt, Instant sentAt) {
    /** Name of the file. */
    public static final String FILE_NAME = "mlflow.json";
}
