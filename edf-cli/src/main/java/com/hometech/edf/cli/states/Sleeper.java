package com.hometech.edf.cli.states;

import java.time.Duration;

/**
 * Lets time pass, and measures how much passed. The history's times come from a clock that may stand still; durations and
 * time limits are measured here.
 */
@FunctionalInterface
public interface Sleeper {

    /** Waits in real time. */
    Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

    /** Returns after {@code duration}. */
    void sleep(Duration duration) throws InterruptedException;

    /** Nanoseconds since some moment; only differences mean something. */
    default long nanoTime() {
        return System.nanoTime();
    }
}
