package com.hometech.edf.additive.solve;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.additive.solve.PosteriorMaximum.Proof;
import com.hometech.edf.additive.solve.QuadraticModel.Step;
import org.jspecify.annotations.Nullable;

/**
 * Finds the maximum of a {@link Posterior}. A linear model needs one quadratic model and a second one to correct rounding
 * from true residuals. Others take Gauss-Newton steps, shortened until the posterior grows, and Newton steps once they are
 * near.
 *
 * <p>The highest of several stationary noises is taken first: from a noise above all of them, the noise that the residuals
 * imply falls to the highest one, and grows to the lowest one from below all of them. Where both ends meet, there is one.
 */
public final class PosteriorMaximiser {
    private static final int MOST_ITERATIONS = 300;
    /** A linear model needs two; more only where its columns depend on each other up to rounding. */
    private static final int MOST_LINEAR_ITERATIONS = 20;
    /** A gain that no parameter notices: the distance to the maximum is below a millionth of its standard deviation. */
    private static final double NO_GAIN = 1e-15;
    /** The gain up to which a maximum counts as met. */
    private static final double CERTIFIED_GAIN = 1e-10;
    /** Below this gain, steps are not tried against the posterior, whose own rounding is larger. */
    private static final double UNSEEN_GAIN = 1e-7;
    /** Of the one found, where smaller balanced variances are looked for. */
    private static final double SMALLEST_VARIANCE_SEARCHED = 1e-4;

    private static final double SAME_VARIANCE = 1e-6;
    private static final int MOST_ROUNDS = 50;
    /** Steps that are held back less than this might as well not be. */
    private static final double LEAST_DAMPING = 1e-12;

    private static final double MOST_DAMPING = 1e6;
    /** The part of the expected gain that a step must have. */
    private static final double ENOUGH_SHARE = 0.02;
    /** The part of the expected gain from which on steps are held back less. */
    private static final double GOOD_SHARE = 0.5;

    private static final int MOST_CORRECTIONS = 5;

    private final LogPosterior posterior;
    private int iterations;
    /** Newton steps are taken below this gain. */
    private double near = 1;
    /** How much steps are held back at present. */
    private double damping;

    private boolean reliable = true;

    private PosteriorMaximiser(LogPosterior posterior) {
        this.posterior = posterior;
    }

    /**
     * The highest maximum that is found from a rate and an offset, and from the trend that fits without features.
     *
     * @param rate where to start; of no influence where the model is linear
     */
    public static PosteriorMaximum maximise(Posterior posterior, double rate, double offset) {
        if (posterior.isLinear()) {
            return new PosteriorMaximiser(posterior).climb(posterior.start(0, 0));
        }
        PosteriorMaximum best = new PosteriorMaximiser(posterior).climb(posterior.start(rate, offset));
        for (Point start : posterior.trendStarts(rate, offset)) {
            PosteriorMaximum other = new PosteriorMaximiser(posterior).climb(start);
            // rounding does not decide between two ways to one maximum
            if (other.logPosterior() > best.logPosterior() + UNSEEN_GAIN) {
                best = other;
            }
        }
        return best;
    }

    /**
     * The maximum for the rows that only their sums are known of.
     *
     * @param free rate, offset and coefficients to start from; of influence on the time it takes alone, as {@code changes}
     * @param changes at the changepoints
     */
    public static PosteriorMaximum maximise(SummedPosterior posterior, double[] free, double[] changes) {
        return new PosteriorMaximiser(posterior).climb(posterior.start(free, changes));
    }

    /** The point that is reached without asking what is proved about it. */
    static Point reach(LogPosterior posterior, Point start) {
        return new PosteriorMaximiser(posterior).reach(start).point();
    }

    private PosteriorMaximum climb(Point start) {
        return maximum(reach(start));
    }

    /** A point, the gain that was expected of the last step, and the model around the point where nothing is to be gained. */
    private record Search(
            Point point, double gain, @Nullable QuadraticModel model) {}

    /** Goes up until nothing is to be gained any more. */
    private Search reach(Point start) {
        Point point = start;
        boolean curved = false;
        double before = Double.POSITIVE_INFINITY;
        int most = posterior.isLinear() ? MOST_LINEAR_ITERATIONS : MOST_ITERATIONS;
        while (iterations < most && !isMet(point)) {
            Search search = search(point, curved, before);
            if (search == null && curved) {
                curved = false;
                before = Double.POSITIVE_INFINITY;
                continue;
            }
            if (search == null || search.model() != null) {
                return search == null ? new Search(point, Double.POSITIVE_INFINITY, null) : search;
            }
            before = search.gain();
            curved = !posterior.isLinear() && before < near;
            point = search.point();
        }
        return new Search(point, Double.POSITIVE_INFINITY, null);
    }

    /** A step that makes the posterior grow, or the same point where nothing is to be gained; null where neither is found. */
    private @Nullable Search search(Point point, boolean curved, double before) {
        iterations++;
        QuadraticModel model = posterior.model(point, curved);
        Step step = model.minimise();
        if (step != null) {
            double gain = Math.abs(step.gain());
            if (gain <= NO_GAIN || (gain < CERTIFIED_GAIN && gain > before / 4)) {
                reliable = model.isReliable();
                return new Search(point, gain, model);
            }
        }
        if (curved && step == null) {
            // negative curvature: first derivatives lead further until they are nearer
            near /= 4;
            return null;
        }
        Search search = posterior.isLinear() ? follow(point, model, step) : followHeldBack(point, model, step);
        reliable = model.isReliable();
        return search;
    }

