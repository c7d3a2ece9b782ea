package com.hometech.edf.data.accuracy;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * How good the forecasts of one building for one day were, of one distance ahead.
 *
 * @param building whose energy
 * @param quantity what was forecast
 * @param day of the targets, in UTC
 * @param dayAhead 1 for the first 24 hours of each issue, 2 for the next, and so on
 * @param sums over the hours; of some of which none may be scored
 */
public record AccuracyRecord(BuildingId building, Quantity quantity, LocalDate day, int dayAhead, AccuracySums sums)
        implements Comparable<AccuracyRecord> {
    private static final int HOURS_PER_DAY = 24;
    private static final Comparator<AccuracyRecord> ORDER = Comparator.comparing(AccuracyRecord::building)
            .thenComparing(AccuracyRecord::quantity)
            .thenComparing(AccuracyRecord::day)
            .thenComparingInt(AccuracyRecord::dayAhead);

    public AccuracyRecord {
        if (dayAhead < 1) {
            throw new InvalidInputException("Accuracy of " + building + " on " + day + " is of day " + dayAhead
                    + " ahead; days ahead are counted from 1");
        }
    }

    /** The hours of the forecast, counted from its first: {@code 1-24}, {@code 25-48}, … as evaluation names them. */
    public String leads() {
        return leads(dayAhead);
    }

    /** The hours of a day ahead: {@code 1-24} for 1. */
    public static String leads(int dayAhead) {
        return (dayAhead - 1) * HOURS_PER_DAY + 1 + "-" + dayAhead * HOURS_PER_DAY;
    }

    /** By building, quantity, day, day ahead: that of the files. */
    @Override
    public int compareTo(AccuracyRecord other) {
        return ORDER.compare(this, other);
    }
}
