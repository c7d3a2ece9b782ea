package com.hometech.edf.additive.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The posterior of the additive model, without constants:
 *
 * <pre>-T ln s - RSS / (2 s²) - 2 s² - (k² + m²) / 50 - Σ|δ| / τ - Σ β² / (2 σ²)</pre>
 *
 * where RSS is the sum of squares of {@code y - trend (1 + Xₘ β) - Xₐ β} over T rows, and s the noise. For given other
 * parameters the best noise is known: {@code 4 s⁴ + T s² = RSS}.
 */
public final class Posterior implements LogPosterior {
    /** Noise is not taken to be below this: where the model meets every value, the posterior grows without limit. */
    static final double SMALLEST_NOISE = 1e-9;

    private final Curve curve;
    private final double[] values;
    private final double[] capacity;
    private final Hinges hinges;
    private final DesignMatrix features;
    private final Priors priors;
    private final Priors.Pooled pooled;
    private final int[] columns;
    private final double[] ones;
    private @Nullable Moments linearMoments;

    /** As the public one, with the moments of a linear model, which need only be right up to rounding of their own. */
    Posterior(double[] values, Hinges hinges, DesignMatrix features, Priors priors, Curve curve, Moments moments) {
        this(curve, values, new double[0], hinges, features, priors);
        this.linearMoments = moments;
    }

    /**
     * @param values scaled, by row
     * @param capacity scaled, by row; empty unless the trend is logistic
     * @param hinges over the same rows; ignored where the trend is flat
     * @param priors by column of the features
     */
    public Posterior(
            Curve curve, double[] values, double[] capacity, Hinges hinges, DesignMatrix features, Priors priors) {
        this.curve = curve;
        this.values = values;
        this.capacity = capacity;
        this.hinges = curve == Curve.FLAT ? new Hinges(hinges.times(), new double[0]) : hinges;
        this.features = features;
        this.columns = features.blocks().stream()
                .flatMapToInt(block -> Arrays.stream(block.columns))
                .toArray();
        this.pooled = priors.pooled(features.twins());
        this.priors = pooled.priors().of(columns);
        this.ones = new double[values.length];
        Arrays.fill(ones, 1);
    }

    @Override
    public boolean holdsRows() {
        return true;
    }

    @Override
    public boolean isLinear() {
        return curve != Curve.LOGISTIC && !features.isMultiplicative();
    }

    /** The most likely variance of the noise. */
    static double variance(double squares, int rows) {
        double residual = Math.max(0, squares);
        double variance = 2 * residual / (rows + Math.sqrt((double) rows * rows + 16 * residual));
        return Math.max(SMALLEST_NOISE * SMALLEST_NOISE, variance);
    }

    /** Where the search starts: no changes, no features. */
    Point start(double rate, double offset) {
        double[] free = new double[Moments.FEATURES + columns.length];
        free[Moments.RATE] = rate;
        free[Moments.OFFSET] = offset;
        return at(free, new double[hinges.count()]);
    }

    /**
     * Further starts of a search: the trend that fits best without features, and for logistic growth one that goes the other
     * way.
     */
    List<Point> trendStarts(double rate, double offset) {
        DesignMatrix none = new DesignMatrix.Builder(values.length, 0).build();
        Posterior trend = new Posterior(curve, values, capacity, hinges, none, priors.of(new int[0]));
        List<Point> starts = new ArrayList<>();
        List<Double> rates = curve == Curve.LOGISTIC ? List.of(rate, -rate) : List.of(rate);
        for (double first : rates) {
            // the line stays where it was in the middle of the history
            double second = first == rate ? offset : 1 - offset;
            Point best = PosteriorMaximiser.reach(trend, trend.start(first, second));
            double[] free = Arrays.copyOf(best.free(), Moments.FEATURES + columns.length);
            starts.add(at(free, best.changes()));
        }
        return starts;
    }

