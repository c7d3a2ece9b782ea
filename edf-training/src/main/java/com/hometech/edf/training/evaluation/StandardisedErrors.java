package com.hometech.edf.training.evaluation;

import com.hometech.edf.additive.NormalQuantile;

/**
 * Errors in standard deviations of the normal distribution whose quantile is the interval's end on their side. Only so do
 * errors of buildings and hours of any size compare, and their correlation fits the distances that it is to join: sums of
 * many tend to the normal distribution, whatever the shape of their parts.
 */
final class StandardisedErrors {
    /**
     * What lies more distances of the interval's end out counts as so many. A meter that jumps to the hundredfold would
     * decide every mean of squares.
     */
    private static final double FARTHEST = 3;

    private final Outcomes outcomes;
    private final double lowerDeviations;
    private final double upperDeviations;

    /** @param levels of the ends of the interval */
    StandardisedErrors(Outcomes outcomes, IntervalLevels levels) {
        this.outcomes = outcomes;
        lowerDeviations = -NormalQuantile.at(levels.lower());
        upperDeviations = NormalQuantile.at(levels.upper());
    }

    /** NaN without reading or forecast, and where the interval has no width on the side of the error: no sum rests on that. */
    double of(int row) {
        if (!outcomes.isScored(row)) {
            return Double.NaN;
        }
        double yhat = outcomes.prediction().yhat()[row];
        double error = outcomes.actualKwh(row) - yhat;
        double distance = error > 0 ? outcomes.upperKwh(row) - yhat : yhat - outcomes.lowerKwh(row);
        double deviations = error > 0 ? upperDeviations : lowerDeviations;
        return distance > 0 ? deviations * Math.max(-FARTHEST, Math.min(FARTHEST, error / distance)) : Double.NaN;
    }
}
