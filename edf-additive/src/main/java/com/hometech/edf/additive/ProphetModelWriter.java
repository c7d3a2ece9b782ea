package com.hometech.edf.additive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a model as Prophet does. Times go without a zone: readers with pandas 3 refuse them otherwise. */
final class ProphetModelWriter {
    private static final String VERSION = "1.3.0";
    private static final String TABLE_VERSION = "1.4.0";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

    private final ObjectMapper mapper;
    private final FittedModel fitted;
    private final AdditiveModel model;
    private final Preparation preparation;
    private final int historyRows;

    ProphetModelWriter(ObjectMapper mapper, FittedModel fitted, int historyRows) {
        this.mapper = mapper;
        this.fitted = fitted;
        this.model = fitted.model();
        this.preparation = fitted.preparation();
        this.historyRows = historyRows;
    }

    ObjectNode model() {
        ObjectNode node = mapper.createObjectNode();
        putSettings(node);
        node.put("changepoints", series("ds", times(preparation.changepointMicros()), changepointIndex()));
        long[] dates = fitted.historyTimes();
        node.put("history_dates", series("ds", times(last(dates)), null));
        List<String> holidayNames = preparation.holidayNames();
        putTextOrNull(node, "train_holiday_names", holidayNames.isEmpty() ? null : series(null, holidayNames, null));
        node.put("start", preparation.scales().startMicros() / 1e6);
        node.put("t_scale", preparation.timeScaleSeconds());
        putTextOrNull(node, "holidays", model.holidays().isEmpty() ? null : holidays());
        node.put("history", history());
        node.put("train_component_cols", componentColumns());
        node.set("changepoints_t", mapper.valueToTree(preparation.changepointTimes()));
        node.set("seasonalities", seasonalities());
        node.set("extra_regressors", regressors());
        node.putObject("fit_kwargs");
        node.set("params", parameters());
        node.put("__prophet_version", VERSION);
        return node;
    }

    private void putSettings(ObjectNode node) {
        node.put("growth", JsonFields.lower(model.growth()));
        node.put("n_changepoints", preparation.changepointMicros().length);
        node.put("specified_changepoints", model.givenChangepoints() != null);
        node.put("changepoint_range", model.changepointRange());
        put(node, "yearly_seasonality", model.yearly());
        put(node, "weekly_seasonality", model.weekly());
        put(node, "daily_seasonality", model.daily());
        node.put("seasonality_mode", JsonFields.lower(model.seasonalityMode()));
        node.put("seasonality_prior_scale", model.seasonalityPriorScale());
        node.put("changepoint_prior_scale", model.changepointPriorScale());
        node.put("holidays_prior_scale", model.holidaysPriorScale());
        node.put("mcmc_samples", 0);
        node.put("interval_width", model.intervalWidth());
        node.put("uncertainty_samples", model.uncertaintySamples());
        node.put("y_scale", preparation.yScale());
        node.put("y_min", preparation.yMin());
        node.put("scaling", JsonFields.lower(model.scaling()));
        node.put("logistic_floor", preparation.logisticFloor());
        node.putNull("country_holidays");
        ObjectNode modes = node.putObject("component_modes");
        preparation
                .componentModes()
                .forEach((mode, names) -> modes.set(JsonFields.lower(mode), mapper.valueToTree(names)));
        node.put("holidays_mode", JsonFields.lower(model.holidaysMode()));
    }

    private static void put(ObjectNode node, String field, BuiltInSeasonality rule) {
        if (rule.decidedByData()) {
            node.put(field, "auto");
        } else if (rule.standardOrder() || rule.order() == 0) {
            node.put(field, rule.standardOrder());
        } else {
            node.put(field, rule.order());
        }
    }

    private static void putTextOrNull(ObjectNode node, String field, @Nullable String text) {
        node.put(field, text);
    }

    private long[] last(long[] values) {
        int from = (int) Math.max(0, (long) values.length - historyRows);
        return Arrays.copyOfRange(values, from, values.length);
    }

    private static List<String> times(long[] micros) {
        List<String> times = new ArrayList<>(micros.length);
        for (long time : micros) {
            times.add(TIME.format(Frame.time(time)));
        }
        return times;
    }

    private int @Nullable [] changepointIndex() {
        int count = preparation.changepointMicros().length;
        int[] rows = Preparation.changepointRows(model, fitted.history().size());
        return model.givenChangepoints() == null && rows.length == count ? rows : null;
    }

    /** A pandas series, orient split. */
    private String series(@Nullable String name, List<String> values, int @Nullable [] index) {
        ObjectNode node = mapper.createObjectNode();
        node.put("name", name);
        ArrayNode numbers = node.putArray("index");
        for (int row = 0; row < values.size(); row++) {
            numbers.add(index == null ? row : index[row]);
        }
        node.set("data", mapper.valueToTree(values));
        return text(node);
    }

    /** A pandas table. */
    private String table(Map<String, String> types, List<ObjectNode> rows) {
        ObjectNode node = mapper.createObjectNode();
        ObjectNode schema = node.putObject("schema");
        ArrayNode fields = schema.putArray("fields");
        types.forEach((name, type) -> fields.addObject().put("name", name).put("type", type));
        schema.put("pandas_version", TABLE_VERSION);
        node.putArray("data").addAll(rows);
        return text(node);
    }

