package com.hometech.edf.additive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a model that Prophet wrote, from version 1.0 on. */
final class ProphetModelReader {
    private static final String WHAT = "The model";
    private static final double MICROS = 1e6;

    private final ObjectMapper mapper;
    private final JsonFields fields;

    ProphetModelReader(ObjectMapper mapper, JsonNode tree) {
        this.mapper = mapper;
        this.fields = new JsonFields(tree, WHAT);
    }

    FittedModel model() {
        refuseWhatIsNotComputed();
        Set<String> holidayNames = new LinkedHashSet<>();
        embedded("train_holiday_names").path("data").forEach(name -> holidayNames.add(name.asText()));
        List<Holiday> holidays = ProphetSettings.holidays(embedded("holidays").path("data")).stream()
                .filter(holiday -> holidayNames.contains(holiday.name()))
                .toList();
        long[] changepoints = times("changepoints");
        AdditiveModel model = settings(holidays, changepoints).build();
        Preparation preparation = new Preparation(
                model,
                new Preparation.Scales(
                        Math.round(fields.number("start") * MICROS),
                        Math.round(positive("t_scale") * MICROS),
                        fields.number("y_min", 0),
                        positive("y_scale"),
                        fields.flag("logistic_floor", false)),
                changepoints,
                seasonalities(),
                regressors());
        return new FittedModel(
                preparation, history(preparation), times("history_dates"), parameters(preparation), null);
    }

    private double positive(String field) {
        double value = fields.number(field);
        Names.requirePositive(WHAT + ": '" + field + "'", value);
        return value;
    }

    private void refuseWhatIsNotComputed() {
        if (fields.integer("mcmc_samples", 0) != 0) {
            throw new AdditiveInputException(WHAT + ": 'mcmc_samples' is " + fields.integer("mcmc_samples")
                    + "; only models with the maximum of the posterior can be read: fit it with mcmc_samples=0");
        }
        if (fields.has("country_holidays")) {
            throw new AdditiveInputException(WHAT + ": 'country_holidays' is " + fields.get("country_holidays")
                    + "; Prophet's calendars are not known here: fit it with a table of holidays instead, for example "
                    + "the one that make_holidays_df gives");
        }
    }

    private AdditiveModel.Builder settings(List<Holiday> holidays, long[] changepoints) {
        AdditiveModel.Builder builder = AdditiveModel.builder()
                .growth(fields.choice("growth", Growth.LINEAR))
                .changepointCount(Math.max(0, fields.integer("n_changepoints")))
                .changepointRange(fields.number("changepoint_range"))
                .changepointPriorScale(fields.number("changepoint_prior_scale"))
                .yearly(ProphetSettings.builtIn(fields, "yearly_seasonality"))
                .weekly(ProphetSettings.builtIn(fields, "weekly_seasonality"))
                .daily(ProphetSettings.builtIn(fields, "daily_seasonality"))
                .seasonalityMode(fields.choice("seasonality_mode", Mode.ADDITIVE))
                .seasonalityPriorScale(fields.number("seasonality_prior_scale"))
                .holidays(holidays)
                .holidaysPriorScale(fields.number("holidays_prior_scale"))
                .seasonalities(given(seasonalities()))
                .regressors(regressors().keySet().toArray(Regressor[]::new))
                .scaling(fields.choice("scaling", Scaling.ABSMAX))
                .intervalWidth(fields.number("interval_width"))
                .uncertaintySamples(ProphetSettings.samples(fields));
        Mode holidaysMode = fields.choiceOrNull("holidays_mode", Mode.class);
        if (holidaysMode != null) {
            builder.holidaysMode(holidaysMode);
        }
        if (fields.flag("specified_changepoints", false)) {
            List<LocalDateTime> times = new ArrayList<>();
            for (long time : changepoints) {
                times.add(Frame.time(time));
            }
            builder.changepoints(times);
        }
        return builder;
    }

    /** Those that are not what a setting of a built-in seasonality makes anyway. */
    private Seasonality[] given(List<Seasonality> seasonalities) {
        double scale = fields.number("seasonality_prior_scale");
        Mode mode = fields.choice("seasonality_mode", Mode.ADDITIVE);
        return seasonalities.stream()
                .filter(seasonality -> !Names.BUILT_IN.contains(seasonality.name())
                        || !seasonality.equals(Seasonality.of(
                                        seasonality.name(),
                                        SeasonalityRules.period(seasonality.name()),
                                        seasonality.order())
                                .resolved(scale, mode)))
                .toArray(Seasonality[]::new);
    }

    private List<Seasonality> seasonalities() {
        List<Seasonality> seasonalities = new ArrayList<>();
        ordered("seasonalities")
                .forEach((name, details) -> seasonalities.add(ProphetSettings.seasonality(name, details)));
        return seasonalities;
    }

