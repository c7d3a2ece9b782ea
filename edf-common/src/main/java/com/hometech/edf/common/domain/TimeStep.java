package com.hometech.edf.common.domain;

import com.hometech.edf.common.error.InvalidInputException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The step of a regular time line: 15 or 30 minutes, or whole hours that divide a day. Up to half a day its intervals are
 * counted in UTC from 1970. An interval of a whole day is a local date and lies where that date lies in UTC: the readings of
 * 2024-07-01 in Berlin stand at 2024-07-01T00:00Z, so that every building has one interval for each date, also where a day
 * has 23 or 25 hours.
 *
 * @param seconds its length [s]
 */
public record TimeStep(int seconds) implements Comparable<TimeStep>, Serializable {
    /** Says that a time is not the start of an interval. */
    public static final long NO_START = Long.MIN_VALUE;

    private static final int SECONDS_PER_HOUR = 3600;
    private static final int SECONDS_PER_DAY = 86_400;

    /** An hour. */
    public static final TimeStep HOUR = new TimeStep(SECONDS_PER_HOUR);
    /** A day. */
    public static final TimeStep DAY = new TimeStep(SECONDS_PER_DAY);
    /** All steps, ascending. */
    public static final List<TimeStep> ALL = List.of(
            new TimeStep(SECONDS_PER_HOUR / 4),
            new TimeStep(SECONDS_PER_HOUR / 2),
            HOUR,
            new TimeStep(2 * SECONDS_PER_HOUR),
            new TimeStep(3 * SECONDS_PER_HOUR),
            new TimeStep(4 * SECONDS_PER_HOUR),
            new TimeStep(6 * SECONDS_PER_HOUR),
            new TimeStep(8 * SECONDS_PER_HOUR),
            new TimeStep(12 * SECONDS_PER_HOUR),
            DAY);

    private static final String WAY_OUT = "use PT15M, PT30M, PT1H, PT2H, PT3H, PT4H, PT6H, PT8H, PT12H or P1D";

    public TimeStep {
        boolean partOfHour = seconds == SECONDS_PER_HOUR / 4 || seconds == SECONDS_PER_HOUR / 2;
        boolean hours = seconds > 0 && seconds % SECONDS_PER_HOUR == 0 && SECONDS_PER_DAY % seconds == 0;
        if (!partOfHour && !hours) {
            throw new InvalidInputException("Step of " + seconds + " s: " + WAY_OUT);
        }
    }

    /**
     * The step of this length.
     *
     * @throws InvalidInputException when there is none
     */
    public static TimeStep of(Duration length) {
        problem(length).ifPresent(problem -> {
            throw new InvalidInputException("Step of " + length + " " + problem);
        });
        return new TimeStep(Math.toIntExact(length.toSeconds()));
    }

    /** What is wrong with a length; empty where there is such a step. */
    public static Optional<String> problem(Duration length) {
        boolean known = ALL.stream().anyMatch(step -> step.duration().equals(length));
        return known
                ? Optional.empty()
                : Optional.of("is not a quarter, a half or whole hours that divide a day; " + WAY_OUT);
    }

    public Duration duration() {
        return Duration.ofSeconds(seconds);
    }

    /** Its length [h]. */
    public double hours() {
        return (double) seconds / SECONDS_PER_HOUR;
    }

    /** Whole steps in so many hours; what is left over does not count. */
    public int steps(int hours) {
        return Math.toIntExact((long) hours * SECONDS_PER_HOUR / seconds);
    }

    /** Whether so many hours are a whole number of steps. */
    public boolean divides(int hours) {
        return (long) hours * SECONDS_PER_HOUR % seconds == 0;
    }

    public int stepsPerDay() {
        return SECONDS_PER_DAY / seconds;
    }

    /** Whether an interval is a local date. */
    public boolean isDay() {
        return seconds == SECONDS_PER_DAY;
    }

    /** Start of the interval that holds a time in a building of this zone [s since 1970]. */
    public long intervalOf(long epochSecond, ZoneId zone) {
        return isDay()
                ? LocalDate.ofInstant(Instant.ofEpochSecond(epochSecond), zone).toEpochDay() * SECONDS_PER_DAY
                : epochSecond - Math.floorMod(epochSecond, (long) seconds);
    }

    /**
     * The interval that starts at a time, {@link #NO_START} where none does [s since 1970]. A day may be named by its
     * midnight in the zone or by that in UTC.
     */
    public long intervalAt(long epochSecond, ZoneId zone) {
        if (Math.floorMod(epochSecond, (long) seconds) == 0) {
            return epochSecond;
        }
        if (!isDay()) {
            return NO_START;
        }
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochSecond(epochSecond), zone);
        return date.atStartOfDay(zone).toEpochSecond() == epochSecond ? date.toEpochDay() * SECONDS_PER_DAY : NO_START;
    }

    /** Real length of an interval in a zone: a day of changing clocks has 23 or 25 hours [s]. */
    public long secondsOf(long intervalStart, ZoneId zone) {
        if (!isDay()) {
            return seconds;
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(intervalStart, (long) SECONDS_PER_DAY));
        return date.plusDays(1).atStartOfDay(zone).toEpochSecond()
                - date.atStartOfDay(zone).toEpochSecond();
    }

    @Override
    public int compareTo(TimeStep other) {
        return Integer.compare(seconds, other.seconds);
    }

    /** As in the configuration: {@code PT15M}, {@code PT1H}, {@code P1D}. */
    @Override
    public String toString() {
        return isDay() ? "P1D" : duration().toString();
    }
}
