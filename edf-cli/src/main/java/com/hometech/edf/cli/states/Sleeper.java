package com.hometech.edf.cli.states;

import java.time.Duration;

/** Waits; a test's sleeper moves its clock instead. */
@FunctionalInterface
public interface Sleeper {

    /** Waits in real time. */
    Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

    /** Returns after {@code duration}. */
    void sleep(Duration duration) throws InterruptedException;
}
