package com.hometech.edf.features.engine;

import java.util.Arrays;

/**
 * Least and greatest reading of the window that ends at each index; missing readings are left out, NaN where none is there.
 * Heads and tails of blocks as in {@link RollingMoments} (van Herk, 1992): three comparisons for each reading whatever the
 * window.
 */
final class RollingExtremes {
    /** Least reading by index. */
    final float[] least;
    /** Greatest reading by index. */
    final float[] greatest;

    private final double[] values;
    private final int window;
    private final double[] tailLeast;
    private final double[] tailGreatest;

    RollingExtremes(double[] values, StepGrid grid, int windowSteps) {
        this.values = values;
        this.window = windowSteps;
        this.least = new float[values.length];
        this.greatest = new float[values.length];
        this.tailLeast = new double[windowSteps];
        this.tailGreatest = new double[windowSteps];
        Arrays.fill(tailLeast, Double.POSITIVE_INFINITY);
        Arrays.fill(tailGreatest, Double.NEGATIVE_INFINITY);
        int start = -(int) Math.floorMod(grid.firstStep(), (long) windowSteps);
        for (; start < values.length; start += windowSteps) {
            block(start);
            tails(start);
        }
    }

    private void block(int start) {
        int end = Math.min(values.length, start + window);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int index = Math.max(0, start); index < end; index++) {
            double value = values[index];
            // comparisons with a missing value are false
            low = value < low ? value : low;
            high = value > high ? value : high;
            int tail = start + window - 1 - index;
            double lowest = Math.min(low, tailLeast[tail]);
            boolean empty = lowest == Double.POSITIVE_INFINITY;
            least[index] = empty ? Float.NaN : (float) lowest;
            greatest[index] = empty ? Float.NaN : (float) Math.max(high, tailGreatest[tail]);
        }
    }

    private void tails(int start) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int length = 1; length < window; length++) {
            int index = start + window - length;
            double value = index >= 0 && index < values.length ? values[index] : Double.NaN;
            low = value < low ? value : low;
            high = value > high ? value : high;
            tailLeast[length] = low;
            tailGreatest[length] = high;
        }
    }
}
