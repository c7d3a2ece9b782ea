package com.hometech.edf.data.watch;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** How old readings are, in words: whoever reads an alarm or a page must not take findings about long ago for news. */
public final class DataAge {
    /** Readings that ended longer ago than usual by this are worth a word. */
    private static final Duration WORTH_A_WORD = Duration.ofDays(3);

    private static final Duration TOLD_IN_HOURS = Duration.ofDays(3);

    private DataAge() {}

    /** A time: {@code 21 Nov 2024 00:00 UTC}. */
    public static String time(Instant time) {
        return Times.minute(time);
    }

    /** How long a time was before another: {@code 52 hours}, {@code 731 days}. */
    public static String ago(Instant time, Instant asOf) {
        Duration age = Duration.between(time, asOf);
        return age.compareTo(TOLD_IN_HOURS) < 0
                ? age.toHours() + (age.toHours() == 1 ? " hour" : " hours")
                : Numbers.count(age.toDays()) + " days";
    }

    /**
     * A sentence about readings that are old; empty where they are not, or where there are none.
     *
     * @param until end of the newest reading
     * @param delay from the end of an interval until its reading arrives, as usual
     */
    public static Optional<String> note(Instant until, Instant asOf, Duration delay) {
        return until.isBefore(asOf.minus(delay).minus(WORTH_A_WORD))
                ? Optional.of("The newest reading ends on " + time(until) + ", " + ago(until, asOf)
                        + " before this check: nothing is known of the time since.")
                : Optional.empty();
    }

    /** As {@link #note(Instant, Instant, Duration)}, of the newest of several quantities. */
    public static Optional<String> note(Collection<Instant> until, Instant asOf, Duration delay) {
        return until.stream().max(Instant::compareTo).flatMap(newest -> note(newest, asOf, delay));
    }

    /** The ends of the newest readings in words: {@code readings to 21 Nov 2024 00:00 UTC}. */
    public static String readingsTo(Map<Quantity, Instant> until) {
        return until.values().stream()
                .max(Instant::compareTo)
                .map(newest -> "readings to " + time(newest))
                .orElse("no readings");
    }
}
