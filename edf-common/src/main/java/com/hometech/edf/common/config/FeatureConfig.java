package com.hometech.edf.common.config;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
 * @param step the grid: a step as in {@link TimeStep}
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

        static RollingWindows read(ConfigSection section) {
            for (String key : List.of("windows", "aggs")) {
                if (!section.has(key)) {
                    section.add(key, "is missing; name the windows [h] and the aggs for each column");
                }
            }
            RollingWindows windows = new RollingWindows(
                    section.integers("windows", List.of(), 1, LONGEST_LAG_HOURS),
                    section.choices("aggs", List.of(), AGGS));
            section.refuseOthers();
            return windows;
        }
    }

    /** The weather variables, as the tables name them. */
    public static final List<String> WEATHER_COLUMNS = List.of(
            "temperature_c",
            "humidity",
            "dew_point_c",
            "solar_irradiance_ghi",
            "cloud_cover",
            "wind_speed",
            "wind_direction",
            "pressure_hpa",
            "precipitation_mm");

    /** The calendar features that {@code time_features} may name. */
    public static final List<String> TIME_FEATURES =
            List.of("hour_of_day", "day_of_week", "day_of_month", "month_of_year", "is_weekend");

    /** What may be taken over a window. */
    public static final List<String> AGGS = List.of("avg", "stddev", "min", "max");

    private static final List<String> TARGET_COLUMNS =
            Arrays.stream(Quantity.values()).map(Quantity::targetColumn).toList();

    private static final int LONGEST_LAG_HOURS = 8784;

    public FeatureConfig {
        timeFeatures = List.copyOf(timeFeatures);
        lagFeatures = new TreeMap<>(lagFeatures);
        rollingWindowFeatures = new TreeMap<>(rollingWindowFeatures);
    }

    /** What is forecast. */
    public Quantity quantity() {
        return Quantity.ofTargetColumn(targetColumn);
    }

    FeatureConfig withQuantity(Quantity quantity) {
        return new FeatureConfig(
                quantity.targetColumn(),
                timestampColumn,
                buildingIdColumn,
                timeFeatures,
                lagFeatures,
                rollingWindowFeatures,
                imputationValue,
                step,
                dataDelayHours,
                trainingOriginStrideHours,
                leadsPerOrigin,
                maxTrainingRows,
                weatherStandIn,
                seed);
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
                300_000,
                true,
                42);
    }

    static FeatureConfig read(ConfigSection section) {
        FeatureConfig fallback = defaults();
        FeatureConfig config = new FeatureConfig(
                section.choice("target_column", fallback.targetColumn(), TARGET_COLUMNS),
                section.choice("timestamp_column", fallback.timestampColumn(), List.of("timestamp_hour")),
                section.choice("building_id_column", fallback.buildingIdColumn(), List.of("building_id")),
                section.choices("time_features", fallback.timeFeatures(), TIME_FEATURES),
                readLags(section, fallback.lagFeatures()),
                readWindows(section, fallback.rollingWindowFeatures()),
                section.decimalOrNull("imputation_value", fallback.imputationValue(), DecimalRange.FINITE),
                section.duration("step", fallback.step(), TimeStep::problem),
                section.integer("data_delay_hours", fallback.dataDelayHours(), 0, 168),
                readStride(section, fallback.trainingOriginStrideHours()),
                section.integer("leads_per_origin", fallback.leadsPerOrigin(), 0, 336),
                section.integer("max_training_rows", fallback.maxTrainingRows(), 1_000L, 1_000_000_000L),
                section.flag("weather_stand_in", fallback.weatherStandIn()),
                section.integer("seed", fallback.seed(), 0L, Long.MAX_VALUE));
        section.refuseOthers();
        return config;
    }

    private static Map<String, List<Integer>> readLags(ConfigSection section, Map<String, List<Integer>> fallback) {
        if (!section.has("lag_features")) {
            return fallback;
        }
        ConfigSection columns = section.section("lag_features");
        Map<String, List<Integer>> lags = new TreeMap<>();
        columns.keysAmong(historyColumns())
                .forEach(column -> lags.put(column, columns.integers(column, List.of(), 1, LONGEST_LAG_HOURS)));
        columns.refuseOthers();
        return lags;
    }

    private static Map<String, RollingWindows> readWindows(
            ConfigSection section, Map<String, RollingWindows> fallback) {
        if (!section.has("rolling_window_features")) {
            return fallback;
        }
        ConfigSection columns = section.section("rolling_window_features");
        Map<String, RollingWindows> windows = new TreeMap<>();
        columns.keysAmong(historyColumns())
                .forEach(column -> windows.put(column, RollingWindows.read(columns.section(column))));
        columns.refuseOthers();
        return windows;
    }

    private static int readStride(ConfigSection section, int fallback) {
        int stride = section.integer("training_origin_stride_hours", fallback, 1, 167);
        if (stride % 2 == 0 || stride % 3 == 0) {
            section.add(
                    "training_origin_stride_hours",
                    stride
                            + " shares a divisor with 24, so some clock hours would never be an origin; use 1, 5, 7, 11, 13 …");
        }
        return stride;
    }

    private static List<String> historyColumns() {
        return Stream.concat(TARGET_COLUMNS.stream(), WEATHER_COLUMNS.stream()).toList();
    }
}
