package com.hometech.edf.monitoring.interval;

import com.hometech.edf.data.accuracy.EndSums;
import com.hometech.edf.data.accuracy.MissSums;
import java.util.Arrays;

/** What the days of a window say about the ends of one building's intervals, by day ahead. */
final class BuildingEnds {
    /**
     * Widths that an end has to be moved by for each reading beyond it too many or too few. The density of a normal distribution
     * at its 10 % quantile, times the width of its 80 % interval, is 0.45: so one in a hundred readings more lies beyond where
     * the end is 0.02 widths further in.
     */
    private static final double WIDTHS_PER_MISS = 2;

    /** What was in force, and what was needed. */
    private static final int OF_AN_END = 2;
    /** Hours, then of the lower end, then of the upper. */
    private static final int VALUES = 1 + 2 * OF_AN_END;

    private final int days;
    private float[] values = {};

    /** @param days of the window */
    BuildingEnds(int days) {
        this.days = days;
    }

    /** How many days ahead something is known of. */
    int aheads() {
        return values.length / (days * VALUES);
    }

    /**
     * Notes a day.
     *
     * @param day of the window, from 0
     * @param ahead days ahead, from 0
     */
    void set(int day, int ahead, MissSums misses) {
        if (ahead >= aheads()) {
            values = Arrays.copyOf(values, (ahead + 1) * days * VALUES);
        }
        int at = at(day, ahead);
        values[at] = misses.hours();
        set(at + 1, misses.lower(), misses.hours());
        set(at + 1 + OF_AN_END, misses.upper(), misses.hours());
    }

    private void set(int at, EndSums end, long hours) {
        double inForce = end.offsetWidths() / hours;
        double tooMany = (end.beyondHours() - end.nominalHours()) / hours;
        values[at] = (float) inForce;
        values[at + 1] = (float) (inForce + WIDTHS_PER_MISS * tooMany);
    }

    /** Hours of a day that say something; 0 where none does. */
    double hours(int day, int ahead) {
        return ahead < aheads() ? values[at(day, ahead)] : 0;
    }

    /**
     * How far an end was moved out in the forecasts of a day [widths], where there are hours.
     *
     * @param end 0 for the lower, 1 for the upper
     */
    double inForce(int day, int ahead, int end) {
        return values[at(day, ahead) + 1 + end * OF_AN_END];
    }

    /** How far it should have been, after the readings of that day alone [widths]. */
    double needed(int day, int ahead, int end) {
        return values[at(day, ahead) + 2 + end * OF_AN_END];
    }

    private int at(int day, int ahead) {
        return (ahead * days + day) * VALUES;
    }
}
