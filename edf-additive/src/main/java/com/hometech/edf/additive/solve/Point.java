package com.hometech.edf.additive.solve;

import org.jspecify.annotations.Nullable;

/**
 * A place in the space of the parameters and what follows from it: the noise that is most likely there, and the rows.
 *
 * @param free rate, offset, coefficients of the features that are anywhere other than 0
 * @param changes of the rate at the changepoints
 * @param squares sum of squared residuals
 * @param variance of the noise
 * @param logPosterior without constants
 * @param rows how many
 * @param residuals by row; empty where only sums over rows are known
 * @param factor 1 + multiplicative terms, by row; null where there are none
 * @param trend by row; empty where only sums over rows are known
 */
record Point(
        double[] free,
        double[] changes,
        double squares,
        double variance,
        double logPosterior,
        int rows,
        double[] residuals,
        double @Nullable [] factor,
        double[] trend) {}
