package com.hometech.edf.data.sample;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What sample data to make.
 *
 * @param buildings how many buildings, {@value #MIN_BUILDINGS} to {@value #MAX_BUILDINGS}
 * @param days length of the history [days], {@value #MIN_DAYS} to {@value #MAX_DAYS}
 * @param end end of the history: the start of the first hour without a reading
 * @param seed of every random stream
 * @param defects whether the data faults that a file can hold are planted, and listed in {@code defects.csv}; this needs
 *     {@value #MIN_BUILDINGS_WITH_DEFECTS} buildings and {@value #MIN_DAYS_WITH_DEFECTS} days
 */
public record SampleOptions(int buildings, int days, Instant end, long seed, boolean defects) {
    public static final int MIN_BUILDINGS = 1;
    public static final int MAX_BUILDINGS = 100_000;
    public static final int MIN_DAYS = 2;
    public static final int MAX_DAYS = 3660;
    public static final int MIN_BUILDINGS_WITH_DEFECTS = 13;
    public static final int MIN_DAYS_WITH_DEFECTS = 370;

    /** The calendar rules of the sites hold from here … */
    static final Instant EARLIEST_START = Instant.parse("1996-01-01T00:00:00Z");

    /** … to here. */
    static final Instant LATEST_END = Instant.parse("2060-01-01T00:00:00Z");

    /**
     * A Thursday at the hour of the daily run, so that a forecast from the end of the data covers working days and a
     * weekend. The weeks before it are ordinary ones: autumn, with a clock change and single holidays but no Christmas;
     * and 400 days reach back over one whole year.
     */
    private static final Instant DEFAULT_END = Instant.parse("2024-11-21T05:00:00Z");

    public SampleOptions {
        requireWithin(
                "buildings", buildings, defects ? MIN_BUILDINGS_WITH_DEFECTS : MIN_BUILDINGS, MAX_BUILDINGS, defects);
        requireWithin("days", days, defects ? MIN_DAYS_WITH_DEFECTS : MIN_DAYS, MAX_DAYS, defects);
        if (!end.equals(end.truncatedTo(ChronoUnit.HOURS))) {
            throw new InvalidInputException("end = " + end + " is not on the hour: give for example " + DEFAULT_END);
        }
        Instant start = end.minus(Duration.ofDays(days));
        if (start.isBefore(EARLIEST_START) || end.isAfter(LATEST_END)) {
            throw new InvalidInputException("end = " + end + " with days = " + days + " starts at " + start
                    + ": the data must lie between " + EARLIEST_START + " and " + LATEST_END);
        }
    }

    /** 20 buildings, 400 days to 2024-11-21 05:00 UTC, no defects. */
    public static SampleOptions defaults() {
        return new SampleOptions(20, 400, DEFAULT_END, 42, false);
    }

    public SampleOptions withBuildings(int count) {
        return new SampleOptions(count, days, end, seed, defects);
    }

    public SampleOptions withDays(int count) {
        return new SampleOptions(buildings, count, end, seed, defects);
    }

    public SampleOptions withEnd(Instant time) {
        return new SampleOptions(buildings, days, time, seed, defects);
    }

    public SampleOptions withSeed(long value) {
        return new SampleOptions(buildings, days, end, value, defects);
    }

    public SampleOptions withDefects() {
        return new SampleOptions(buildings, days, end, seed, true);
    }

    /** Start of the first hour. */
    public Instant start() {
        return end.minus(Duration.ofDays(days));
    }

    /** Hours of history. */
    public int hours() {
        return days * 24;
    }

    private static void requireWithin(String field, int value, int least, int most, boolean defects) {
        if (value < least || value > most) {
            throw new InvalidInputException(field + " = " + value + ": must be between " + least + " and " + most
                    + (defects ? " with defects" : ""));
        }
    }
}
