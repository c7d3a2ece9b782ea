package com.hometech.edf.inference.runs;

import java.util.List;
import java.util.OptionalDouble;

/** When a metric of a model is the better one. */
public enum MetricDirection {
    /** The less the better: errors, losses, widths of intervals. */
    LOWER,
    /** The nearer to nothing the better: biases. */
    NEAR_ZERO,
    /** The nearer to the nominal share the better: coverage of intervals. */
    NEAR_NOMINAL,
    /** Says nothing about the model: counts, scores of baselines. */
    NONE;

    private static final List<String> LOWER_IS_BETTER = List.of(
            "mae_kwh",
            "rmse_kwh",
            "rmse_percent",
            "cv_rmse_percent",
            "mape_percent",
            "smape_percent",
            "wape_percent",
            "mase",
            "pinball_kwh",
            "pinball_percent",
            "interval_width_kwh",
            "interval_width_percent",
            "interval_score_kwh",
            "wape_to_best_baseline");

    /** The direction of a metric of {@link TrainingRun#metrics()}. */
    public static MetricDirection of(String metric) {
        String ofModel = metric.replaceFirst("^leads_[^/]*/", "");
        if (LOWER_IS_BETTER.contains(ofModel)) {
            return LOWER;
        }
        return switch (ofModel) {
            case "bias_kwh", "bias_percent" -> NEAR_ZERO;
            case "coverage_percent" -> NEAR_NOMINAL;
            default -> NONE;
        };
    }

    /**
     * How far a value is from the best that it could be; empty where it says nothing about the model.
     *
     * @param nominalCoverage of the interval [%]
     */
    public OptionalDouble loss(double value, double nominalCoverage) {
        return switch (this) {
            case LOWER -> OptionalDouble.of(value);
            case NEAR_ZERO -> OptionalDouble.of(Math.abs(value));
            case NEAR_NOMINAL -> OptionalDouble.of(Math.abs(value - nominalCoverage));
            case NONE -> OptionalDouble.empty();
        };
    }
}