    @Override
    public Point at(double[] free, double[] changes) {
        double[] coefficients = coefficients(free);
        double[] line = line(free, changes);
        double[] trend = curve == Curve.LOGISTIC ? logistic(line) : line;
        double[] additive = features.times(coefficients, false);
        double[] factor = null;
        if (features.isMultiplicative()) {
            factor = features.times(coefficients, true);
            for (int row = 0; row < factor.length; row++) {
                factor[row] += 1;
            }
        }
        double[] residuals = new double[values.length];
        double squares = 0;
        for (int row = 0; row < residuals.length; row++) {
            double fitted = (factor == null ? trend[row] : trend[row] * factor[row]) + additive[row];
            residuals[row] = values[row] - fitted;
            squares += residuals[row] * residuals[row];
        }
        double variance = variance(squares, values.length);
        double logPosterior = density(squares, variance, values.length) - priors.penalty(free, changes);
        return new Point(free, changes, squares, variance, logPosterior, values.length, residuals, factor, trend);
    }

    /** The log posterior without the priors of the parameters. */
    static double density(double squares, double variance, int rows) {
        return -rows * Math.log(variance) / 2 - squares / (2 * variance) - 2 * variance;
    }

    private double[] line(double[] free, double[] changes) {
        double rate = free[Moments.RATE];
        double offset = free[Moments.OFFSET];
        return switch (curve) {
            case LINE -> hinges.line(rate, offset, changes);
            case LOGISTIC -> hinges.line(rate, -rate * offset, changes);
            case FLAT -> hinges.line(0, offset, changes);
        };
    }

    private double[] logistic(double[] line) {
        double[] trend = new double[line.length];
        for (int row = 0; row < trend.length; row++) {
            trend[row] = capacity[row] / (1 + Math.exp(-line[row]));
        }
        return trend;
    }

    @Override
    public double[] coefficients(double[] free) {
        double[] coefficients = new double[features.columns()];
        for (int index = 0; index < columns.length; index++) {
            coefficients[columns[index]] = free[Moments.FEATURES + index];
        }
        pooled.share(coefficients, features.twins());
        return coefficients;
    }

    @Override
    public QuadraticModel model(Point point, boolean curved) {
        double[] slope = slope(point);
        Moments moments;
        if (isLinear()) {
            moments = linearMoments();
        } else {
            moments = Moments.of(features, hinges, curve != Curve.FLAT, weights(point, slope, curved));
            if (curve == Curve.LOGISTIC) {
                toRateAndOffset(moments, point, curved ? dot(point.residuals(), slope) : 0);
            }
        }
        double[] freeGradient = new double[point.free().length];
        double[] hingeGradient = gradient(point, point.residuals(), slope, freeGradient);
        return new QuadraticModel(moments, priors, point, freeGradient, hingeGradient, curved && !isLinear());
    }

    @Override
    public QuadraticModel bent(QuadraticModel model, Point from, Point to) {
        double[] slope = slope(from);
        double[] missed = missedByTangent(from, to, slope);
        double[] freeShift = new double[from.free().length];
        double[] hingeShift = gradient(from, missed, slope, freeShift);
        return model.shifted(freeShift, hingeShift);
    }

    /** By how much the residuals at another point are smaller than the tangent at this one has them, by row. */
    private double[] missedByTangent(Point from, Point to, double[] slope) {
        double[] free = SufficientStatistics.sum(to.free(), from.free(), -1);
        double[] line = tangent(from, free, SufficientStatistics.sum(to.changes(), from.changes(), -1));
        double[] coefficients = coefficients(free);
        double[] additive = features.times(coefficients, false);
        double[] multiplicative = features.isMultiplicative() ? features.times(coefficients, true) : null;
        double[] missed = new double[line.length];
        for (int row = 0; row < missed.length; row++) {
            double step = slope[row] * line[row] + additive[row];
            step += multiplicative == null ? 0 : from.trend()[row] * multiplicative[row];
            missed[row] = from.residuals()[row] - step - to.residuals()[row];
        }
        return missed;
    }

    /** The line of a small step from a point. */
    private double[] tangent(Point from, double[] free, double[] changes) {
        double rate = free[Moments.RATE];
        double offset = free[Moments.OFFSET];
        return switch (curve) {
            case LINE -> hinges.line(rate, offset, changes);
            case LOGISTIC ->
                hinges.line(rate, -rate * from.free()[Moments.OFFSET] - from.free()[Moments.RATE] * offset, changes);
            case FLAT -> hinges.line(0, offset, changes);
        };
    }

    /** Moments of a linear model: the same at every point. */
    Moments linearMoments() {
        if (linearMoments == null) {
            Moments.Weights weights = new Moments.Weights(ones, ones, ones, ones, ones, ones);
            linearMoments = Moments.of(features, hinges, curve != Curve.FLAT, weights);
        }
        return linearMoments;
    }

