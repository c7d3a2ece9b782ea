package com.hometech.edf.cli.runs;

import com.hometech.edf.inference.runs.TrainingRun;
import org.jspecify.annotations.Nullable;

/**
 * A training run with what became of it since.
 *
 * @param run its record
 * @param approval whether its model may forecast, as the registry says now; null where it was not registered, or is not any more
 * @param approvalReason who decided and why; empty while pending; null as above
 * @param mlflowRunId its id in the MLflow server of the configuration; null where it was not sent there
 */
public record KnownRun(
        TrainingRun run,
        @Nullable String approval,
        @Nullable String approvalReason,
        @Nullable String mlflowRunId) {}