    private String holidays() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("holiday", "string");
        types.put("ds", "datetime");
        types.put("lower_window", "integer");
        types.put("upper_window", "integer");
        types.put("prior_scale", "number");
        List<ObjectNode> rows = new ArrayList<>();
        for (Holiday holiday : model.holidays()) {
            rows.add(mapper.createObjectNode()
                    .put("holiday", holiday.name())
                    .put("ds", TIME.format(holiday.date().atStartOfDay()))
                    .put("lower_window", holiday.lowerWindow())
                    .put("upper_window", holiday.upperWindow())
                    .put("prior_scale", holiday.givenPriorScale()));
        }
        return table(types, rows);
    }

    private String history() {
        Frame all = fitted.history();
        Frame history = all.rows(Math.max(0, all.size() - historyRows), all.size());
        Set<String> conditions = preparation.seasonalities().stream()
                .map(Seasonality::condition)
                .filter(condition -> condition != null)
                .collect(Collectors.toSet());
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (String name : history.columns()) {
            columns.put(name, history.values(name));
        }
        preparation
                .regressors()
                .forEach((regressor, scale) ->
                        columns.put(regressor.name(), scale.apply(history.values(regressor.name()))));
        columns.put("floor", preparation.floors(history));
        if (model.growth() == Growth.LOGISTIC) {
            columns.put("cap_scaled", preparation.scaledCapacities(history));
        }
        columns.put("t", preparation.times(history));
        columns.put("y_scaled", preparation.scaledValues(history));
        types.put("ds", "datetime");
        columns.keySet().forEach(name -> types.put(name, conditions.contains(name) ? "boolean" : "number"));
        List<ObjectNode> rows = new ArrayList<>(history.size());
        for (int row = 0; row < history.size(); row++) {
            ObjectNode node = mapper.createObjectNode().put("ds", TIME.format(history.time(row)));
            for (Map.Entry<String, double[]> column : columns.entrySet()) {
                put(node, column.getKey(), column.getValue()[row], conditions.contains(column.getKey()));
            }
            rows.add(node);
        }
        return table(types, rows);
    }

    private static void put(ObjectNode node, String name, double value, boolean condition) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            node.putNull(name);
        } else if (condition) {
            node.put(name, value == 1);
        } else {
            node.put(name, value);
        }
    }

    private String componentColumns() {
        int columns = preparation.columns().size();
        if (columns > ProphetJson.MOST_COLUMNS) {
            throw new AdditiveInputException(
                    "The model has " + columns + " columns of features, mostly holidays; Prophet's "
                            + "file has a table of all components in all columns, and with more than "
                            + ProphetJson.MOST_COLUMNS
                            + " it would be hundreds of megabytes. Give holidays of one kind one name");
        }
        Map<String, boolean[]> components = preparation.componentColumns();
        Map<String, String> types = new LinkedHashMap<>();
        components.keySet().forEach(name -> types.put(name, "integer"));
        List<ObjectNode> rows = new ArrayList<>();
        for (int column = 0; column < preparation.columns().size(); column++) {
            ObjectNode node = mapper.createObjectNode();
            for (Map.Entry<String, boolean[]> component : components.entrySet()) {
                node.put(component.getKey(), component.getValue()[column] ? 1 : 0);
            }
            rows.add(node);
        }
        return table(types, rows);
    }

    private ArrayNode seasonalities() {
        ArrayNode names = mapper.createArrayNode();
        ObjectNode details = mapper.createObjectNode();
        for (Seasonality seasonality : preparation.seasonalities()) {
            names.add(seasonality.name());
            ObjectNode node = details.putObject(seasonality.name());
            node.put("period", seasonality.periodDays());
            node.put("fourier_order", seasonality.order());
            node.put("prior_scale", seasonality.givenPriorScale());
            node.put("mode", mode(seasonality.givenMode()));
            node.put("condition_name", seasonality.condition());
        }
        return mapper.createArrayNode().add(names).add(details);
    }

    private ArrayNode regressors() {
        ArrayNode names = mapper.createArrayNode();
        ObjectNode details = mapper.createObjectNode();
        preparation.regressors().forEach((regressor, scale) -> {
            names.add(regressor.name());
            ObjectNode node = details.putObject(regressor.name());
            node.put("prior_scale", regressor.givenPriorScale());
            if (regressor.standardize() == Standardize.AUTO) {
                node.put("standardize", "auto");
            } else {
                node.put("standardize", regressor.standardize() == Standardize.ALWAYS);
            }
            node.put("mu", scale.mean());
            node.put("std", scale.deviation());
            node.put("mode", mode(regressor.givenMode()));
        });
        return mapper.createArrayNode().add(names).add(details);
    }

    private static String mode(@Nullable Mode mode) {
        return JsonFields.lower(mode == null ? Mode.ADDITIVE : mode);
    }

    private ObjectNode parameters() {
        Parameters parameters = fitted.parameters();
        ObjectNode node = mapper.createObjectNode();
        fitted.maximum().ifPresent(maximum -> node.putArray("lp__").addArray().add(maximum.logPosterior()));
        node.putArray("k").addArray().add(parameters.rate());
        node.putArray("m").addArray().add(parameters.offset());
        node.putArray("delta").add(mapper.<ArrayNode>valueToTree(parameters.changes()));
        node.putArray("sigma_obs").addArray().add(parameters.noise());
        node.putArray("beta").add(mapper.<ArrayNode>valueToTree(parameters.coefficients()));
        return node;
    }

    private String text(ObjectNode node) {
        try {
            return mapper.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree of JSON could not be written", impossible);
        }
    }
}
