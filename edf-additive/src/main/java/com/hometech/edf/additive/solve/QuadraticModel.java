package com.hometech.edf.additive.solve;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sum of squared residuals around a point as a quadratic function of the step, with the priors: minimised for a given
 * noise, or together with the noise. Exact for additive terms on a linear trend.
 */
final class QuadraticModel {
    private static final int MOST_ROUNDS = 200;
    private static final double SETTLED = 1e-12;
    private static final double BELIEVABLE = 0.1;

    private final Moments moments;
    private final Priors priors;
    private final Point point;
    private final double[] freeGradient;
    private final double[] hingeGradient;
    private final boolean curved;
    private boolean reliable = true;

    /**
     * @param moments half of the second derivatives of the sum of squares
     * @param freeGradient minus half of its first derivatives at the point, by the free parameters
     * @param hingeGradient the same by the changes at the changepoints
     * @param curved whether the moments hold second derivatives of the residuals, and need not be positive
     */
    QuadraticModel(
            Moments moments,
            Priors priors,
            Point point,
            double[] freeGradient,
            double[] hingeGradient,
            boolean curved) {
        this.moments = moments;
        this.priors = priors;
        this.point = point;
        this.freeGradient = freeGradient;
        this.hingeGradient = hingeGradient;
        this.curved = curved;
    }

    /**
     * @param free change of the free parameters
     * @param changes the new changes of the trend, zeros exact
     * @param squares sum of squared residuals that the model expects
     * @param gain by how much the model expects the log posterior to grow for the given noise
     * @param variance for which this is the minimum
     */
    record Step(double[] free, double[] changes, double squares, double gain, double variance) {}

    /**
     * The same model where the residuals of each row are smaller than its tangent tells.
     *
     * @param freeShift products of the free parameters' columns with what they are smaller by
     * @param hingeShift the same with the hinges
     */
    QuadraticModel shifted(double[] freeShift, double[] hingeShift) {
        return new QuadraticModel(
                moments,
                priors,
                point,
                SufficientStatistics.sum(freeGradient, freeShift, -1),
                SufficientStatistics.sum(hingeGradient, hingeShift, -1),
                curved);
    }

    /** By how much the log posterior, with the most likely noise before and after, would grow if the model were exact. */
    double expectedGain(Step step) {
        double penalty = (point.squares() - step.squares()) / (2 * step.variance()) - step.gain();
        double variance = Posterior.variance(step.squares(), point.rows());
        return Posterior.density(Math.max(0, step.squares()), variance, point.rows())
                - Posterior.density(point.squares(), point.variance(), point.rows())
                - penalty;
    }

    /** How far the conditions for a maximum are missed at the point. */
    Optimality optimality() {
        double trend = 0;
        double feature = 0;
        for (int index = 0; index < freeGradient.length; index++) {
            double violation =
                    Math.abs(freeGradient[index] / point.variance() - priors.precision(index) * point.free()[index]);
            if (index < Moments.FEATURES) {
                trend = Math.max(trend, violation);
            } else {
                feature = Math.max(feature, violation);
            }
        }
        double change = 0;
        for (int hinge = 0; hinge < hingeGradient.length; hinge++) {
            double derivative = hingeGradient[hinge] / point.variance();
            double sign = Math.signum(point.changes()[hinge]);
            double violation = sign == 0
                    ? Math.abs(derivative) - priors.changeRate()
                    : Math.abs(derivative - sign * priors.changeRate());
            change = Math.max(change, violation);
        }
        return new Optimality(trend, change, feature);
    }

    /** Whether no matrix met so far was singular up to rounding. */
    boolean isReliable() {
        return reliable;
    }

    /**
     * Minimum over parameters and noise: both in turn, the noise by secants. Null where the model is not convex, or expects a
     * sum of squares that a model with true second derivatives cannot be believed.
     */
    @Nullable
    Step minimise() {
        return damped(0);
    }

    /**
     * The same with steps held back (Levenberg and Marquardt): to the second derivatives each parameter's own one is added,
     * times a factor. What the step says about squares and gain is without that addition.
     */
    @Nullable
    Step damped(double damping) {
        double variance = point.variance();
        Step step = minimise(variance, damping);
        double previousVariance = Double.NaN;
        double previousExcess = Double.POSITIVE_INFINITY;
        for (int round = 0; step != null && round < MOST_ROUNDS; round++) {
            if (curved && step.squares() < BELIEVABLE * point.squares()) {
                return null;
            }
            double implied = Posterior.variance(step.squares(), point.rows());
            double excess = implied - variance;
            if (Math.abs(excess) <= SETTLED * variance || Math.abs(excess) >= Math.abs(previousExcess)) {
                return step;
            }
            double slope = (excess - previousExcess) / (variance - previousVariance);
            previousVariance = variance;
            previousExcess = excess;
            // the implied variance grows more slowly than the given one
            double secant = variance - excess / slope;
            boolean usable = slope < -0.5 && slope > -1.5 && secant > 0.5 * implied && secant < 2 * implied;
            variance = usable ? secant : implied;
            step = minimise(variance, damping);
        }
        return step;
    }

    /** Minimum for a given noise; null where the model is not convex. */
    @Nullable
    Step minimise(double variance) {
        return minimise(variance, 0);
    }

