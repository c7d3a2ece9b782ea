package com.hometech.edf.cli.states;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One visit to a state.
 *
 * @param state name of the state
 * @param type such as {@code Task}
 * @param status how it ended
 * @param enteredAt when it began
 * @param duration how long it took; empty where its end is not known
 * @param retries how many attempts followed the first
 * @param error name of the error, or an empty text
 * @param cause what went wrong, or an empty text
 */
public record StateSummary(
        String state,
        String type,
        Status status,
        Instant enteredAt,
        Optional<Duration> duration,
        int retries,
        String error,
        String cause) {

    /** How a visit to a state ended. */
    public enum Status {
        /** It goes on, or the process that ran it died. */
        RUNNING,
        /** It ended well. */
        SUCCEEDED,
        /** It failed; where a Catch took the error, the execution went on. */
        FAILED
    }
}
