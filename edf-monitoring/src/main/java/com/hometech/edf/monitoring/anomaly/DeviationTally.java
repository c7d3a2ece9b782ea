package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.data.anomaly.AnomalyRule;

/** Judges a stretch of readings that lie outside of what was expected, in one direction. */
final class DeviationTally {
    /** How far outside an hour must lie that is far from its like too, as a share of the distance that is enough alone. */
    private static final double SHARE_WITH_Z_SCORE = 0.5;

    private final Expectation expectation;
    private final int direction;
    private final DetectionRules rules;
    private int outside;
    private double widths;
    private boolean farOutside;
    private boolean farFromLike;
    private boolean withoutForecast;

    DeviationTally(Expectation expectation, int direction, DetectionRules rules) {
        this.expectation = expectation;
        this.direction = direction;
        this.rules = rules;
    }

    /** Adds a reading outside of its interval, or, without a forecast, far from its like. */
    void add(int index, boolean hasForecast) {
        boolean unlikeItsLike = expectation.isFarFromItsLike(index, direction);
        double limit = rules.anomalies().intervalWidths();
        if (hasForecast) {
            double distance = Math.abs(expectation.widthsOutside(index));
            outside++;
            widths += distance;
            farOutside |= distance >= limit;
            farFromLike |= unlikeItsLike && distance >= limit * SHARE_WITH_Z_SCORE;
        } else {
            withoutForecast = true;
            farFromLike |= unlikeItsLike;
        }
    }

    boolean isAnomaly() {
        boolean isRun = outside >= rules.runSteps()
                && widths >= outside * rules.anomalies().runIntervalWidths();
        return farOutside || farFromLike || isRun;
    }

    AnomalyRule rule() {
        if (withoutForecast && outside == 0) {
            return AnomalyRule.Z_SCORE;
        }
        return farFromLike ? AnomalyRule.FORECAST_INTERVAL_AND_Z_SCORE : AnomalyRule.FORECAST_INTERVAL;
    }
}
