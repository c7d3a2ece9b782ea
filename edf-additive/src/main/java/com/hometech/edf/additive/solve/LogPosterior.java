package com.hometech.edf.additive.solve;

/** What a search asks about a posterior: its value at a point, and a quadratic model around it. */
interface LogPosterior {
    /** Whether the model is linear in its parameters, so that its squares have the same moments everywhere. */
    boolean isLinear();

    /** Whether it holds every row, and not only sums of them. */
    boolean holdsRows();

    /** The point of these parameters, with the noise that is most likely there. */
    Point at(double[] free, double[] changes);

    /** Quadratic model around a point: by first derivatives (Gauss-Newton), or with second ones (Newton). */
    QuadraticModel model(Point point, boolean curved);

    /**
     * The model around a point, with what its tangent misses at another point: there it meets the posterior's residuals.
     * A linear posterior has nothing to add.
     */
    default QuadraticModel bent(QuadraticModel model, Point from, Point to) {
        return model;
    }

    /** Coefficients by column of the features, from the free parameters of a point. */
    double[] coefficients(double[] free);

    /** Whether rounding leaves digits enough to call this point a maximum. */
    default boolean isAccurate(Point point) {
        return true;
    }
}
