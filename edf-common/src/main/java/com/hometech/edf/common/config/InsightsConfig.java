package com.hometech.edf.common.config;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is found out about uploads of appliance data.
 *
 * @param timezone of times without an offset, and of days and hours
 * @param maxFileMb a larger upload is refused
 * @param maxAppliances an upload with more is refused
 * @param maxPowerKw a reading above this mean power is set aside
 * @param minHistoryDays complete days without which nothing is forecast
 * @param forecastDays days that are forecast
 * @param forecastInterval probability that intervals are to hold
 * @param anomalies what counts as an anomaly
 * @param savings what savings are estimated with
 * @param text who writes the report's text
 * @param bedrockModelId model or inference profile of Amazon Bedrock; null where none writes
 * @param bedrockTimeoutSeconds after which the rules write instead
 * @param bedrockMaxLength most tokens of an answer
 * @param lambdaMemory of the functions [MB]
 * @param lambdaTimeout of the functions [s]
 */
public record InsightsConfig(
        String timezone,
        int maxFileMb,
        int maxAppliances,
        double maxPowerKw,
        int minHistoryDays,
        int forecastDays,
        double forecastInterval,
        AnomalyRules anomalies,
        SavingRules savings,
        TextSource text,
        @Nullable String bedrockModelId,
        int bedrockTimeoutSeconds,
        int bedrockMaxLength,
        int lambdaMemory,
        int lambdaTimeout) {

    /** Who writes. */
    public enum TextSource {
        /** Rules, which always work. */
        RULES,
        /** A model of Amazon Bedrock, whose answer is checked; the rules where it cannot be used. */
        BEDROCK
    }

    /**
     * What counts as an anomaly.
     *
     * @param zThreshold standard deviations from the mean of the days before
     * @param windowDays how many days before
     * @param interval probability of the forecast interval outside of which a day counts
     * @param weeks last weeks that are held against forecasts made before them
     * @param flatHours length of a stretch of equal readings above zero [h]
     * @param missingHours length of a stretch without readings [h]
     */
    public record AnomalyRules(
            double zThreshold, int windowDays, double interval, int weeks, int flatHours, int missingHours) {
        static AnomalyRules defaults() {
            return new AnomalyRules(3.0, 28, 0.98, 8, 24, 6);
        }

        static AnomalyRules read(ConfigSection section) {
            AnomalyRules fallback = defaults();
            AnomalyRules rules = new AnomalyRules(
                    section.decimal("z_threshold", fallback.zThreshold(), DecimalRange.between(1, 100)),
                    section.integer("window_days", fallback.windowDays(), 14, 366),
                    section.decimal("interval", fallback.interval(), DecimalRange.between(0.5, 0.999)),
                    section.integer("weeks", fallback.weeks(), 0, 52),
                    section.integer("flat_hours", fallback.flatHours(), 2, 24 * 31),
                    section.integer("missing_hours", fallback.missingHours(), 1, 24 * 31));
            section.refuseOthers();
            return rules;
        }
    }

    /**
     * What savings are estimated with.
     *
     * @param currency of the tariffs, as people write it
     * @param tariffPerKwh price of a kWh
     * @param cheapTariffPerKwh price of a kWh in the cheap hours; null where there are none
     * @param cheapHours first cheap hour of the day and the one after the last, local
     * @param solarValuePerKwh what a kWh of own generation brings when it is fed in; null where there is no plant
     * @param solarHours first hour with a surplus of own generation and the one after the last, local
     * @param co2KgPerKwh emissions of a kWh from the grid [kg]
     * @param avoidableStandbyShare share of standby that a switch saves
     * @param shiftableShare share of the energy of flexible appliances that can run at another time
     * @param coolingKwhPerYear what an efficient refrigerator or freezer takes in a year
     * @param heatingSavingShare share of heating or cooling energy that one degree saves
     * @param leastPerYear recommendations that save less are left out
     */
    public record SavingRules(
            String currency,
            double tariffPerKwh,
            @Nullable Double cheapTariffPerKwh,
            List<Integer> cheapHours,
            @Nullable Double solarValuePerKwh,
            List<Integer> solarHours,
            double co2KgPerKwh,
            double avoidableStandbyShare,
            double shiftableShare,
            double coolingKwhPerYear,
            double heatingSavingShare,
            double leastPerYear) {
        private static final DecimalRange PRICE = DecimalRange.between(0, 1e6);
        private static final DecimalRange SHARE = DecimalRange.between(0, 1);
        private static final TextRule CURRENCY = TextRule.matching("[A-Z]{3}", "three capital letters such as EUR");

        public SavingRules {
            cheapHours = List.copyOf(cheapHours);
            solarHours = List.copyOf(solarHours);
        }

        /** Price of a kWh in the cheap hours; empty where there are none. */
        public Optional<Double> cheapTariff() {
            return Optional.ofNullable(cheapTariffPerKwh);
        }

        /** What a kWh of own generation brings when it is fed in; empty where there is no plant. */
        public Optional<Double> solarValue() {
            return Optional.ofNullable(solarValuePerKwh);
        }

        static SavingRules defaults() {
            return new SavingRules(
                    "EUR", 0.29, null, List.of(22, 6), null, List.of(10, 16), 0.21, 0.7, 0.5, 150.0, 0.06, 5.0);
        }

        static SavingRules read(ConfigSection section) {
            SavingRules fallback = defaults();
            SavingRules rules = new SavingRules(
                    section.text("currency", fallback.currency(), CURRENCY),
                    section.decimal("tariff_per_kwh", fallback.tariffPerKwh(), PRICE),
                    section.decimalOrNull("cheap_tariff_per_kwh", fallback.cheapTariffPerKwh(), PRICE),
                    hours(section, "cheap_hours", fallback.cheapHours()),
                    section.decimalOrNull("solar_value_per_kwh", fallback.solarValuePerKwh(), PRICE),
                    hours(section, "solar_hours", fallback.solarHours()),
                    section.decimal("co2_kg_per_kwh", fallback.co2KgPerKwh(), DecimalRange.between(0, 10)),
                    section.decimal("avoidable_standby_share", fallback.avoidableStandbyShare(), SHARE),
                    section.decimal("shiftable_share", fallback.shiftableShare(), SHARE),
                    section.decimal(
                            "cooling_kwh_per_year", fallback.coolingKwhPerYear(), DecimalRange.aboveUpTo(0, 1e5)),
                    section.decimal("heating_saving_share", fallback.heatingSavingShare(), SHARE),
                    section.decimal("least_per_year", fallback.leastPerYear(), PRICE));
            refuseDearer(section, "cheap_tariff_per_kwh", rules.cheapTariffPerKwh(), rules.tariffPerKwh());
            refuseDearer(section, "solar_value_per_kwh", rules.solarValuePerKwh(), rules.tariffPerKwh());
            section.refuseOthers();
            return rules;
        }

        private static List<Integer> hours(ConfigSection section, String key, List<Integer> fallback) {
            List<Integer> hours = section.integers(key, fallback, 0, 24);
            if (hours.size() != 2) {
                section.add(key, "has " + hours.size() + " hours; give the first and the one after the last: [22, 6]");
                return fallback;
            }
            return hours;
        }

        private static void refuseDearer(ConfigSection section, String key, @Nullable Double price, double tariff) {
            if (price != null && price >= tariff) {
                section.add(
                        key,
                        price + " is not below tariff_per_kwh " + tariff + ": moving use there would save nothing");
            }
        }
    }

    private static final TextRule MODEL = TextRule.matching(
            "[A-Za-z0-9][A-Za-z0-9.:/_-]{0,255}",
            "the id of a model or inference profile such as eu.amazon.nova-lite-v1:0");

    static InsightsConfig defaults() {
        return new InsightsConfig(
                "Europe/Berlin",
                20,
                100,
                50.0,
                14,
                7,
                0.8,
                AnomalyRules.defaults(),
                SavingRules.defaults(),
                TextSource.RULES,
                null,
                20,
                800,
                1024,
                300);
    }

    static InsightsConfig read(ConfigSection section) {
        InsightsConfig fallback = defaults();
        InsightsConfig config = new InsightsConfig(
                section.text("timezone", fallback.timezone(), DailySchedule::timezoneProblem),
                section.integer("max_file_mb", fallback.maxFileMb(), 1, 100),
                section.integer("max_appliances", fallback.maxAppliances(), 1, 1000),
                section.decimal("max_power_kw", fallback.maxPowerKw(), DecimalRange.aboveUpTo(0, 1e6)),
                section.integer("min_history_days", fallback.minHistoryDays(), 14, 366),
                section.integer("forecast_days", fallback.forecastDays(), 1, 14),
                section.decimal("forecast_interval", fallback.forecastInterval(), DecimalRange.between(0.5, 0.999)),
                AnomalyRules.read(section.section("anomalies")),
                SavingRules.read(section.section("savings")),
                section.choice("text", fallback.text(), TextSource.class),
                section.textOrNull("bedrock_model_id", fallback.bedrockModelId(), MODEL),
                section.integer("bedrock_timeout_seconds", fallback.bedrockTimeoutSeconds(), 1, 25),
                section.integer("bedrock_max_length", fallback.bedrockMaxLength(), 100, 4000),
                section.integer(
                        "lambda_memory",
                        fallback.lambdaMemory(),
                        LambdaConfig.LEAST_MEMORY_MB,
                        LambdaConfig.MOST_MEMORY_MB),
                section.integer("lambda_timeout", fallback.lambdaTimeout(), 1, LambdaConfig.MOST_SECONDS));
        if (config.text() == TextSource.BEDROCK && config.bedrockModelId() == null) {
            section.add("bedrock_model_id", "is missing; text: BEDROCK needs one such as eu.amazon.nova-lite-v1:0");
        }
        section.refuseOthers();
        return config;
    }

    /** Zone of times without an offset, and of days and hours. */
    public ZoneId zone() {
        return ZoneId.of(timezone);
    }

    /** Model or inference profile that writes; empty where the rules do. */
    public Optional<String> bedrockModel() {
        return text == TextSource.BEDROCK ? Optional.ofNullable(bedrockModelId) : Optional.empty();
    }
}
