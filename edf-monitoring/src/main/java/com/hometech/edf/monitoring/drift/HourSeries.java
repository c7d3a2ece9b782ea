package com.hometech.edf.monitoring.drift;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;

/** The hourly energy of one building over consecutive days in UTC; missing hours are NaN [kWh]. */
final class HourSeries {
    private static final int HOURS = DayColumn.HOURS;
    private static final int SECONDS_PER_HOUR = 3600;

    private final int firstDay;
    private final float[] kwh;

    /**
     * Days in {@code [firstDay, endDay)}, nothing known yet.
     *
     * @param firstDay days since 1970
     */
    HourSeries(int firstDay, int endDay) {
        this.firstDay = firstDay;
        this.kwh = new float[(endDay - firstDay) * HOURS];
        clear();
    }

    void clear() {
        Arrays.fill(kwh, Float.NaN);
    }

    /** Takes the profile of a day in UTC; days outside are left out. */
    void set(int epochDay, float[][] columns, int row) {
        int start = (epochDay - firstDay) * HOURS;
        for (int hour = 0; start >= 0 && start < kwh.length && hour < HOURS; hour++) {
            kwh[start + hour] = columns[hour][row];
        }
    }

    /**
     * The hours of local days in {@code [from, to)}, day by day.
     *
     * @param offsets hours that the local clock is ahead of UTC, by day
     */
    double[] local(int from, int to, int[] offsets) {
        double[] hours = new double[(to - from) * HOURS];
        for (int day = from; day < to; day++) {
            int start = (day - firstDay) * HOURS - offsets[day - from];
            for (int hour = 0; hour < HOURS; hour++) {
                int index = start + hour;
                // nothing and less than nothing say nothing about the scale of a meter
                double value = index >= 0 && index < kwh.length ? kwh[index] : Double.NaN;
                hours[(day - from) * HOURS + hour] = value > 0 ? value : Double.NaN;
            }
        }
        return hours;
    }

    /** Whole hours that clocks of a zone are ahead of UTC at noon of each day in {@code [from, to)}. */
    static int[] offsets(ZoneId zone, boolean standard, int from, int to) {
        int[] offsets = new int[to - from];
        for (int day = from; day < to; day++) {
            var noon = LocalDate.ofEpochDay(day)
                    .atTime(LocalTime.NOON)
                    .atZone(zone)
                    .toInstant();
            int seconds = (standard
                            ? zone.getRules().getStandardOffset(noon)
                            : zone.getRules().getOffset(noon))
                    .getTotalSeconds();
            offsets[day - from] = Math.floorDiv(seconds, SECONDS_PER_HOUR);
        }
        return offsets;
    }
}
