package com.hometech.edf.cli.simulation;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long the kinds of steps took, all days together. */
public final class StepTimes {
    private final Map<String, Duration> byStep = new LinkedHashMap<>();

    /** Work that takes a while. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    <T> T of(String step, Work<T> work) throws IOException {
        long start = System.nanoTime();
        try {
            return work.run();
        } finally {
            byStep.merge(step, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
        }
    }

    /** By step, in the order in which they were first taken. */
    public Map<String, Duration> byStep() {
        return new LinkedHashMap<>(byStep);
    }
}
