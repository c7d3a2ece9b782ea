package com.hometech.edf.features.engine;

/**
 * The three plain forecasts that models are compared with, as anybody would make them from the readings at hand: readings at
 * or before the origin only. NaN where they cannot be made.
 */
final class Baselines {
    private static final int HOURS_PER_DAY = 24;
    private static final int HOURS_PER_WEEK = 168;
    private static final int LONGEST_SEARCH_WEEKS = 3;
    private static final int MEAN_WEEKS = 4;

    private final double[] measuredKwh;
    private final int stepsPerDay;
    private final int stepsPerWeek;

    /** @param measuredKwh readings by index, without unit slips; NaN where missing [kWh] */
    Baselines(double[] measuredKwh, StepGrid grid) {
        this.measuredKwh = measuredKwh;
        this.stepsPerDay = grid.steps(HOURS_PER_DAY);
        this.stepsPerWeek = grid.steps(HOURS_PER_WEEK);
    }

    private double measured(int index, int origin) {
        return index >= 0 && index <= origin ? measuredKwh[index] : Double.NaN;
    }

    /** The same time a week before the target, in an older week where that is missing. */
    double lastWeekKwh(int target, int origin) {
        for (int week = 1; week <= LONGEST_SEARCH_WEEKS; week++) {
            double value = measured(target - week * stepsPerWeek, origin);
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return Double.NaN;
    }

    /** The last day before the origin, repeated. */
    double yesterdayKwh(int target, int origin) {
        int days = (target - origin + stepsPerDay - 1) / stepsPerDay;
        return measured(target - days * stepsPerDay, origin);
    }

    /** Mean of the same time of the week over four weeks. */
    double fourWeekMeanKwh(int target, int origin) {
        double sum = 0;
        int count = 0;
        for (int week = 1; week <= MEAN_WEEKS; week++) {
            double value = measured(target - week * stepsPerWeek, origin);
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
