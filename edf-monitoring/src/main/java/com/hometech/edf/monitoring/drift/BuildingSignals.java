package com.hometech.edf.monitoring.drift;

import java.util.Arrays;

/** The signals of one building over consecutive days; NaN where missing. */
final class BuildingSignals {
    private final int firstDay;
    private final float[][] values;
    private int lastDay = Integer.MIN_VALUE;

    /** Days in {@code [firstDay, endDay)}, counted since 1970. */
    BuildingSignals(int firstDay, int endDay) {
        this.firstDay = firstDay;
        this.values = new float[Signal.values().length][endDay - firstDay];
        clear();
    }

    void clear() {
        Arrays.stream(values).forEach(row -> Arrays.fill(row, Float.NaN));
        lastDay = Integer.MIN_VALUE;
    }

    /** Takes a day; days outside are left out. */
    void set(int epochDay, float[][] columns, int row) {
        int index = epochDay - firstDay;
        if (index >= 0 && index < values[0].length) {
            for (int signal = 0; signal < values.length; signal++) {
                values[signal][index] = columns[signal][row];
            }
            lastDay = Math.max(lastDay, epochDay);
        }
    }

    int firstDay() {
        return firstDay;
    }

    int endDay() {
        return firstDay + values[0].length;
    }

    /** The last day of which something is known; {@link Integer#MIN_VALUE} where there is none. */
    int lastDay() {
        return lastDay;
    }

    double of(Signal signal, int epochDay) {
        int index = epochDay - firstDay;
        return index >= 0 && index < values[0].length ? values[signal.ordinal()][index] : Double.NaN;
    }

    /**
     * How far a day is from what is usual: the binary logarithm of a factor that four fifths of its hours moved by at least, 0
     * where they did not move the same way.
     */
    double level(int epochDay) {
        double low = of(Signal.LEVEL_LOW, epochDay);
        double high = of(Signal.LEVEL_HIGH, epochDay);
        return low > 0 ? low : high < 0 ? high : Double.isNaN(low) ? Double.NaN : 0;
    }
}
