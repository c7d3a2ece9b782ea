package com.hometech.edf.common.config;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.ObjectUri;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a model is judged before it may be registered.
 *
 * @param instanceType SageMaker instance of the evaluation job
 * @param instanceCount how many of them
 * @param metricsThresholds what a model of consumption must reach
 * @param solarMetricsThresholds what a model of generation must reach
 * @param historicalLabelsPath readings to score with when they are not part of the features; null uses those
 * @param evaluationDays last part of the data that training never sees [days]
 */
public record EvaluationConfig(
        String instanceType,
        int instanceCount,
        MetricsThresholds metricsThresholds,
        MetricsThresholds solarMetricsThresholds,
        @Nullable String historicalLabelsPath,
        int evaluationDays) {

    /** What a model of a quantity must reach. */
    public MetricsThresholds metricsThresholds(Quantity quantity) {
        return switch (quantity) {
            case CONSUMPTION -> metricsThresholds;
            case SOLAR -> solarMetricsThresholds;
        };
    }

    /** Prefix of the readings to score with; empty where those of the features are used. */
    public Optional<ObjectUri> historicalLabels() {
        return Optional.ofNullable(historicalLabelsPath)
                .map(path -> ObjectUri.parse(path.endsWith("/") ? path : path + "/"));
    }

    /**
     * Limits; a null limit is not checked.
     *
     * @param maxMape median over buildings of the MAPE [%]
     * @param maxRmse median over buildings of the RMSE [kWh]
     * @param maxWapeToBestBaseline median WAPE of the model divided by that of the best baseline
     */
    public record MetricsThresholds(
            @Nullable Double maxMape,
            @Nullable Double maxRmse,
            @Nullable Double maxWapeToBestBaseline) {
        private static final DecimalRange LIMIT = DecimalRange.aboveUpTo(0, 1e9);

        static MetricsThresholds read(ConfigSection section, MetricsThresholds fallback) {
            MetricsThresholds thresholds = new MetricsThresholds(
                    section.decimalOrNull("max_mape", fallback.maxMape(), LIMIT),
                    section.decimalOrNull("max_rmse", fallback.maxRmse(), LIMIT),
                    section.decimalOrNull("max_wape_to_best_baseline", fallback.maxWapeToBestBaseline(), LIMIT));
            section.refuseOthers();
            return thresholds;
        }
    }

    static EvaluationConfig defaults() {
        return new EvaluationConfig(
                "ml.m5.xlarge",
                1,
                new MetricsThresholds(20.0, 5.0, null),
                new MetricsThresholds(null, null, 1.0),
                null,
                56);
    }

    static EvaluationConfig read(ConfigSection section) {
        EvaluationConfig fallback = defaults();
        EvaluationConfig config = new EvaluationConfig(
                section.text("instance_type", fallback.instanceType(), TextRule.INSTANCE_TYPE),
                section.integer("instance_count", fallback.instanceCount(), 1, 1),
                MetricsThresholds.read(section.section("metrics_thresholds"), fallback.metricsThresholds()),
                MetricsThresholds.read(section.section("solar_metrics_thresholds"), fallback.solarMetricsThresholds()),
                section.textOrNull("historical_labels_path", fallback.historicalLabelsPath(), TextRule.S3_PREFIX),
                section.integer("evaluation_days", fallback.evaluationDays(), 1, 730));
        section.refuseOthers();
        return config;
    }
}
