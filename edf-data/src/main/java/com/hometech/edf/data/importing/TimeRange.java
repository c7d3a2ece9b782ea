package com.hometech.edf.data.importing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Which times readings may have.
 *
 * @param fromSecond first one allowed [s since 1970]
 * @param toSecond first one too late [s since 1970]
 */
record TimeRange(long fromSecond, long toSecond) {
    private static final long DAY_SECONDS = 86_400;

    /** From the start of a year until a day after now, for clocks that are ahead. */
    static TimeRange until(Instant now, int earliestYear) {
        return new TimeRange(
                LocalDate.of(earliestYear, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC),
                now.getEpochSecond() + DAY_SECONDS);
    }

    boolean holds(long epochSecond) {
        return epochSecond >= fromSecond && epochSecond < toSecond;
    }

    @Override
    public String toString() {
        return Instant.ofEpochSecond(fromSecond) + " to " + Instant.ofEpochSecond(toSecond);
    }
}