    /** Minimum for a given noise, with steps held back. */
    @Nullable
    Step minimise(double variance, double damping) {
        int free = moments.free();
        int hinges = moments.hinges();
        double[] ridge = new double[freeGradient.length];
        double[] linear = new double[freeGradient.length];
        for (int index = 0; index < linear.length; index++) {
            ridge[index] = variance * priors.precision(index);
            linear[index] = freeGradient[index] - ridge[index] * point.free()[index];
            ridge[index] += damping * (Math.abs(moments.ownSquare(index)) + ridge[index]);
        }
        LoneElimination rest = LoneElimination.of(moments, ridge, linear, hingeGradient);
        Cholesky factor = rest == null ? null : factor(rest.freeFree(), Arrays.copyOf(ridge, free));
        if (rest == null || factor == null) {
            return null;
        }
        double[] across = rest.freeHinge().clone();
        double[] left = rest.freeLinear();
        factor.solveLower(across, hinges);
        factor.solveLower(left, 1);
        double[] changes = changes(rest, across, left, variance, damping);
        double[] steps = new double[hinges];
        for (int hinge = 0; hinge < hinges; hinge++) {
            steps[hinge] = changes[hinge] - point.changes()[hinge];
        }
        for (int index = 0; index < free; index++) {
            for (int hinge = 0; hinge < hinges; hinge++) {
                left[index] -= across[index * hinges + hinge] * steps[hinge];
            }
        }
        factor.solveUpper(left);
        return step(rest.completed(left, steps), changes, steps, variance);
    }

    /** Where the data leave a direction to priors too weak to be seen beside them, these are strengthened. */
    private @Nullable Cholesky factor(double[] matrix, double[] ridge) {
        double[] strengthened = ridge.clone();
        for (int attempt = 0; attempt < 12; attempt++) {
            Cholesky factor = new Cholesky(matrix, strengthened, moments::square);
            if (factor.isReliable()) {
                reliable &= attempt == 0;
                return factor;
            }
            for (int index = 0; index < strengthened.length; index++) {
                strengthened[index] *= 10;
            }
        }
        return null;
    }

    private double[] changes(LoneElimination rest, double[] across, double[] left, double variance, double damping) {
        int hinges = moments.hinges();
        double[] matrix = rest.hingeHinge().clone();
        double[] linear = rest.hingeLinear().clone();
        double[] squares = new double[hinges];
        for (int hinge = 0; hinge < hinges; hinge++) {
            squares[hinge] = moments.hingeHinge()[hinge * hinges + hinge];
            matrix[hinge * hinges + hinge] += damping * Math.abs(squares[hinge]);
        }
        subtractSquares(across, left, matrix, linear);
        return new AbsolutePenaltySolver(matrix, squares, linear, point.changes(), variance * priors.changeRate())
                .minimum();
    }

    /** Subtracts the products of the columns of {@code across} with each other and with {@code left}. */
    private void subtractSquares(double[] across, double[] left, double[] matrix, double[] linear) {
        int hinges = linear.length;
        int free = left.length;
        double[] columns = new double[hinges * free];
        for (int index = 0; index < free; index++) {
            for (int hinge = 0; hinge < hinges; hinge++) {
                columns[hinge * free + index] = across[index * hinges + hinge];
            }
        }
        for (int row = 0; row < hinges; row++) {
            linear[row] -= Cholesky.dot(columns, row * free, left, 0, free);
            for (int column = 0; column <= row; column++) {
                double product = Cholesky.dot(columns, row * free, columns, column * free, free);
                matrix[row * hinges + column] -= product;
                if (column < row) {
                    matrix[column * hinges + row] -= product;
                }
            }
        }
    }

    private Step step(double[] free, double[] changes, double[] steps, double variance) {
        double slope = 0;
        double curvature = 0;
        double penalty = 0;
        int coupled = moments.free();
        for (int row = 0; row < coupled; row++) {
            double product = 0;
            for (int column = 0; column < coupled; column++) {
                product += moments.freeFree()[row * coupled + column] * free[column];
            }
            double cross = 0;
            for (int hinge = 0; hinge < steps.length; hinge++) {
                cross += moments.freeHinge()[row * steps.length + hinge] * steps[hinge];
            }
            curvature += free[row] * (product + 2 * cross);
        }
        for (int index = 0; index < moments.lone().count(); index++) {
            double own = moments.lone().squares()[index] * free[coupled + index];
            curvature += free[coupled + index] * (own + 2 * LoneElimination.product(moments, index, free, steps));
        }
        for (int row = 0; row < free.length; row++) {
            slope += free[row] * freeGradient[row];
            penalty += priors.precision(row) * free[row] * (point.free()[row] + free[row] / 2);
        }
        for (int row = 0; row < steps.length; row++) {
            double product = 0;
            for (int column = 0; column < steps.length; column++) {
                product += moments.hingeHinge()[row * steps.length + column] * steps[column];
            }
            curvature += steps[row] * product;
            slope += steps[row] * hingeGradient[row];
            penalty += priors.changeRate() * (Math.abs(changes[row]) - Math.abs(point.changes()[row]));
        }
        double gain = (slope - curvature / 2) / variance - penalty;
        return new Step(free, changes, point.squares() - 2 * slope + curvature, gain, variance);
    }
}
