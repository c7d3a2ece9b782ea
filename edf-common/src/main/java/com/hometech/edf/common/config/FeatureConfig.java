package com.hometech.edf.common.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How features are made.
 *
 * @param targetColumn readings to forecast
 * @param timestampColumn start of the interval (UTC)
 * @param buildingIdColumn identity
 * @param timeFeatures calendar features in the building's local time
 * @param lagFeatures column to lags [h]; a lag is masked where the lead makes it reach past the origin
 * @param rollingWindowFeatures column to windows that end at the origin
 * @param imputationValue what a missing feature becomes; null leaves it missing
 * @param step the grid: a divisor of one hour
 * @param dataDelayHours how long after its interval a reading arrives [h]
 * @param trainingOriginStrideHours distance of training origins [h]; coprime with 24, so that every clock hour occurs
 * @param leadsPerOrigin how many leads of each training origin become rows (seeded, spread over the horizon); 0 takes all
 * @param maxTrainingRows upper limit of training rows over all buildings; sampled evenly where there are more
 * @param weatherStandIn whether observed weather may stand in where no forecast was archived
 * @param seed of every sample
 */
public record FeatureConfig(
        String targetColumn,
        String timestampColumn,
        String buildingIdColumn,
        List<String> timeFeatures,
        Map<String, List<Integer>> lagFeatures,
        Map<String, RollingWindows> rollingWindowFeatures,
        @Nullable Double imputationValue,
        Duration step,
        int dataDelayHours,
        int trainingOriginStrideHours,
        int leadsPerOrigin,
        long maxTrainingRows,
        boolean weatherStandIn,
        long seed) {

    /**
     * Windows and what is taken over each.
     *
     * @param windows lengths [h]
     * @param aggs of {@code avg, stddev, min, max}
     */
    public record RollingWindows(List<Integer> windows, List<String> aggs) {
        public RollingWindows {
            windows = List.copyOf(windows);
            aggs = List.copyOf(aggs);
        }
    }

    public FeatureConfig {
        timeFeatures = List.copyOf(timeFeatures);
        lagFeatures = new TreeMap<>(lagFeatures);
        rollingWindowFeatures = new TreeMap<>(rollingWindowFeatures);
    }

    static FeatureConfig defaults() {
        return new FeatureConfig(
                "consumption_kwh",
                "timestamp_hour",
                "building_id",
                List.of("hour_of_day", "day_of_week", "day_of_month", "month_of_year", "is_weekend"),
                Map.of(
                        "consumption_kwh", List.of(24, 48, 168),
                        "temperature_c", List.of(24, 48, 168),
                        "solar_irradiance_ghi", List.of(24)),
                Map.of(
                        "consumption_kwh",
                                new RollingWindows(List.of(3, 24, 168), List.of("avg", "stddev", "min", "max")),
                        "temperature_c", new RollingWindows(List.of(24), List.of("avg"))),
                0.0,
                Duration.ofHours(1),
                0,
                5,
                8,
                1_500_000,
                true,
                42);
    }
}
