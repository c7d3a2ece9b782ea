package com.hometech.edf.additive.solve;

import java.util.Map;

/**
 * Priors of the parameters in scaled units: rate and offset are normal with standard deviation 5, features normal with their
 * own, changes of the rate Laplace, the noise half-normal with standard deviation 0.5.
 *
 * @param featureDeviations by column of the features
 * @param changeScale of the Laplace distribution
 */
public record Priors(double[] featureDeviations, double changeScale) {
    private static final double TREND_VARIANCE = 25;

    /** Inverse variance of a free parameter: rate, offset, features. */
    double precision(int free) {
        double deviation = free < Moments.FEATURES ? 0 : featureDeviations[free - Moments.FEATURES];
        return free < Moments.FEATURES ? 1 / TREND_VARIANCE : 1 / (deviation * deviation);
    }

    /** The same priors for some of the features, in this order. */
    Priors of(int[] features) {
        double[] deviations = new double[features.length];
        for (int index = 0; index < deviations.length; index++) {
            deviations[index] = featureDeviations[features[index]];
        }
        return new Priors(deviations, changeScale);
    }

    /**
     * The priors where equal columns are one, whose coefficient is the sum of theirs.
     *
     * @param twins columns by the one that they are equal to
     */
    Pooled pooled(Map<Integer, Integer> twins) {
        if (twins.isEmpty()) {
            return new Pooled(this, featureDeviations);
        }
        double[] deviations = featureDeviations.clone();
        twins.forEach((twin, column) -> deviations[column] = Math.hypot(deviations[column], featureDeviations[twin]));
        return new Pooled(new Priors(deviations, changeScale), featureDeviations);
    }

    /**
     * Priors of pooled columns.
     *
     * @param priors with the sum's own deviations at the columns that are kept
     * @param own deviations of each column
     */
    record Pooled(Priors priors, double[] own) {
        /** From sums at the columns that are kept to the most likely coefficients: shares as their variances. */
        void share(double[] coefficients, Map<Integer, Integer> twins) {
            twins.forEach((twin, column) -> {
                double share = own[twin] / priors.featureDeviations[column];
                coefficients[twin] = coefficients[column] * share * share;
            });
            twins.values().stream().distinct().forEach(column -> {
                double share = own[column] / priors.featureDeviations[column];
                coefficients[column] *= share * share;
            });
        }
    }

    double changeRate() {
        return 1 / changeScale;
    }

    /** Minus the logarithm of the priors of these parameters, without constants. */
    double penalty(double[] free, double[] changes) {
        double sum = 0;
        for (int index = 0; index < free.length; index++) {
            sum += free[index] * free[index] * precision(index) / 2;
        }
        for (double change : changes) {
            sum += Math.abs(change) * changeRate();
        }
        return sum;
    }
}
