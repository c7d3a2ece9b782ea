package com.hometech.edf.additive.solve;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The most likely parameters, in scaled units, and what is known about them. Immutable; may be used by many threads. */
public final class PosteriorMaximum {
    private final Values values;
    private final Optimality optimality;
    /** Null once it was asked: it holds much that nobody needs then. */
    private @Nullable Supplier<Proof> proving;

    private @Nullable Proof proof;

    /**
     * The parameters and how they were found.
     *
     * @param rate k
     * @param offset m
     * @param changes of the rate at the changepoints; zeros are exact
     * @param coefficients of the features, by column
     * @param noise standard deviation of the residuals
     * @param logPosterior without constants, as Stan reports it
     * @param gap by how much the log posterior could still grow nearby, as far as its second derivatives tell
     * @param iterations quadratic models that were solved
     */
    record Values(
            double rate,
            double offset,
            double[] changes,
            double[] coefficients,
            double noise,
            double logPosterior,
            double gap,
            int iterations) {}

    /** @param proving works out what is proved, which takes a part of the time of the search; asked at most once */
    PosteriorMaximum(Values values, Optimality optimality, Supplier<Proof> proving) {
        this.values = values;
        this.optimality = optimality;
        this.proving = proving;
    }

    /** k. */
    public double rate() {
        return values.rate();
    }

    /** m. */
    public double offset() {
        return values.offset();
    }

    /** Changes of the rate at the changepoints; zeros are exact. */
    public double[] changes() {
        return values.changes().clone();
    }

    /** Coefficients of the features, by column. */
    public double[] coefficients() {
        return values.coefficients().clone();
    }

    /** Standard deviation of the residuals. */
    public double noise() {
        return values.noise();
    }

    /** The log posterior without constants, as Stan reports it. */
    public double logPosterior() {
        return values.logPosterior();
    }

    /** How far the conditions for a maximum are missed. */
    public Optimality optimality() {
        return optimality;
    }

    /** By how much the log posterior could still grow nearby, as far as its second derivatives tell. */
    public double gap() {
        return values.gap();
    }

    /** How many quadratic models were solved. */
    public int iterations() {
        return values.iterations();
    }

    /** What is proved about the maximum; worked out when first asked for. */
    public synchronized Proof proof() {
        if (proof == null) {
            proof = requireNonNull(proving).get();
            proving = null;
        }
        return proof;
    }

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
