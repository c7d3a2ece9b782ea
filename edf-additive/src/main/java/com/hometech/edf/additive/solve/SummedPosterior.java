package com.hometech.edf.additive.solve;

import java.util.stream.IntStream;

/**
 * The {@link Posterior} of a linear model with additive terms, from {@link SufficientStatistics} in place of rows. Columns
 * that are nowhere other than 0 in the rows held take no part; their coefficients are 0, as their priors say.
 */
public final class SummedPosterior implements LogPosterior {
    /** Rounding of an addition, as a part of the sum. */
    private static final double ROUNDING = 0x1p-53;
    /** Rounding on the way to a sum of squares, as a part of it, up to which a maximum can be proved. */
    private static final double ACCURATE = 1e-9;

    private final SufficientStatistics statistics;
    private final Priors priors;
    private final double[] referenceFree;
    private final double[] referenceChanges;
    private final int columns;
    /** Free parameters that take part. */
    private final int[] present;

    private final Moments moments;
    private final double[] freeProducts;

    /**
     * @param priors by column of the features
     * @param free rate, offset and coefficients of the reference, whose residuals the statistics know
     * @param changes of the reference at the changepoints; none where the trend is flat
     */
    public SummedPosterior(SufficientStatistics statistics, Priors priors, double[] free, double[] changes) {
        Moments all = statistics.moments();
        this.statistics = statistics;
        this.columns = free.length - Moments.FEATURES;
        this.present = IntStream.range(0, free.length)
                .filter(index -> index < Moments.FEATURES || all.square(index) > ROUNDING * statistics.rounded(index))
                .toArray();
        this.moments = all.only(present);
        this.freeProducts = only(statistics.freeProducts());
        this.referenceFree = only(free);
        this.referenceChanges = changes.clone();
        this.priors = priors.of(IntStream.of(present)
                .skip(Moments.FEATURES)
                .map(index -> index - Moments.FEATURES)
                .toArray());
    }

    private double[] only(double[] all) {
        return IntStream.of(present).mapToDouble(index -> all[index]).toArray();
    }

    /** The point of rate, offset and coefficients of all columns. */
    Point start(double[] free, double[] changes) {
        return at(only(free), changes.clone());
    }

    @Override
    public boolean holdsRows() {
        return false;
    }

    @Override
    public boolean isLinear() {
        return true;
    }

    @Override
    public Point at(double[] free, double[] changes) {
        Gradient gradient = gradient(free, changes);
        double squares = statistics.squares();
        for (int index = 0; index < free.length; index++) {
            squares -= (free[index] - referenceFree[index]) * (freeProducts[index] + gradient.free()[index]);
        }
        for (int hinge = 0; hinge < changes.length; hinge++) {
            squares -= (changes[hinge] - referenceChanges[hinge])
                    * (statistics.hingeProducts()[hinge] + gradient.hinges()[hinge]);
        }
        squares = Math.max(0, squares);
        int rows = statistics.rows();
        double variance = Posterior.variance(squares, rows);
        double logPosterior = Posterior.density(squares, variance, rows) - priors.penalty(free, changes);
        double[] unknown = new double[0];
        return new Point(free, changes, squares, variance, logPosterior, rows, unknown, null, unknown);
    }

    @Override
    public QuadraticModel model(Point point, boolean curved) {
        Gradient gradient = gradient(point.free(), point.changes());
        return new QuadraticModel(moments, priors, point, gradient.free(), gradient.hinges(), false);
    }

    /** Products of the columns with the residuals of a point. */
    private record Gradient(double[] free, double[] hinges) {}

    private Gradient gradient(double[] free, double[] changes) {
        double[] steps = SufficientStatistics.sum(free, referenceFree, -1);
        double[] moves = SufficientStatistics.sum(changes, referenceChanges, -1);
        double[] byFree = freeProducts.clone();
        double[] byHinge = statistics.hingeProducts().clone();
        moments.subtractProducts(steps, moves, byFree, byHinge);
        return new Gradient(byFree, byHinge);
    }

    @Override
    public double[] coefficients(double[] free) {
        double[] coefficients = new double[columns];
        for (int index = Moments.FEATURES; index < present.length; index++) {
            coefficients[present[index] - Moments.FEATURES] = free[index];
        }
        return coefficients;
    }

    /** Whether rows that came and went were not too large beside what is left. */
    @Override
    public boolean isAccurate(Point point) {
        boolean accurate = ROUNDING * statistics.roundedSquares() <= ACCURATE * point.squares();
        for (int index = Moments.FEATURES; index < present.length; index++) {
            accurate &= ROUNDING * statistics.rounded(present[index])
                    <= ACCURATE * statistics.moments().square(present[index]);
        }
        return accurate;
    }
}
