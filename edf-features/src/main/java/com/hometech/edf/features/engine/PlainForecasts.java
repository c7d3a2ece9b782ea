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
    private final Baselines baselines;
    private final QuantityRules rules;

    PlainForecasts(BuildingContext context, QuantityRules rules) {
        this.context = context;
        this.baselines = new Baselines(context.load().measuredKwh, context.grid());
        this.rules = rules;
    }

    void fill(RowBatch rows, FeatureColumns columns, int offset) {
        for (int row = 0; row < rows.size(); row++) {
            int origin = rows.origin(row);
            int target = rows.target(row);
            columns.levelKwh()[offset + row] = rules.levelKwh(target, origin);
            columns.lastWeekKwh()[offset + row] = baselines.lastWeekKwh(target, origin);
            columns.yesterdayKwh()[offset + row] = baselines.yesterdayKwh(target, origin);
            columns.fourWeekMeanKwh()[offset + row] = baselines.fourWeekMeanKwh(target, origin);
            columns.fallbackKwh()[offset + row] = fallback(target, origin);
            columns.ceilingKwh()[offset + row] = rules.ceilingKwh(target, origin);
        }
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
        double fourWeeks = baselines.fourWeekMeanKwh(target, origin);
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