    private @Nullable Search follow(Point point, QuadraticModel model, @Nullable Step step) {
        Search search = step == null ? null : follow(point, step);
        if (search == null) {
            // for the noise at the point, the step goes upwards for sure
            Step sure = model.minimise(point.variance());
            search = sure == null ? null : follow(point, sure);
        }
        return search;
    }

    private @Nullable Search follow(Point point, Step step) {
        if (Math.abs(step.gain()) < UNSEEN_GAIN) {
            return new Search(move(point, step, 1), Math.abs(step.gain()), null);
        }
        for (double length = 1; length > 1e-10; length /= 2) {
            Point next = move(point, step, length);
            if (next.logPosterior() > point.logPosterior()) {
                return new Search(next, Math.abs(step.gain()), null);
            }
        }
        return null;
    }

    /**
     * Steps of a model that is not linear: held back as much as it takes for the posterior to grow by a part of what the model
     * expects.
     *
     * @param step not held back, null where the model has none
     */
    private @Nullable Search followHeldBack(Point point, QuadraticModel model, @Nullable Step step) {
        double gain = step == null ? Double.POSITIVE_INFINITY : Math.abs(step.gain());
        if (gain < UNSEEN_GAIN) {
            return new Search(move(point, requireNonNull(step), 1), gain, null);
        }
        while (damping <= MOST_DAMPING) {
            Step held = damping == 0 ? step : model.damped(damping);
            double expected = held == null ? 0 : model.expectedGain(held);
            if (held != null && expected > 0) {
                Point next = bent(point, model, held, expected);
                double share = (next.logPosterior() - point.logPosterior()) / expected;
                if (share > ENOUGH_SHARE) {
                    if (share > GOOD_SHARE) {
                        damping = damping <= LEAST_DAMPING ? 0 : damping / 10;
                    }
                    return new Search(next, gain, null);
                }
            }
            damping = damping == 0 ? LEAST_DAMPING : damping * 10;
        }
        damping = 0;
        return follow(point, model, step);
    }

    /**
     * Where a step leads, corrected for what the tangent misses. A product of trend and seasonality has valleys in which one
     * grows as the other shrinks: straight steps leave them at once, corrected ones follow.
     */
    private Point bent(Point point, QuadraticModel model, Step step, double expected) {
        Point best = move(point, step, 1);
        Point last = best;
        for (int round = 0; round < MOST_CORRECTIONS; round++) {
            if (best.logPosterior() - point.logPosterior() > GOOD_SHARE * expected) {
                break;
            }
            Step corrected = posterior.bent(model, point, last).minimise(step.variance(), damping);
            if (corrected == null) {
                break;
            }
            last = move(point, corrected, 1);
            if (last.logPosterior() > best.logPosterior()) {
                best = last;
            } else if (round > 0) {
                break;
            }
        }
        return best;
    }

    private Point move(Point point, Step step, double length) {
        double[] free = point.free().clone();
        for (int index = 0; index < free.length; index++) {
            free[index] += length * step.free()[index];
        }
        double[] changes = step.changes();
        if (length < 1) {
            changes = changes.clone();
            for (int hinge = 0; hinge < changes.length; hinge++) {
                changes[hinge] = (1 - length) * point.changes()[hinge] + length * changes[hinge];
            }
        }
        return posterior.at(free, changes);
    }

    /** Whether every value is met, so that the posterior has no maximum. */
    private static boolean isMet(Point point) {
        return point.variance() <= Posterior.SMALLEST_NOISE * Posterior.SMALLEST_NOISE;
    }

    private PosteriorMaximum maximum(Search end) {
        Point point = end.point();
        QuadraticModel model = end.model() == null ? posterior.model(point, false) : end.model();
        double[] coefficients = posterior.coefficients(point.free());
        PosteriorMaximum maximum = new PosteriorMaximum(
                new PosteriorMaximum.Values(
                        point.free()[Moments.RATE],
                        point.free()[Moments.OFFSET],
                        point.changes(),
                        coefficients,
                        Math.sqrt(point.variance()),
                        point.logPosterior(),
                        end.gain(),
                        iterations),
                model.optimality(),
                () -> proof(end, model));
        if (posterior.holdsRows()) {
            // rather than keep all rows for a question that may never be asked
            maximum.proof();
        }
        return maximum;
    }

    private Proof proof(Search end, QuadraticModel model) {
        Point point = end.point();
        boolean accurate = posterior.isAccurate(point);
        if (accurate && isMet(point)) {
            return Proof.UNBOUNDED;
        }
        if (!accurate || end.gain() > CERTIFIED_GAIN || !reliable) {
            return Proof.NONE;
        }
        return posterior.isLinear() && isOnlyNoise(point, model) ? Proof.GLOBAL : Proof.LOCAL;
    }

    /**
     * Whether no smaller noise is in balance with its residuals: the noise that they imply grows with the given one, so what
     * starts below all balanced ones can only stop at the lowest.
     */
    private static boolean isOnlyNoise(Point point, QuadraticModel model) {
        double variance = point.variance() * SMALLEST_VARIANCE_SEARCHED;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Step step = model.minimise(variance);
            if (step == null) {
                return false;
            }
            double implied = Posterior.variance(step.squares(), point.rows());
            if (implied >= point.variance() * (1 - SAME_VARIANCE)) {
                return true;
            }
            if (implied <= variance * (1 + SAME_VARIANCE)) {
                return false;
            }
            variance = implied;
        }
        return false;
    }
}
