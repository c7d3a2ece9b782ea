package com.hometech.edf.additive;

import java.util.Arrays;

/**
 * How a regressor is put on scale: {@code (value - mean) / deviation}.
 *
 * @param mean 0 where it is left alone
 * @param deviation sample standard deviation; 1 where it is left alone
 */
public record Standardisation(double mean, double deviation) {
    private static final Standardisation NONE = new Standardisation(0, 1);

    static Standardisation of(double[] values, Standardize rule) {
        double[] distinct = Arrays.stream(values).distinct().limit(3).toArray();
        boolean binary = distinct.length == 2 && distinct[0] + distinct[1] == 1 && distinct[0] * distinct[1] == 0;
        if (distinct.length < 2 || rule == Standardize.NEVER || (rule == Standardize.AUTO && binary)) {
            return NONE;
        }
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new Standardisation(mean, Math.sqrt(squares / (values.length - 1)));
    }

    /** Whether values are left alone. */
    boolean isNone() {
        return equals(NONE);
    }

    double[] apply(double[] values) {
        double[] scaled = new double[values.length];
        for (int row = 0; row < scaled.length; row++) {
            scaled[row] = (values[row] - mean) / deviation;
        }
        return scaled;
    }
}
