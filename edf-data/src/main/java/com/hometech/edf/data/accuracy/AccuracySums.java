package com.hometech.edf.data.accuracy;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of the accuracy of a set of forecast hours. Sums of two sets give those of both. The model and the plain
 * forecasts are scored over the same hours, so that they can be compared.
 *
 * @param counts of hours that were issued and scored
 * @param points sums of errors in the order of {@link Candidate}, over {@code counts.scored()} hours each
 * @param interval of the model's forecasts, over the same hours
 * @param misses on which side readings lay outside; {@link MissSums#NONE} in histories from before that was noted
 */
public record AccuracySums(HourCounts counts, List<PointSums> points, IntervalSums interval, MissSums misses) {
    private static final int CANDIDATES = Candidate.values().length;

    /** Of no hours at all. */
    public static final AccuracySums NONE = new AccuracySums(
            HourCounts.NONE,
            List.of(PointSums.NONE, PointSums.NONE, PointSums.NONE, PointSums.NONE),
            IntervalSums.NONE,
            MissSums.NONE);

    public AccuracySums {
        points = List.copyOf(points);
        if (points.size() != CANDIDATES) {
            throw new InvalidInputException("Accuracy has sums of " + points.size() + " forecasts, not " + CANDIDATES);
        }
    }

    /** The sums of one of the forecasts. */
    public PointSums point(Candidate candidate) {
        return points.get(candidate.ordinal());
    }

    /** The sums of the forecasts that were issued. */
    public PointSums model() {
        return point(Candidate.MODEL);
    }

    /** The sums over the hours of both. */
    public AccuracySums plus(AccuracySums other) {
        List<PointSums> both = new ArrayList<>();
        for (int candidate = 0; candidate < CANDIDATES; candidate++) {
            both.add(points.get(candidate).plus(other.points.get(candidate)));
        }
        return new AccuracySums(
                counts.plus(other.counts), both, interval.plus(other.interval), misses.plus(other.misses));
    }

    /** The plain forecast with the lowest WAPE, the first of equals; last week's where none has any. */
    public Candidate bestBaseline() {
        Candidate best = Candidate.LAST_WEEK;
        for (Candidate candidate : Candidate.BASELINES) {
            if (point(candidate).wapePercent() < point(best).wapePercent()) {
                best = candidate;
            }
        }
        return best;
    }

    /** WAPE of the model over that of a plain forecast; below 1 the model is better. NaN where there is none. */
    public double wapeTo(Candidate baseline) {
        return point(baseline).absoluteKwh() > 0
                ? model().absoluteKwh() / point(baseline).absoluteKwh()
                : Double.NaN;
    }
}
