package com.hometech.edf.data.accuracy;

import java.util.Map;
import java.util.TreeMap;

/**
 * Metrics of {@link AccuracySums} by the keys of the evaluation report: {@code {candidate: {metric: value}}}. A metric with
 * nothing to stand on is left out.
 */
public final class AccuracyScores {
    /** Sum of |e| over the sum of |actual| [%]. */
    public static final String WAPE = "wape_percent";
    /** Sum of e over the sum of |actual| [%]. */
    public static final String BIAS = "bias_percent";
    /** Share of readings inside the interval [%]. */
    public static final String COVERAGE = "coverage_percent";
    /** The share that should lie inside [%]. */
    public static final String NOMINAL_COVERAGE = "nominal_coverage_percent";

    private AccuracyScores() {}

    /** All metrics of all candidates; the interval's are the model's. */
    public static Map<String, Map<String, Double>> of(AccuracySums sums) {
        Map<String, Map<String, Double>> scores = new TreeMap<>();
        for (Candidate candidate : Candidate.values()) {
            Map<String, Double> metrics = new TreeMap<>();
            put(metrics, sums.point(candidate));
            if (candidate == Candidate.MODEL) {
                put(metrics, sums.interval());
            }
            scores.put(candidate.key(), metrics);
        }
        return scores;
    }

    private static void put(Map<String, Double> metrics, PointSums point) {
        put(metrics, "mae_kwh", point.maeKwh());
        put(metrics, "rmse_kwh", point.rmseKwh());
        put(metrics, "mape_percent", point.mapePercent());
        put(metrics, "mape_left_out_percent", point.mapeLeftOutPercent());
        put(metrics, WAPE, point.wapePercent());
        put(metrics, "bias_kwh", point.biasKwh());
        put(metrics, BIAS, point.biasPercent());
    }

    private static void put(Map<String, Double> metrics, IntervalSums interval) {
        put(metrics, COVERAGE, interval.coveragePercent());
        put(metrics, NOMINAL_COVERAGE, interval.nominalPercent());
        put(metrics, "interval_width_kwh", interval.meanWidthKwh());
        put(metrics, "interval_width_percent", interval.relativeWidthPercent());
        put(metrics, "lower_pinball_kwh", interval.meanLowerPinballKwh());
        put(metrics, "upper_pinball_kwh", interval.meanUpperPinballKwh());
    }

    private static void put(Map<String, Double> metrics, String key, double value) {
        if (Double.isFinite(value)) {
            metrics.put(key, value);
        }
    }
}
