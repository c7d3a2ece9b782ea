package com.hometech.edf.additive.solve;

/**
 * The most likely parameters, in scaled units, and what is known about them.
 *
 * @param rate k
 * @param offset m
 * @param changes of the rate at the changepoints; zeros are exact
 * @param coefficients of the features, by column
 * @param noise standard deviation of the residuals
 * @param logPosterior without constants, as Stan reports it
 * @param optimality how far the conditions for a maximum are missed
 * @param gap by how much the log posterior could still grow nearby, as far as its second derivatives tell
 * @param proof what is proved about the maximum
 * @param iterations quadratic models that were solved
 */
public record PosteriorMaximum(
        double rate,
        double offset,
        double[] changes,
        double[] coefficients,
        double noise,
        double logPosterior,
        Optimality optimality,
        double gap,
        Proof proof,
        int iterations) {

    /** What is proved about a maximum. */
    public enum Proof {
        /**
         * There is no higher one: for each noise the posterior is concave in the other parameters, and no other noise (from a
         * hundredth of this one on) is in balance with its residuals.
         */
        GLOBAL,
        /**
         * The conditions for a maximum hold; a higher one elsewhere is not excluded, as the model is not linear, or has so few
         * values that a smaller noise is in balance with its residuals, too.
         */
        LOCAL,
        /** The conditions for a maximum could not be met within rounding. */
        NONE,
        /** There is no maximum: the model meets every value, and the posterior grows without limit as the noise shrinks. */
        UNBOUNDED
    }
}
