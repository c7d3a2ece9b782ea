package com.hometech.edf.cli.states;

import java.time.Duration;

/** Hears of an execution's progress while it runs. Calls come from the thread that runs the execution. */
public interface ExecutionListener {

    /** Hears nothing. */
    ExecutionListener NONE = new ExecutionListener() {};

    /** A state begins. */
    default void stateEntered(String state) {}

    /** A state ended well. */
    default void stateExited(String state, Duration duration) {}

    /** A state failed for good; where a Catch took the error, the execution goes on there. */
    default void stateFailed(String state, String error, String cause, Duration duration) {}

    /** An attempt failed; number {@code retry} (1, 2, ...) follows after {@code delay}. */
    default void stateRetried(String state, int retry, Duration delay, String error, String cause) {}
}
