package com.hometech.edf.additive;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a model's settings from JSON with the names of Prophet's constructor arguments, and with {@code seasonalities} and
 * {@code regressors} as lists of the arguments of {@code add_seasonality} and {@code add_regressor}.
 */
public final class ProphetSettings {
    private static final Set<String> KNOWN = Set.of(
            "growth",
            "changepoints",
            "n_changepoints",
            "changepoint_range",
            "changepoint_prior_scale",
            "yearly_seasonality",
            "weekly_seasonality",
            "daily_seasonality",
            "seasonality_mode",
            "seasonality_prior_scale",
            "holidays",
            "holidays_mode",
            "holidays_prior_scale",
            "seasonalities",
            "regressors",
            "scaling",
            "interval_width",
            "uncertainty_samples",
            "mcmc_samples",
            "country_holidays",
            "stan_backend");
    private static final int DEFAULT_SAMPLES = 1000;

    private ProphetSettings() {}

    /**
     * The model of these settings; what is absent or null keeps Prophet's default.
     *
     * @throws AdditiveInputException where a field is unknown or its value impossible
     */
    public static AdditiveModel read(JsonNode settings) {
        JsonFields fields = new JsonFields(settings, "The settings").only(KNOWN);
        refuseWhatIsNotComputed(fields);
        AdditiveModel.Builder builder = AdditiveModel.builder()
                .growth(fields.choice("growth", Growth.LINEAR))
                .changepointCount(fields.integer("n_changepoints", 25))
                .changepointRange(fields.number("changepoint_range", 0.8))
                .changepointPriorScale(fields.number("changepoint_prior_scale", 0.05))
                .yearly(builtIn(fields, "yearly_seasonality"))
                .weekly(builtIn(fields, "weekly_seasonality"))
                .daily(builtIn(fields, "daily_seasonality"))
                .seasonalityMode(fields.choice("seasonality_mode", Mode.ADDITIVE))
                .seasonalityPriorScale(fields.number("seasonality_prior_scale", 10))
                .holidaysPriorScale(fields.number("holidays_prior_scale", 10))
                .scaling(fields.choice("scaling", Scaling.ABSMAX))
                .intervalWidth(fields.number("interval_width", 0.8))
                .uncertaintySamples(samples(fields));
        Mode holidaysMode = fields.choiceOrNull("holidays_mode", Mode.class);
        if (holidaysMode != null) {
            builder.holidaysMode(holidaysMode);
        }
        fields.list("changepoints").ifPresent(times -> builder.changepoints(times(times)));
        fields.list("holidays").ifPresent(table -> builder.holidays(holidays(table)));
        fields.list("seasonalities").ifPresent(list -> builder.seasonalities(seasonalities(list)));
        fields.list("regressors").ifPresent(list -> builder.regressors(regressors(list)));
        return builder.build();
    }

    private static void refuseWhatIsNotComputed(JsonFields fields) {
        if (fields.has("country_holidays")) {
            throw new AdditiveInputException("The settings: 'country_holidays' is " + fields.get("country_holidays")
                    + "; Prophet's calendars are not known here: give the days as 'holidays'");
        }
        if (fields.integer("mcmc_samples", 0) != 0) {
            throw new AdditiveInputException("The settings: 'mcmc_samples' is " + fields.integer("mcmc_samples")
                    + "; only the maximum of the posterior is computed here: set it to 0");
        }
    }

    /** False stands for 0, as in Prophet. */
    static int samples(JsonFields fields) {
        boolean off = fields.find("uncertainty_samples")
                .filter(value -> value.isBoolean() && !value.booleanValue())
                .isPresent();
        return off ? 0 : fields.integer("uncertainty_samples", DEFAULT_SAMPLES);
    }

    static BuiltInSeasonality builtIn(JsonFields fields, String field) {
        if (!fields.has(field)) {
            return BuiltInSeasonality.AUTO;
        }
        JsonNode value = fields.get(field);
        if (value.isBoolean()) {
            return value.booleanValue() ? BuiltInSeasonality.ON : BuiltInSeasonality.OFF;
        }
        if (value.isTextual() && value.textValue().equals("auto")) {
            return BuiltInSeasonality.AUTO;
        }
        if (!value.isNumber() || value.doubleValue() < 0) {
            throw fields.wrong(field, value, "\"auto\", true, false or a number of harmonics, 0 or more");
        }
        return BuiltInSeasonality.ofOrder(fields.integer(field));
    }

    private static List<LocalDateTime> times(JsonNode list) {
        List<LocalDateTime> times = new ArrayList<>();
        list.forEach(time -> times.add(JsonFields.time(time.asText(), "The settings: 'changepoints'")));
        return times;
    }

    static List<Holiday> holidays(JsonNode table) {
        List<Holiday> holidays = new ArrayList<>();
        for (JsonNode row : table) {
            JsonFields fields = new JsonFields(row, "Holiday " + (holidays.size() + 1));
            String name = fields.text("holiday");
            LocalDate date =
                    JsonFields.time(fields.text("ds"), "Holiday '" + name + "'").toLocalDate();
            boolean window = fields.has("lower_window") && fields.has("upper_window");
            holidays.add(new Holiday(
                    name,
                    date,
                    window ? fields.integer("lower_window") : 0,
                    window ? fields.integer("upper_window") : 0,
                    fields.numberOrNull("prior_scale")));
        }
        return holidays;
    }

    private static Seasonality[] seasonalities(JsonNode list) {
        List<Seasonality> seasonalities = new ArrayList<>();
        for (JsonNode item : list) {
            JsonFields fields = new JsonFields(item, "Seasonality " + (seasonalities.size() + 1))
                    .only(Set.of("name", "period", "fourier_order", "prior_scale", "mode", "condition_name"));
            seasonalities.add(seasonality(fields.text("name"), fields));
        }
        return seasonalities.toArray(Seasonality[]::new);
    }

    static Seasonality seasonality(String name, JsonFields fields) {
        return new Seasonality(
                name,
                fields.number("period"),
                fields.integer("fourier_order"),
                fields.numberOrNull("prior_scale"),
                fields.choiceOrNull("mode", Mode.class),
                fields.textOrNull("condition_name"));
    }

    private static Regressor[] regressors(JsonNode list) {
        List<Regressor> regressors = new ArrayList<>();
        for (JsonNode item : list) {
            JsonFields fields = new JsonFields(item, "Regressor " + (regressors.size() + 1))
                    .only(Set.of("name", "prior_scale", "standardize", "mode"));
            regressors.add(regressor(fields.text("name"), fields));
        }
        return regressors.toArray(Regressor[]::new);
    }

    static Regressor regressor(String name, JsonFields fields) {
        return new Regressor(
                name, fields.numberOrNull("prior_scale"), standardize(fields), fields.choiceOrNull("mode", Mode.class));
    }

    private static Standardize standardize(JsonFields fields) {
        JsonNode value = fields.find("standardize").orElse(null);
        if (value == null || (value.isTextual() && value.textValue().equals("auto"))) {
            return Standardize.AUTO;
        }
        if (!value.isBoolean()) {
            throw fields.wrong("standardize", value, "\"auto\", true or false");
        }
        return value.booleanValue() ? Standardize.ALWAYS : Standardize.NEVER;
    }
}
