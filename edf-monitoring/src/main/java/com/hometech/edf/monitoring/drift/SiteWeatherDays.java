package com.hometech.edf.monitoring.drift;

import java.util.Arrays;

/** What the weather of one site was like, day by day in UTC; NaN where missing. */
final class SiteWeatherDays {
    private final int firstDay;
    private final float[][] values;
    private int lastDay = Integer.MIN_VALUE;

    /** Days in {@code [firstDay, endDay)}, counted since 1970. */
    SiteWeatherDays(int firstDay, int endDay) {
        this.firstDay = firstDay;
        this.values = new float[WeatherSignal.count()][endDay - firstDay];
        Arrays.stream(values).forEach(row -> Arrays.fill(row, Float.NaN));
    }

    /** Takes a day; days outside are left out. */
    void set(int epochDay, float[][] columns, int row) {
        int index = epochDay - firstDay;
        if (index >= 0 && index < values[0].length) {
            for (int column = 0; column < values.length; column++) {
                values[column][index] = columns[column][row];
            }
            lastDay = Math.max(lastDay, epochDay);
        }
    }

    int firstDay() {
        return firstDay;
    }

    /** The last day with weather; {@link Integer#MIN_VALUE} where there is none. */
    int lastDay() {
        return lastDay;
    }

    /** A mean of {@link WeatherSignal#VARIABLES}, or a {@link WeatherSignal#index}. */
    double of(int column, int epochDay) {
        int index = epochDay - firstDay;
        return index >= 0 && index < values[0].length ? values[column][index] : Double.NaN;
    }
}
