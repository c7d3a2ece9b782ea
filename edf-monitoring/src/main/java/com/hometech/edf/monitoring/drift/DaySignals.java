package com.hometech.edf.monitoring.drift;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * Finds the {@link Signal}s of days of one building from its hours before, day by day. What is usual is always a median over
 * days of the same kind, so a few wrong days before do no harm, and something that has lasted for some weeks is usual.
 *
 * <p>The evidence for a clock that is an hour off is a log likelihood ratio. Differences of consecutive hours are compared with
 * those of days before, and with those an hour earlier or later. They are taken as independent and as following Student's t
 * distribution with three degrees of freedom (K. L. Lange, R. J. A. Little and J. M. G. Taylor, Robust statistical modeling
 * using the t distribution, JASA 84, 1989) around the median of days before, so that single odd hours count little.
 */
final class DaySignals {
    private static final int HOURS = DayColumn.HOURS;
    private static final int DAYS_PER_WEEK = 7;
    /** Days before that are looked at. */
    static final int LOOKBACK_DAYS = 42;

    private static final int WORKING_DAYS_LOOKBACK = 28;
    private static final int FEWEST_DAYS = 3;
    /** Fewer hours say nothing about a day. */
    private static final int FEWEST_HOURS = 18;

    private static final double OUTER_SHARE = 0.2;
    private static final double DEGREES_OF_FREEDOM = 3;
    /** Quarters of a day: a clock that is wrong is wrong in all of them, other opening hours are not. */
    private static final int QUARTERS = 4;

    /** No day alone can say more than this [nats]. */
    private static final double MOST_EVIDENCE = 15;
    /** Hours that never change would make the smallest change a wonder: a share of the usual deviation is added. */
    private static final double DEVIATION_FLOOR = 0.5;

    private static final int DAYTIME_FROM = 8;
    private static final int DAYTIME_TO = 18;
    /** A building whose Sundays use nearly as much as working days does not tell them apart. */
    private static final double LEAST_CONTRAST = 0.1;

    private static final double MOST_REST = 3;
    private static final double LN_2 = Math.log(2);

    private final int firstDay;
    private final double[] local;
    private final double[] standard;
    private final int[] localOffsets;
    private final int[] standardOffsets;
    private final double[] work = new double[LOOKBACK_DAYS];

    /** @param firstDay of the hours; those in both clocks cover the same local days */
    DaySignals(HourSeries series, int firstDay, int endDay, int[] localOffsets, int[] standardOffsets) {
        this.firstDay = firstDay;
        this.localOffsets = localOffsets;
        this.standardOffsets = standardOffsets;
        this.local = series.local(firstDay, endDay, localOffsets);
        this.standard =
                Arrays.equals(localOffsets, standardOffsets) ? local : series.local(firstDay, endDay, standardOffsets);
    }

    /** All signals of a day; null where it has too few hours. */
    float[] of(int epochDay) {
        float[] signals = new float[Signal.values().length];
        Arrays.fill(signals, Float.NaN);
        int day = epochDay - firstDay;
        if (known(day) < FEWEST_HOURS) {
            return signals;
        }
        level(day, signals);
        double[][] evidence = clock(local, day);
        double[][] other = sameClock(day) ? evidence : clock(standard, day);
        set(signals, Signal.EARLY, Signal.EARLY_ELSEWHERE, evidence[0]);
        set(signals, Signal.LATE, Signal.LATE_ELSEWHERE, evidence[1]);
        set(signals, Signal.EARLY_STANDARD, Signal.EARLY_STANDARD_ELSEWHERE, other[0]);
        set(signals, Signal.LATE_STANDARD, Signal.LATE_STANDARD_ELSEWHERE, other[1]);
        set(signals, Signal.REST, rest(day));
        return signals;
    }

    private static void set(float[] signals, Signal signal, double value) {
        signals[signal.ordinal()] = (float) value;
    }

    /** Sets all that the quarters of a day say, and what they say without the one that says most. */
    private static void set(float[] signals, Signal all, Signal elsewhere, double[] quarters) {
        double sum = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (double quarter : quarters) {
            sum += quarter;
            most = Math.max(most, quarter);
        }
        set(signals, all, limited(sum));
        // as much smaller as the limited sum is, so that both can be compared
        set(signals, elsewhere, sum > MOST_EVIDENCE ? (sum - most) * MOST_EVIDENCE / sum : limited(sum - most));
    }

    private static double limited(double evidence) {
        return Math.max(-MOST_EVIDENCE, Math.min(MOST_EVIDENCE, evidence));
    }