    /** Derivative of the fitted value by the line, by row. */
    private double[] slope(Point point) {
        double[] factor = point.factor();
        if (curve != Curve.LOGISTIC) {
            return factor == null ? ones : factor;
        }
        double[] slope = new double[values.length];
        for (int row = 0; row < slope.length; row++) {
            double part = point.trend()[row] / capacity[row];
            slope[row] = point.trend()[row] * (1 - part) * (factor == null ? 1 : factor[row]);
        }
        return slope;
    }

    /** Products of the columns at a point with residuals; those of the hinges are returned. */
    private double[] gradient(Point point, double[] residuals, double[] slope, double[] freeGradient) {
        double[] byLine = new double[residuals.length];
        double[] byFactor = new double[residuals.length];
        double sum = 0;
        double timed = 0;
        for (int row = 0; row < residuals.length; row++) {
            byLine[row] = residuals[row] * slope[row];
            byFactor[row] = residuals[row] * point.trend()[row];
            sum += byLine[row];
            timed += byLine[row] * hinges.times()[row];
        }
        double rate = point.free()[Moments.RATE];
        double offset = point.free()[Moments.OFFSET];
        freeGradient[Moments.RATE] = switch (curve) {
            case LINE -> timed;
            case LOGISTIC -> timed - offset * sum;
            case FLAT -> 0;
        };
        freeGradient[Moments.OFFSET] = curve == Curve.LOGISTIC ? -rate * sum : sum;
        int first = Moments.FEATURES;
        for (ColumnBlock block : features.blocks()) {
            block.addTransposed(block.multiplicative ? byFactor : residuals, 0, residuals.length, freeGradient, first);
            first += block.width();
        }
        return hinges.products(byLine);
    }

    private Moments.Weights weights(Point point, double[] slope, boolean curved) {
        int rows = values.length;
        double[] trendTrend = new double[rows];
        double[] trendMultiplicative = new double[rows];
        double[] multiplicative = new double[rows];
        double[] factor = point.factor();
        for (int row = 0; row < rows; row++) {
            double trend = point.trend()[row];
            trendTrend[row] = slope[row] * slope[row];
            trendMultiplicative[row] = slope[row] * trend;
            multiplicative[row] = trend * trend;
            if (curved) {
                double residual = point.residuals()[row];
                double byLine = 1;
                if (curve == Curve.LOGISTIC) {
                    double part = trend / capacity[row];
                    byLine = trend * (1 - part);
                    trendTrend[row] -= residual * slope[row] * (1 - 2 * part);
                }
                trendMultiplicative[row] -= factor == null ? 0 : residual * byLine;
            }
        }
        return new Moments.Weights(trendTrend, slope, trendMultiplicative, ones, point.trend(), multiplicative);
    }

    /** From the coefficients of the line, {@code a t + b}, to rate and offset of {@code k (t - m)}. */
    private static void toRateAndOffset(Moments moments, Point point, double slopeTimesResiduals) {
        double rate = point.free()[Moments.RATE];
        double offset = point.free()[Moments.OFFSET];
        int free = moments.free();
        double[] products = moments.freeFree();
        for (int column = 0; column < free; column++) {
            double byRate = products[column];
            double byOffset = products[free + column];
            products[column] = byRate - offset * byOffset;
            products[free + column] = -rate * byOffset;
        }
        for (int row = 0; row < free; row++) {
            double byRate = products[row * free];
            double byOffset = products[row * free + 1];
            products[row * free] = byRate - offset * byOffset;
            products[row * free + 1] = -rate * byOffset;
        }
        products[1] += slopeTimesResiduals;
        products[free] += slopeTimesResiduals;
        double[] lone = moments.lone().free();
        for (int row = 0; row < lone.length; row += free) {
            double byOffset = lone[row + 1];
            lone[row] -= offset * byOffset;
            lone[row + 1] = -rate * byOffset;
        }
        int hinges = moments.hinges();
        double[] across = moments.freeHinge();
        for (int hinge = 0; hinge < hinges; hinge++) {
            double byOffset = across[hinges + hinge];
            across[hinge] -= offset * byOffset;
            across[hinges + hinge] = -rate * byOffset;
        }
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int index = 0; index < left.length; index++) {
            sum += left[index] * right[index];
        }
        return sum;
    }
}
