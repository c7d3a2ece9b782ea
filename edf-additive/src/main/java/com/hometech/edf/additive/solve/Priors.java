package com.hometech.edf.additive.solve;

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
