package com.hometech.edf.features.engine;

import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.features.engine.FeatureFormula.FeatureValues;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Features from the building's own readings, all of them known at the origin [kWh]. */
final class LoadFormulas {
    private static final String CLEANED = " (spikes clipped, short gaps interpolated)";
    private static final int HOURS_PER_DAY = 24;
    private static final int HOURS_PER_WEEK = 168;
    private static final int WEEKS = 4;
    private static final int LONGEST_WEEKS = 8;
    /** How far before the origin a reading can be that the default set looks at [h]. */
    static final int LONGEST_HOURS = LONGEST_WEEKS * HOURS_PER_WEEK;

    private static final int LONGEST_SEARCH_DAYS = 28;
    /** Each week further back counts this much less in the weighted mean of the hour of the week. */
    private static final double WEEKLY_DECAY = 0.7;

    private LoadFormulas() {}

    static FeatureFormula lag(int hours) {
        return load(
                "consumption_lag_" + hours + "h",
                "load " + hours + " h before the target" + CLEANED + "; missing where that is after the origin",
                context -> lagged(context.load(), context.steps(hours)));
    }

    static FeatureValues lagged(KnownLoad load, int lagSteps) {
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                out[offset + row] = (float) load.at(rows.target(row) - lagSteps, rows.origin(row));
            }
        };
    }

    static FeatureFormula rolling(int windowHours, String aggregate) {
        return load(
                "consumption_roll_" + aggregate + "_" + windowHours + "h",
                aggregate + " of the readings of the " + windowHours + " h that end with the origin (spikes clipped)",
                context -> atOrigin(statistic(context, windowHours, aggregate)));
    }

    private static float[] statistic(BuildingContext context, int windowHours, String aggregate) {
        return switch (aggregate) {
            case "avg" -> context.moments(windowHours).mean;
            case "stddev" -> context.moments(windowHours).deviation;
            case "min" -> context.extremes(windowHours).least;
            default -> context.extremes(windowHours).greatest;
        };
    }

    static FeatureValues atOrigin(float[] values) {
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                out[offset + row] = values[rows.origin(row)];
            }
        };
    }

    /** The default set beside the configured lags and windows. */
    static List<FeatureFormula> defaults(TimeStep step) {
        List<FeatureFormula> formulas = new ArrayList<>(ofEveryStep());
        if (step.divides(1)) {
            formulas.addAll(ofTheHoursAround());
        }
        return formulas;
    }

    /** What differs from the target's own interval only where an hour is at least a step. */
    private static List<FeatureFormula> ofTheHoursAround() {
        return List.of(
                hourMean("consumption_hour_mean_7d_before", 7, -1, "an hour before the target's hour"),
                hourMean("consumption_hour_mean_7d_after", 7, 1, "an hour after the target's hour"),
                load(
                        "consumption_same_hour_latest_smooth",
                        "mean load from two hours before to two hours after the target's hour on the newest day known"
                                + CLEANED,
                        LoadFormulas::sameHourSmooth),
                load(
                        "consumption_week_mean_smooth",
                        "mean load of the target's hour of the week and both hours around it over six weeks" + CLEANED,
                        context -> overWeeks(context, 6, 1, LoadFormulas::mean)));
    }

    private static List<FeatureFormula> ofEveryStep() {
        return List.of(
                lag(336),
                sameHour("consumption_same_hour_latest", 0, "load at the target's hour on the newest day known"),
                sameHour(
                        "consumption_same_hour_day_earlier",
                        1,
                        "load at the target's hour a day before the newest known"),
                load(
                        "consumption_same_day_type_latest",
                        "load at the target's hour on the newest known day of its kind (working day, Saturday, Sunday or"
                                + " holiday)" + CLEANED,
                        context -> sameDayType(context, 1)),
                load(
                        "consumption_same_day_type_mean",
                        "mean load at the target's hour on the newest three known days of its kind" + CLEANED,
                        context -> sameDayType(context, 3)),
                load(
                        "consumption_same_day_type_mean_10",
                        "mean load at the target's hour on the newest ten known days of its kind, of 28 days" + CLEANED,
                        context -> sameDayType(context, 10)),
                hourMean("consumption_hour_mean_7d", 7, 0, "at the target's hour"),
                hourMean("consumption_hour_mean_28d", 28, 0, "at the target's hour"),
                load(
                        "consumption_week_mean_weighted",
                        "mean load at the target's hour of the week over eight weeks, each week back weighing "
                                + WEEKLY_DECAY + " of the next" + CLEANED,
                        context -> overWeeks(context, LONGEST_WEEKS, 0, LoadFormulas::decayingMean)),
                load(
                        "consumption_week_median",
                        "median load at the target's hour of the week over seven weeks" + CLEANED,
                        context -> overWeeks(context, 7, 0, LoadFormulas::median)),
                load(
                        "consumption_four_week_mean",
                        "mean load 168, 336, 504 and 672 h before the target" + CLEANED,
                        context -> overWeeks(context, WEEKS, 0, LoadFormulas::mean)),
                load(
                        "consumption_four_week_spread",
                        "sample standard deviation of the load 168, 336, 504 and 672 h before the target" + CLEANED,
                        context -> overWeeks(context, WEEKS, 0, LoadFormulas::deviation)),
                load(
                        "consumption_latest",
                        "newest reading of the 24 h that end with the origin (spikes clipped)",
                        LoadFormulas::latest),
                load(
                        "consumption_change_24h",
                        "load at the origin less that 24 h earlier" + CLEANED,
                        context -> change(context, HOURS_PER_DAY)),
                load(
                        "consumption_change_168h",
                        "load at the origin less that 168 h earlier" + CLEANED,
                        context -> change(context, HOURS_PER_WEEK)),
                rolling(HOURS_PER_DAY, "avg"),
                rolling(HOURS_PER_WEEK, "avg"),
                load(
                        "consumption_day_over_day",
                        "mean of the 24 h that end with the origin less that of the 24 h before",
                        context -> meanChange(context, HOURS_PER_DAY, HOURS_PER_DAY)),
                load(
                        "consumption_week_over_week",
                        "mean of the 168 h that end with the origin less that of the 168 h before",
                        context -> meanChange(context, HOURS_PER_WEEK, HOURS_PER_WEEK)),
                load(
                        "consumption_last_week_shifted",
                        "load 168 h before the target plus the change of the 24 h mean at the origin against a week"
                                + " earlier" + CLEANED,
                        LoadFormulas::lastWeekShifted));
    }

    private static FeatureFormula sameHour(String name, int daysEarlier, String definition) {
        return load(name, definition + CLEANED, context -> {
            KnownLoad load = context.load();
            int more = context.steps(HOURS_PER_DAY * daysEarlier);
            return (rows, out, offset) -> {
                for (int row = 0; row < rows.size(); row++) {
                    int lag = context.wholeDaySteps(rows.leadSteps(row)) + more;
                    out[offset + row] = (float) load.at(rows.target(row) - lag, rows.origin(row));
                }
            };
        });
    }

    private static FeatureValues sameDayType(BuildingContext context, int days) {
        KnownLoad load = context.load();
        byte[] dayTypes = context.site().calendar().dayTypes();
        int stepsPerDay = context.steps(HOURS_PER_DAY);
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                int target = rows.target(row);
                int origin = rows.origin(row);
                int oldest = Math.max(0, target - LONGEST_SEARCH_DAYS * stepsPerDay);
                double sum = 0;
                int found = 0;
                int index = target - context.wholeDaySteps(rows.leadSteps(row));
                for (; index >= oldest && found < days; index -= stepsPerDay) {
                    double value = dayTypes[index] == dayTypes[target] ? load.at(index, origin) : Double.NaN;
                    if (!Double.isNaN(value)) {
                        sum += value;
                        found++;
                    }
                }
                out[offset + row] = found == 0 ? Float.NaN : (float) (sum / found);
            }
        };
    }

    /** A statistic of known loads, newest first; the array may be reordered. */
    @FunctionalInterface
    private interface Statistic {
        double of(double[] values, int count);
    }

    /**
     * A statistic of the load at the target's hour of the week.
     *
     * @param hoursAround how many hours before and after it count as well
     */
    private static FeatureValues overWeeks(BuildingContext context, int weeks, int hoursAround, Statistic statistic) {
        KnownLoad load = context.load();
        int stepsPerWeek = context.steps(HOURS_PER_WEEK);
        int stepsAround = context.steps(hoursAround);
        double[] found = new double[weeks * (2 * stepsAround + 1)];
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                int count = 0;
                for (int week = 1; week <= weeks; week++) {
                    int center = rows.target(row) - week * stepsPerWeek;
                    for (int index = center - stepsAround; index <= center + stepsAround; index++) {
                        found[count++] = load.at(index, rows.origin(row));
                    }
                }
                out[offset + row] = (float) statistic.of(found, count);
            }
        };
    }

    /** Weights fall with the position, which is the number of weeks back: missing weeks keep theirs. */
    private static double decayingMean(double[] values, int count) {
        double sum = 0;
        double weights = 0;
        double weight = 1;
        for (int week = 0; week < count; week++) {
            if (!Double.isNaN(values[week])) {
                sum += weight * values[week];
                weights += weight;
            }
            weight *= WEEKLY_DECAY;
        }
        return weights == 0 ? Double.NaN : sum / weights;
    }

    private static double median(double[] values, int count) {
        int known = compact(values, count);
        Arrays.sort(values, 0, known);
        return known == 0 ? Double.NaN : (values[(known - 1) / 2] + values[known / 2]) / 2;
    }

    private static double mean(double[] values, int count) {
        double sum = 0;
        int known = 0;
        for (int index = 0; index < count; index++) {
            if (!Double.isNaN(values[index])) {
                sum += values[index];
                known++;
            }
        }
        return known == 0 ? Double.NaN : sum / known;
    }

    private static double deviation(double[] values, int count) {
        int known = compact(values, count);
        double mean = mean(values, known);
        double squares = 0;
        for (int index = 0; index < known; index++) {
            squares += (values[index] - mean) * (values[index] - mean);
        }
        return known < 2 ? Double.NaN : Math.sqrt(squares / (known - 1));
    }

    /** Moves the values that are numbers to the front, in their order, and counts them. */
    private static int compact(double[] values, int count) {
        int known = 0;
        for (int index = 0; index < count; index++) {
            if (!Double.isNaN(values[index])) {
                values[known++] = values[index];
            }
        }
        return known;
    }

    /** Mean of the load at an hour of the day over the newest days that are known there. */
    private static FeatureFormula hourMean(String name, int days, int hoursLater, String hour) {
        return load(name, "mean load " + hour + " over the newest " + days + " days known" + CLEANED, context -> {
            KnownLoad load = context.load();
            int later = context.steps(hoursLater);
            int stepsPerDay = context.steps(HOURS_PER_DAY);
            return (rows, out, offset) -> {
                for (int row = 0; row < rows.size(); row++) {
                    int lag = context.wholeDaySteps(Math.max(1, rows.leadSteps(row) + later));
                    int newest = rows.target(row) + later - lag;
                    double sum = 0;
                    int known = 0;
                    for (int day = 0; day < days; day++) {
                        double value = load.at(newest - day * stepsPerDay, rows.origin(row));
                        if (!Double.isNaN(value)) {
                            sum += value;
                            known++;
                        }
                    }
                    out[offset + row] = known == 0 ? Float.NaN : (float) (sum / known);
                }
            };
        });
    }

    private static FeatureValues sameHourSmooth(BuildingContext context) {
        KnownLoad load = context.load();
        int around = context.steps(2);
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                int center = rows.target(row) - context.wholeDaySteps(rows.leadSteps(row));
                double sum = 0;
                int known = 0;
                for (int index = center - around; index <= center + around; index++) {
                    double value = load.at(index, rows.origin(row));
                    if (!Double.isNaN(value)) {
                        sum += value;
                        known++;
                    }
                }
                out[offset + row] = known == 0 ? Float.NaN : (float) (sum / known);
            }
        };
    }

    private static FeatureValues latest(BuildingContext context) {
        KnownLoad load = context.load();
        int stepsPerDay = context.steps(HOURS_PER_DAY);
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                int newest = load.newestReading[rows.origin(row)];
                boolean recent = newest >= 0 && newest > rows.origin(row) - stepsPerDay;
                out[offset + row] = recent ? (float) load.clippedKwh[newest] : Float.NaN;
            }
        };
    }

    static FeatureValues change(BuildingContext context, int hours) {
        KnownLoad load = context.load();
        int steps = context.steps(hours);
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                int origin = rows.origin(row);
                out[offset + row] = (float) (load.at(origin, origin) - load.at(origin - steps, origin));
            }
        };
    }

    private static FeatureValues meanChange(BuildingContext context, int windowHours, int hours) {
        float[] mean = context.moments(windowHours).mean;
        int steps = context.steps(hours);
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                out[offset + row] = changeAt(mean, rows.origin(row), steps);
            }
        };
    }

    private static FeatureValues lastWeekShifted(BuildingContext context) {
        KnownLoad load = context.load();
        float[] mean = context.moments(HOURS_PER_DAY).mean;
        int week = context.steps(HOURS_PER_WEEK);
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                int origin = rows.origin(row);
                double lastWeek = load.at(rows.target(row) - week, origin);
                out[offset + row] = (float) (lastWeek + changeAt(mean, origin, week));
            }
        };
    }

    private static float changeAt(float[] values, int index, int steps) {
        return index < steps ? Float.NaN : values[index] - values[index - steps];
    }

    private static FeatureFormula load(
            String name, String definition, Function<BuildingContext, FeatureValues> preparation) {
        return FeatureFormula.of(new Feature(name, FeatureKind.LOAD, definition), preparation);
    }
}
