package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.data.anomaly.ZScoreRule;
import com.hometech.edf.data.anomaly.ZScores;

/**
 * What was to be expected of each interval: by the forecast where there is one, else by its like before it. Knows how far a
 * reading lies from that, and by which rule.
 */
final class Expectation {
    /** Smallest width of an interval, as a share of the mean reading: that of a standstill is no measure of distance. */
    private static final double LEAST_WIDTH_SHARE = 0.05;

    private final BuildingData data;
    private final ZScoreRule rule;
    private final ZScores scores;
    private final double leastWidthKwh;

    /**
     * Looks at all intervals.
     *
     * @param learned readings that means and deviations are of; NaN where nothing is to be learned from
     * @param meanKwh mean reading of the building [kWh]
     */
    Expectation(BuildingData data, double[] learned, double meanKwh, DetectionRules rules) {
        this.data = data;
        this.rule = rules.zScores();
        this.scores = rule.expect(learned, data.groups(), rules.step());
        this.leastWidthKwh = LEAST_WIDTH_SHARE * meanKwh;
    }

    double kwh(int index) {
        return data.hasForecast(index) ? data.forecastKwh()[index] : scores.means()[index];
    }

    double lowerKwh(int index) {
        if (data.hasForecast(index)) {
            return data.lowerKwh()[index];
        }
        double lower = scores.means()[index] - rule.threshold() * scores.deviations()[index];
        return data.building().mayBeNegative(data.quantity()) ? lower : Math.max(0, lower);
    }

    double upperKwh(int index) {
        return data.hasForecast(index)
                ? data.upperKwh()[index]
                : scores.means()[index] + rule.threshold() * scores.deviations()[index];
    }

    /**
     * How far a reading lies above its interval (positive) or below (negative) [widths]; 0 inside, and where there is no
     * forecast.
     */
    double widthsOutside(int index) {
        if (!data.hasForecast(index) || data.isMissing(index)) {
            return 0;
        }
        double width = Math.max(data.upperKwh()[index] - data.lowerKwh()[index], leastWidthKwh);
        double above = data.kwh()[index] - data.upperKwh()[index];
        double below = data.lowerKwh()[index] - data.kwh()[index];
        double outside = above > 0 ? above : below > 0 ? -below : 0;
        return outside == 0 ? 0 : outside / width;
    }

    /** Standard deviations above (positive) or below the mean; NaN where nothing is known. */
    double score(int index) {
        return scores.score(index, data.kwh()[index]);
    }

    /** Whether the score alone is out of the ordinary, in a direction. */
    boolean isFarFromItsLike(int index, int direction) {
        double score = score(index);
        return rule.isOutOfTheOrdinary(score) && score * direction > 0;
    }
}
