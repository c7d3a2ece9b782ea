package com.hometech.edf.monitoring.drift;

import java.util.Arrays;

/** Medians and other quantiles; numbers that are missing (NaN) do not count. */
final class Quantiles {
    /** The median absolute deviation of a normal distribution times this is its standard deviation. */
    static final double MAD_TO_DEVIATION = 1.4826;

    private Quantiles() {}

    /** The median of the first {@code count} values, which are sorted in doing so; NaN where there are none. */
    static double median(double[] values, int count) {
        Arrays.sort(values, 0, count);
        return ofSorted(values, count, 0.5);
    }

    /** A quantile; NaN where there are no values. */
    static double of(double[] values, double level) {
        double[] known = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return ofSorted(known, known.length, level);
    }

    /**
     * A quantile of the first {@code count} values, which ascend: linear between order statistics, type 7 of R. J. Hyndman and
     * Y. Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996).
     */
    static double ofSorted(double[] sorted, int count, double level) {
        if (count == 0) {
            return Double.NaN;
        }
        double position = level * (count - 1);
        int below = (int) position;
        int above = Math.min(count - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
