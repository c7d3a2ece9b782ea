package com.hometech.edf.data.validation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Which hours a run looks at, and which hours can be at all. */
final class Period {
    private static final long DAY_SECONDS = 86_400;

    private final long fromSecond;
    private final long toSecond;
    private final long earliestSecond;
    private final long latestSecond;
    private final String words;

    /**
     * A period.
     *
     * @param from first hour, where the run has one
     * @param to first hour too late, where the run has one
     * @param earliestYear before which no reading can be true
     * @param now a day after which no reading can be true
     */
    Period(Optional<Instant> from, Optional<Instant> to, int earliestYear, Instant now) {
        fromSecond = from.map(Instant::getEpochSecond).orElse(Long.MIN_VALUE);
        toSecond = to.map(Instant::getEpochSecond).orElse(Long.MAX_VALUE);
        earliestSecond = LocalDate.of(earliestYear, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        latestSecond = now.getEpochSecond() + DAY_SECONDS;
        words = "from " + from.map(Instant::toString).orElse("the beginning") + " to "
                + to.map(Instant::toString).orElse("the end");
    }

    boolean holds(long epochSecond) {
        return epochSecond >= fromSecond && epochSecond < toSecond;
    }

    boolean isPlausible(long epochSecond) {
        return epochSecond >= earliestSecond && epochSecond < latestSecond;
    }

    @Override
    public String toString() {
        return words;
    }
}
