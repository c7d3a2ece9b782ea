package com.hometech.edf.features.engine;

import com.hometech.edf.features.table.FeatureColumns;

/**
 * The three baselines, as anybody would make them from the readings at hand, and the fallback that is always there. All
 * are honest: they use readings at or before the origin only.
 */
final class PlainForecasts {
    private static final int HOURS_PER_DAY = 24;
    private static final int HOURS_PER_WEEK = 168;
    private static final int LONGEST_SEARCH_DAYS = 14;

    private final BuildingContext context;
    private final double[] measuredKwh;
    private final QuantityRules rules;

    PlainForecasts(BuildingContext context, QuantityRules rules) {
        this.context = context;
        this.measuredKwh = context.load().measuredKwh;
        this.rules = rules;
    }

    void fill(RowBatch rows, FeatureColumns columns, int offset) {
        for (int row = 0; row < rows.size(); row++) {
            int origin = rows.origin(row);
            int target = rows.target(row);
            columns.levelKwh()[offset + row] = rules.levelKwh(target, origin);
            columns.lastWeekKwh()[offset + row] = lastWeek(target, origin);
            columns.yesterdayKwh()[offset + row] = measured(target - context.wholeDaySteps(target - origin), origin);
            columns.fourWeekMeanKwh()[offset + row] = fourWeekMean(target, origin);
            columns.fallbackKwh()[offset + row] = fallback(target, origin);
            columns.ceilingKwh()[offset + row] = rules.ceilingKwh(target, origin);
        }
    }

    private double measured(int index, int origin) {
        return index >= 0 && index <= origin ? measuredKwh[index] : Double.NaN;
    }

    private double lastWeek(int target, int origin) {
        for (int week = 1; week <= 3; week++) {
            double value = measured(target - week * context.steps(HOURS_PER_WEEK), origin);
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return Double.NaN;
    }

    private double fourWeekMean(int target, int origin) {
        double sum = 0;
        int count = 0;
        for (int week = 1; week <= 4; week++) {
            double value = measured(target - week * context.steps(HOURS_PER_WEEK), origin);
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** Last week, two weeks ago, the mean of the hour of the week, a day before in the use type's shape, that shape alone. */
    private double fallback(int target, int origin) {
        KnownLoad load = context.load();
        int week = context.steps(HOURS_PER_WEEK);
        for (int weeks = 1; weeks <= 2; weeks++) {
            double value = load.at(target - weeks * week, origin);
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        double fourWeeks = fourWeekMean(target, origin);
        return Double.isNaN(fourWeeks) ? shapedDay(target, origin) : fourWeeks;
    }

    private double shapedDay(int target, int origin) {
        int stepsPerDay = context.steps(HOURS_PER_DAY);
        int newest = target - context.wholeDaySteps(target - origin);
        int oldest = Math.max(0, newest - LONGEST_SEARCH_DAYS * stepsPerDay);
        for (int index = newest; index >= oldest; index -= stepsPerDay) {
            double value = context.load().at(index, origin);
            if (!Double.isNaN(value)) {
                return value * (rules.relativeSize(target) / rules.relativeSize(index));
            }
        }
        return rules.guessKwh(target, origin);
    }
}
