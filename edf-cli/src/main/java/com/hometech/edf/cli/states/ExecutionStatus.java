package com.hometech.edf.cli.states;

/** How far an execution is, as Step Functions says it. */
public enum ExecutionStatus {
    /** A process runs it now. */
    RUNNING,
    /** It reached its end. */
    SUCCEEDED,
    /** A state failed, or a Fail state was reached. */
    FAILED,
    /** It ran longer than its definition allows. */
    TIMED_OUT,
    /** It was stopped, or the process that ran it died. */
    ABORTED
}
