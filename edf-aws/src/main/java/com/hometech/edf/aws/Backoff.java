package com.hometech.edf.aws;

import com.hometech.edf.common.error.DependencyUnavailableException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits before a repeat: twice as long each time up to a limit, and anywhere between half of that and all of it, so that
 * those who were refused together do not come back together.
 */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final Pause pause;

    Backoff(Duration first, Duration longest, Pause pause) {
        this.first = first;
        this.longest = longest;
        this.pause = pause;
    }

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {
        void take(Duration duration) throws InterruptedException;

        /** Really waits. */
        Pause SLEEP = duration -> Thread.sleep(duration.toMillis());
    }

    /** Waits before repeat number 1, 2, 3 … */
    void await(int repeat) {
        long doubled = first.toMillis() << Math.min(repeat - 1, 20);
        long most = Math.min(doubled, longest.toMillis());
        try {
            pause.take(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("Stopped while waiting for AWS", interrupted);
        }
    }
}
