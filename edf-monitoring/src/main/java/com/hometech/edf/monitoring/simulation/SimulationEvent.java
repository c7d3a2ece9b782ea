package com.hometech.edf.monitoring.simulation;

import java.time.LocalDate;
import java.util.Locale;

/**
 * Something that happened, as a line of the log.
 *
 * @param day on which it happened
 * @param text what happened, in plain words
 */
public record SimulationEvent(LocalDate day, Kind kind, String text) {
    private static final int KIND_WIDTH = 9;

    /** What happened. */
    public enum Kind {
        /** What was simulated, and how. */
        NOTE,
        /** A daily run. */
        DAY,
        /** An injected fault begins or ends. */
        FAULT,
        /** An alarm was raised. */
        ALARM,
        /** An alarm ended. */
        CLEAR,
        /** A model was fitted. */
        TRAINING,
        /** A model went live. */
        MODEL,
        /** Something could not be done. */
        FAILURE,
        /** A month has ended. */
        MONTH
    }

    /** The line: date, kind, text. */
    public String line() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return day + "  " + name + " ".repeat(KIND_WIDTH - name.length()) + text;
    }
}
