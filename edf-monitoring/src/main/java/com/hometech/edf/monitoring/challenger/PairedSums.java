package com.hometech.edf.monitoring.challenger;

import com.hometech.edf.data.accuracy.IntervalSums;
import com.hometech.edf.data.accuracy.PointSums;

/**
 * Sums over the same hours of both models.
 *
 * @param champion of the model that forecasts
 * @param challenger of the model that waits
 */
record PairedSums(Side champion, Side challenger) {
    static final PairedSums NONE = new PairedSums(Side.NONE, Side.NONE);

    /**
     * Sums of a model.
     *
     * @param points of its forecasts
     * @param intervals of its intervals, as they were before any correction
     */
    record Side(PointSums points, IntervalSums intervals) {
        static final Side NONE = new Side(PointSums.NONE, IntervalSums.NONE);

        Side plus(Side other) {
            return new Side(points.plus(other.points), intervals.plus(other.intervals));
        }

        /** Pinball losses of both ends [kWh]. */
        double pinballKwh() {
            return intervals.lowerPinballKwh() + intervals.upperPinballKwh();
        }

        /** Absolute errors [kWh]. */
        double errorKwh() {
            return points.absoluteKwh();
        }
    }

    PairedSums plus(PairedSums other) {
        return new PairedSums(champion.plus(other.champion), challenger.plus(other.challenger));
    }

    /** Hours that both are scored on. */
    long hours() {
        return champion.points().hours();
    }
}