    private Map<Regressor, Standardisation> regressors() {
        Map<Regressor, Standardisation> regressors = new LinkedHashMap<>();
        ordered("extra_regressors")
                .forEach((name, details) -> regressors.put(
                        ProphetSettings.regressor(name, details),
                        new Standardisation(details.number("mu"), details.number("std"))));
        return regressors;
    }

    /** A list of names and an object of details. */
    private Map<String, JsonFields> ordered(String field) {
        JsonNode pair = fields.get(field);
        if (!pair.isArray() || pair.size() != 2 || !pair.get(0).isArray()) {
            throw fields.wrong(field, pair, "a list of names and an object of details");
        }
        Map<String, JsonFields> details = new LinkedHashMap<>();
        for (JsonNode name : pair.get(0)) {
            String what = WHAT + ": '" + name.asText() + "' of " + field;
            details.put(name.asText(), new JsonFields(pair.get(1).path(name.asText()), what));
        }
        return details;
    }

    /** JSON that is kept as text inside the JSON; missing where there is none. */
    private JsonNode embedded(String field) {
        if (!fields.has(field)) {
            return mapper.missingNode();
        }
        try {
            return mapper.readTree(fields.text(field));
        } catch (JsonProcessingException broken) {
            throw new AdditiveInputException(
                    WHAT + ": '" + field + "' holds text that is not JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    private long[] times(String field) {
        JsonNode data = embedded(field).path("data");
        long[] times = new long[data.size()];
        for (int row = 0; row < times.length; row++) {
            times[row] = Frame.micros(JsonFields.time(data.get(row).asText(), WHAT + ": '" + field + "'"));
        }
        return times;
    }

    private Frame history(Preparation preparation) {
        JsonNode data = embedded("history").path("data");
        if (data.isEmpty()) {
            throw new AdditiveInputException(WHAT + ": 'history' has no rows; keep the last two at least");
        }
        List<LocalDateTime> times = new ArrayList<>();
        data.forEach(row -> times.add(JsonFields.time(row.path("ds").asText(), WHAT + ": 'history'")));
        Frame frame = Frame.at(times);
        Map<String, Standardisation> scales = new LinkedHashMap<>();
        preparation.regressors().forEach((regressor, scale) -> scales.put(regressor.name(), scale));
        for (Iterator<String> names = data.get(0).fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode first = data.get(0).get(name);
            boolean derived = Set.of("ds", "t", "y_scaled", "cap_scaled").contains(name)
                    || (name.equals("floor") && !preparation.logisticFloor());
            if (!derived && (first.isNumber() || first.isBoolean() || first.isNull())) {
                frame = frame.with(name, column(data, name, scales.getOrDefault(name, new Standardisation(0, 1))));
            }
        }
        return frame;
    }

    private static double[] column(JsonNode data, String name, Standardisation scale) {
        double[] values = new double[data.size()];
        for (int row = 0; row < values.length; row++) {
            JsonNode value = data.get(row).path(name);
            double number = value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.asDouble(Double.NaN);
            values[row] = value.isNull() ? Double.NaN : number * scale.deviation() + scale.mean();
        }
        return values;
    }

    private Parameters parameters(Preparation preparation) {
        JsonFields params = new JsonFields(fields.get("params"), WHAT + ": 'params'");
        double[] changes = numbers(params, "delta");
        double[] coefficients = numbers(params, "beta");
        int columns = preparation.columns().size();
        if (coefficients.length != columns) {
            throw new AdditiveInputException(WHAT + ": 'beta' has " + coefficients.length + " coefficients, but "
                    + "seasonalities, holidays and regressors make " + columns + " columns");
        }
        if (changes.length != preparation.changepointTimes().length) {
            throw new AdditiveInputException(WHAT + ": 'delta' has " + changes.length + " changes for "
                    + preparation.changepointTimes().length + " changepoints");
        }
        return new Parameters(
                numbers(params, "k")[0],
                numbers(params, "m")[0],
                changes,
                numbers(params, "sigma_obs")[0],
                coefficients);
    }

    /** A list, or a list of one list. */
    private static double[] numbers(JsonFields params, String name) {
        JsonNode values = params.get(name);
        JsonNode row = values.size() == 1 && values.get(0).isArray() ? values.get(0) : values;
        double[] numbers = new double[row.size()];
        for (int index = 0; index < numbers.length; index++) {
            if (!row.get(index).isNumber()) {
                throw params.wrong(name, values, "one list of numbers");
            }
            numbers[index] = row.get(index).doubleValue();
        }
        if (numbers.length == 0) {
            throw params.wrong(name, values, "one list of numbers");
        }
        return numbers;
    }
}
