package com.hometech.edf.training.evaluation;

import java.util.Arrays;

/** The median of some numbers. */
public final class Median {
    private Median() {}

    /** The middle of the values that are numbers, the mean of the middle two for an even number; NaN where there are none. */
    public static double of(double... values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