    private int known(int day) {
        int known = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            known += Double.isNaN(local[day * HOURS + hour]) ? 0 : 1;
        }
        return known;
    }

    /** Whether both clocks went alike, or equally apart, over all days that matter. */
    private boolean sameClock(int day) {
        int apart = localOffsets[day] - standardOffsets[day];
        for (int before = Math.max(0, day - LOOKBACK_DAYS); before < day; before++) {
            if (localOffsets[before] - standardOffsets[before] != apart) {
                return false;
            }
        }
        return true;
    }

    private void level(int day, float[] signals) {
        double sum = 0;
        double squares = 0;
        double daytime = 0;
        int known = 0;
        double[] ratios = new double[HOURS];
        int compared = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            double value = local[day * HOURS + hour];
            if (!Double.isNaN(value)) {
                sum += value;
                squares += value * value;
                daytime += hour >= DAYTIME_FROM && hour < DAYTIME_TO ? value : 0;
                known++;
                double usual = usual(day, hour);
                if (usual > 0) {
                    ratios[compared++] = Math.log(value / usual) / LN_2;
                }
            }
        }
        double mean = sum / known;
        set(signals, Signal.MEAN_KWH, mean);
        set(signals, Signal.DAYTIME_SHARE, daytime / sum);
        set(signals, Signal.VARIATION, Math.sqrt(Math.max(0, squares / known - mean * mean)) / mean);
        if (compared >= FEWEST_HOURS) {
            Arrays.sort(ratios, 0, compared);
            set(signals, Signal.LEVEL_LOW, Quantiles.ofSorted(ratios, compared, OUTER_SHARE));
            set(signals, Signal.LEVEL_HIGH, Quantiles.ofSorted(ratios, compared, 1 - OUTER_SHARE));
        }
    }

    /** The median of an hour over the same weekdays before. */
    private double usual(int day, int hour) {
        int count = 0;
        for (int before = day - DAYS_PER_WEEK; before >= Math.max(0, day - LOOKBACK_DAYS); before -= DAYS_PER_WEEK) {
            count = collect(local[before * HOURS + hour], count);
        }
        return count < FEWEST_DAYS ? Double.NaN : Quantiles.median(work, count);
    }

    private int collect(double value, int count) {
        if (Double.isNaN(value)) {
            return count;
        }
        work[count] = value;
        return count + 1;
    }

    /** Evidence that the day is an hour early, and late, of each quarter of the day. */
    private double[][] clock(double[] hours, int day) {
        double[] middle = new double[HOURS];
        double[] deviation = new double[HOURS];
        for (int hour = 0; hour < HOURS; hour++) {
            int count = changes(hours, day, hour);
            middle[hour] = count < FEWEST_DAYS ? Double.NaN : Quantiles.median(work, count);
            for (int index = 0; index < count; index++) {
                work[index] = Math.abs(work[index] - middle[hour]);
            }
            deviation[hour] =
                    count < FEWEST_DAYS ? Double.NaN : Quantiles.MAD_TO_DEVIATION * Quantiles.median(work, count);
        }
        double floor = DEVIATION_FLOOR * Quantiles.of(deviation, 0.5);
        for (int hour = 0; hour < HOURS; hour++) {
            deviation[hour] = Math.max(Double.MIN_NORMAL, Math.hypot(deviation[hour], floor));
        }
        double[] early = new double[QUARTERS];
        double[] late = new double[QUARTERS];
        int known = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            double change = change(hours, day, hour);
            double asUsual = likelihood(change, middle, deviation, hour);
            double asNext = likelihood(change, middle, deviation, (hour + 1) % HOURS);
            double asLast = likelihood(change, middle, deviation, (hour + HOURS - 1) % HOURS);
            if (!Double.isNaN(asUsual) && !Double.isNaN(asNext) && !Double.isNaN(asLast)) {
                early[hour * QUARTERS / HOURS] += asNext - asUsual;
                late[hour * QUARTERS / HOURS] += asLast - asUsual;
                known++;
            }
        }
        if (known < FEWEST_HOURS) {
            Arrays.fill(early, Double.NaN);
            Arrays.fill(late, Double.NaN);
        }
        return new double[][] {early, late};
    }

    private static double likelihood(double change, double[] middle, double[] deviation, int hour) {
        double distance = (change - middle[hour]) / deviation[hour];
        return -(DEGREES_OF_FREEDOM + 1) / 2 * Math.log1p(distance * distance / DEGREES_OF_FREEDOM)
                - Math.log(deviation[hour]);
    }

    private int changes(double[] hours, int day, int hour) {
        boolean working = isWorking(day);
        int count = 0;
        int step = working ? 1 : DAYS_PER_WEEK;
        int lookback = working ? WORKING_DAYS_LOOKBACK : LOOKBACK_DAYS;
        for (int before = day - step; before >= Math.max(0, day - lookback); before -= step) {
            if (!working || isWorking(before)) {
                count = collect(change(hours, before, hour), count);
            }
        }
        return count;
    }

    private static double change(double[] hours, int day, int hour) {
        int index = day * HOURS + hour;
        return index == 0 ? Double.NaN : hours[index] - hours[index - 1];
    }

    private boolean isWorking(int day) {
        return weekday(day) < 6;
    }

    /** 1 is Monday. */
    private int weekday(int day) {
        return LocalDate.ofEpochDay(firstDay + (long) day).getDayOfWeek().getValue();
    }

    /** How much a working day resembles a Sunday, by the energy of its daytime. */
    private double rest(int day) {
        if (!isWorking(day)) {
            return Double.NaN;
        }
        int count = 0;
        for (int before = day - DAYS_PER_WEEK; before >= Math.max(0, day - LOOKBACK_DAYS); before -= DAYS_PER_WEEK) {
            count = collect(daytime(before), count);
        }
        double working = count < FEWEST_DAYS ? Double.NaN : Quantiles.median(work, count);
        count = 0;
        for (int before = day - weekday(day); before >= Math.max(0, day - LOOKBACK_DAYS); before -= DAYS_PER_WEEK) {
            count = collect(daytime(before), count);
        }
        double sunday = count < FEWEST_DAYS ? Double.NaN : Quantiles.median(work, count);
        double contrast = working - sunday;
        return contrast > LEAST_CONTRAST * working
                ? Math.max(-MOST_REST, Math.min(MOST_REST, (working - daytime(day)) / contrast))
                : Double.NaN;
    }

    private double daytime(int day) {
        double sum = 0;
        int known = 0;
        for (int hour = DAYTIME_FROM; hour < DAYTIME_TO; hour++) {
            double value = local[day * HOURS + hour];
            if (!Double.isNaN(value)) {
                sum += value;
                known++;
            }
        }
        return 2 * known >= DAYTIME_TO - DAYTIME_FROM ? sum / known : Double.NaN;
    }
}
