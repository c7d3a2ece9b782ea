package com.hometech.edf.cli.states;

/**
 * The answer to a start.
 *
 * @param outcome what the start did
 * @param execution the execution, ended unless another process runs it
 */
public record StartedExecution(Outcome outcome, ExecutionRecord execution) {

    /** What a start did. */
    public enum Outcome {
        /** This start ran the execution to its end, good or bad. */
        RAN,
        /** It had ended before; nothing was done. */
        ALREADY_DONE,
        /** Another process or thread runs it; nothing was done. */
        ALREADY_RUNNING
    }
}
