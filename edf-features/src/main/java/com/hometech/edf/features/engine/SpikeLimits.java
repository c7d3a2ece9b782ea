package com.hometech.edf.features.engine;

import java.util.Arrays;

/**
 * Limits above which a reading is clipped in features. The limit of a UTC day is a multiple of the fourth highest daily
 * peak of the four weeks before that day: up to three days of spikes do not move it, it needs no reading of the day itself
 * or later, and a building whose load really rises is followed within four days.
 */
final class SpikeLimits {
    private static final int WINDOW_DAYS = 28;
    private static final int FEWEST_DAYS = 7;
    private static final int RANK = 4;

    private final int offset;
    private final int stepsPerDay;
    private final double[] limitByDay;

    private SpikeLimits(int offset, int stepsPerDay, double[] limitByDay) {
        this.offset = offset;
        this.stepsPerDay = stepsPerDay;
        this.limitByDay = limitByDay;
    }

    static SpikeLimits of(double[] measuredKwh, StepGrid grid, double factor) {
        int stepsPerDay = grid.stepsPerDay();
        int offset = (int) Math.floorMod(grid.firstStep(), (long) stepsPerDay);
        double[] peaks = dailyPeaks(measuredKwh, offset, stepsPerDay);
        double[] limits = new double[peaks.length];
        for (int day = 0; day < limits.length; day++) {
            limits[day] = factor * typicalPeakBefore(day, peaks);
        }
        return new SpikeLimits(offset, stepsPerDay, limits);
    }

    /** Limits that are so many times as high. */
    SpikeLimits times(double factor) {
        return new SpikeLimits(
                offset,
                stepsPerDay,
                Arrays.stream(limitByDay).map(limit -> limit * factor).toArray());
    }

    /** The limit at an index [kWh]; infinite where too little is known. */
    double at(int index) {
        return limitByDay[(index + offset) / stepsPerDay];
    }

    private static double[] dailyPeaks(double[] measuredKwh, int offset, int stepsPerDay) {
        double[] peaks = new double[(measuredKwh.length + offset + stepsPerDay - 1) / stepsPerDay];
        Arrays.fill(peaks, Double.NaN);
        int day = 0;
        int dayEnd = stepsPerDay - offset;
        for (int index = 0; index < measuredKwh.length; index++) {
            if (index == dayEnd) {
                day++;
                dayEnd += stepsPerDay;
            }
            double size = Math.abs(measuredKwh[index]);
            if (size > peaks[day] || (Double.isNaN(peaks[day]) && !Double.isNaN(size))) {
                peaks[day] = size;
            }
        }
        return peaks;
    }

    /** The fourth highest of the known peaks; infinite where too few are known or all is zero. */
    private static double typicalPeakBefore(int day, double[] peaks) {
        double[] highest = new double[RANK];
        int known = 0;
        for (int other = Math.max(0, day - WINDOW_DAYS); other < day; other++) {
            double peak = peaks[other];
            if (!Double.isNaN(peak)) {
                known++;
                insert(peak, highest);
            }
        }
        double typical = highest[RANK - 1];
        return known < FEWEST_DAYS || typical <= 0 ? Double.POSITIVE_INFINITY : typical;
    }

    private static void insert(double peak, double[] highest) {
        int rank = RANK - 1;
        if (peak <= highest[rank]) {
            return;
        }
        while (rank > 0 && highest[rank - 1] < peak) {
            highest[rank] = highest[rank - 1];
            rank--;
        }
        highest[rank] = peak;
    }

    /** Clips all readings; missing ones stay missing. */
    double[] clipped(double[] measuredKwh) {
        double[] clipped = new double[measuredKwh.length];
        int index = 0;
        for (int day = 0; day < limitByDay.length; day++) {
            double limit = limitByDay[day];
            int dayEnd = Math.min(measuredKwh.length, (day + 1) * stepsPerDay - offset);
            for (; index < dayEnd; index++) {
                double value = measuredKwh[index];
                // written so that a missing value stays
                clipped[index] = value > limit ? limit : value < -limit ? -limit : value;
            }
        }
        return clipped;
    }
}
