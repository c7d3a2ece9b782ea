package com.hometech.edf.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** How long something took, in the words of a person. */
public final class Durations {
    private Durations() {}

    /** {@code 0.4 s}, {@code 12.3 s}, {@code 3 min 05 s} or {@code 1 h 02 min}. */
    public static String text(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (duration.compareTo(Duration.ofHours(1)) < 0) {
            return String.format(Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
    }
}
