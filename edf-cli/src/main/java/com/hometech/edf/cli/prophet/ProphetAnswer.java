package com.hometech.edf.cli.prophet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.additive.FeatureColumn;
import com.hometech.edf.additive.FittedModel;
import com.hometech.edf.additive.Forecast;
import com.hometech.edf.additive.Frame;
import com.hometech.edf.additive.Growth;
import com.hometech.edf.additive.Intervals;
import com.hometech.edf.additive.Mode;
import com.hometech.edf.additive.Parameters;
import com.hometech.edf.additive.Preparation;
import com.hometech.edf.additive.ProphetJson;
import com.hometech.edf.additive.Seasonality;
import com.hometech.edf.additive.solve.PosteriorMaximum;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the additive model prepared, found and forecasts, as JSON. */
public final class ProphetAnswer {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String YHAT = "yhat";

    private ProphetAnswer() {}

    /**
     * The whole answer to a case. Where features have more columns than {@link ProphetJson#MOST_COLUMNS}, the table of
     * components and columns and the effects of the single holidays are left out: they would be gigabytes.
     *
     * @param history all rows of the case, those without a value too
     * @param future null where the case has none
     */
    public static ObjectNode of(String name, FittedModel fitted, Frame history, @Nullable Frame future) {
        ObjectNode answer = MAPPER.createObjectNode();
        answer.put("format", 1).put("name", name);
        Forecast past = fitted.predict(fitted.forecastable(history));
        Forecast ahead = future == null ? null : fitted.predict(future);
        answer.set("prepared", prepared(fitted, ahead));
        ObjectNode exact = answer.putObject("exact");
        putMaximum(exact, fitted);
        exact.set("history", trendAndForecast(past));
        answer.set("history", columns(fitted, past));
        if (ahead != null) {
            exact.set("future", trendAndForecast(ahead));
            answer.set("future", columns(fitted, ahead));
            ahead.intervals().ifPresent(intervals -> answer.set("intervals", intervals(fitted, intervals)));
        }
        return answer;
    }

    /** A forecast's columns and bounds. */
    public static ObjectNode of(FittedModel fitted, Forecast forecast) {
        ObjectNode answer = MAPPER.createObjectNode();
        answer.set("future", columns(fitted, forecast));
        forecast.intervals().ifPresent(intervals -> answer.set("intervals", intervals(fitted, intervals)));
        return answer;
    }

    private static ObjectNode prepared(FittedModel fitted, @Nullable Forecast ahead) {
        Preparation preparation = fitted.preparation();
        ObjectNode node = MAPPER.createObjectNode();
        node.put("y_scale", preparation.yScale());
        node.put("y_min", preparation.yMin());
        node.put("start", text(preparation.start()));
        node.put("t_scale_seconds", preparation.timeScaleSeconds());
        node.put("n_changepoints", preparation.changepoints().size());
        ArrayNode changepoints = node.putArray("changepoints");
        preparation.changepoints().forEach(time -> changepoints.add(text(time)));
        node.set("changepoints_t", numbers(preparation.changepointTimes()));
        putTerms(node, preparation);
        node.set("component_modes", componentModes(preparation));
        node.set(
                "train_holiday_names",
                preparation.holidayNames().isEmpty() ? null : MAPPER.valueToTree(preparation.holidayNames()));
        int points = fitted.history().size();
        node.put("points", points);
        node.putObject("initial")
                .put("k", preparation.initialRate(fitted.history()))
                .put("m", preparation.initialOffset(fitted.history()))
                .put("sigma_obs", 1.0);
        node.set("feature_rows", featureRows(preparation, fitted.history(), 0, 1, points / 3, points / 2, points - 1));
        if (ahead != null) {
            node.set("future_feature_rows", featureRows(preparation, ahead.rows(), 0, ahead.size() - 1));
        }
        if (fitted.model().growth() == Growth.LOGISTIC) {
            double[] capacities = preparation.scaledCapacities(fitted.history());
            node.putArray("cap_scaled_first_last").add(capacities[0]).add(capacities[points - 1]);
        }
        return node;
    }

    private static void putTerms(ObjectNode node, Preparation preparation) {
        ObjectNode regressors = node.putObject("regressors");
        preparation.regressors().forEach((regressor, scale) -> regressors
                .putObject(regressor.name())
                .put("mu", scale.mean())
                .put("std", scale.deviation())
                .put("prior_scale", regressor.givenPriorScale())
                .put("mode", lower(regressor.givenMode())));
        ObjectNode seasonalities = node.putObject("seasonalities");
        for (Seasonality seasonality : preparation.seasonalities()) {
            seasonalities
                    .putObject(seasonality.name())
                    .put("period", seasonality.periodDays())
                    .put("fourier_order", seasonality.order())
                    .put("prior_scale", seasonality.givenPriorScale())
                    .put("mode", lower(seasonality.givenMode()))
                    .put("condition_name", seasonality.condition());
        }
        ArrayNode names = node.putArray("columns");
        ArrayNode priorScales = node.putArray("prior_scales");
        ArrayNode additive = node.putArray("additive");
        ArrayNode multiplicative = node.putArray("multiplicative");
        boolean[] terms = preparation.componentColumns().getOrDefault("additive_terms", new boolean[0]);
        for (int index = 0; index < preparation.columns().size(); index++) {
            FeatureColumn column = preparation.columns().get(index);
            names.add(column.name());
            priorScales.add(column.priorScale());
            additive.add(terms[index] ? 1 : 0);
            multiplicative.add(column.mode() == Mode.MULTIPLICATIVE ? 1 : 0);
        }
        if (isTooWide(preparation)) {
            return;
        }
        ObjectNode components = node.putObject("component_columns");
        preparation.componentColumns().forEach((component, columns) -> {
            ArrayNode flags = components.putArray(component);
            for (boolean column : columns) {
                flags.add(column ? 1 : 0);
            }
        });
    }

    private static ObjectNode componentModes(Preparation preparation) {
        ObjectNode modes = MAPPER.createObjectNode();
        preparation.componentModes().forEach((mode, names) -> modes.set(lower(mode), MAPPER.valueToTree(names)));
        return modes;
    }

    private static ArrayNode featureRows(Preparation preparation, Frame rows, int... indexes) {
        ArrayNode list = MAPPER.createArrayNode();
        double[] times = preparation.times(rows);
        double[] values = rows.has("y") ? preparation.scaledValues(rows) : new double[0];
        for (int row : indexes) {
            ObjectNode node = list.addObject().put("row", row).put("t", times[row]);
            if (values.length > 0) {
                node.put("y_scaled", values[row]);
            }
            node.set("x", numbers(preparation.features(rows, row)));
        }
        return list;
    }

    private static void putMaximum(ObjectNode node, FittedModel fitted) {
        Parameters parameters = fitted.parameters();
        Optional<PosteriorMaximum> maximum = fitted.maximum();
        ObjectNode params = MAPPER.createObjectNode();
        // without changepoints, the parameters have the change that stands in for them inside the rate
        double[] changes = maximum.map(PosteriorMaximum::changes)
                .filter(found -> found.length > 0)
                .orElse(parameters.changes());
        params.put("k", maximum.map(PosteriorMaximum::rate).orElse(parameters.rate()));
        params.put("m", parameters.offset());
        params.set("delta", numbers(changes));
        params.set("beta", numbers(parameters.coefficients()));
        params.put("sigma_obs", parameters.noise());
        maximum.ifPresent(found -> node.put("log_posterior", found.logPosterior()));
        node.set("params", params);
        node.put(
                "nonzero_deltas",
                Arrays.stream(changes).filter(change -> change != 0).count());
        ObjectNode certificate = node.putObject("certificate");
        if (maximum.isEmpty()) {
            certificate.put("proof", "constant_series");
            return;
        }
        PosteriorMaximum found = maximum.get();
        certificate.put("proof", lower(found.proof()));
        certificate.put(
                "certified",
                found.proof() == PosteriorMaximum.Proof.GLOBAL || found.proof() == PosteriorMaximum.Proof.LOCAL);
        if (Double.isFinite(found.gap())) {
            certificate.put("log_posterior_gap", found.gap());
        }
        certificate.put("iterations", found.iterations());
        node.putObject("worst_optimality_violation")
                .put("k,m", found.optimality().trend())
                .put("delta", found.optimality().changes())
                .put("beta", found.optimality().features());
    }

    private static ObjectNode trendAndForecast(Forecast forecast) {
        ObjectNode node = MAPPER.createObjectNode();
        node.set("trend", numbers(forecast.trend()));
        node.set(YHAT, numbers(forecast.yhat()));
        return node;
    }

    private static boolean isTooWide(Preparation preparation) {
        return preparation.columns().size() > ProphetJson.MOST_COLUMNS;
    }

    private static ObjectNode columns(FittedModel fitted, Forecast forecast) {
        ObjectNode node = MAPPER.createObjectNode();
        ArrayNode times = node.putArray("ds");
        for (int row = 0; row < forecast.size(); row++) {
            times.add(text(forecast.rows().time(row)));
        }
        node.set("trend", numbers(forecast.trend()));
        Set<String> left = new LinkedHashSet<>(forecast.components());
        if (isTooWide(fitted.preparation())) {
            fitted.preparation().holidayNames().forEach(left::remove);
        }
        left.forEach(name -> node.set(name, numbers(forecast.component(name))));
        node.set(YHAT, numbers(forecast.yhat()));
        return node;
    }

    private static ObjectNode intervals(FittedModel fitted, Intervals intervals) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("width", fitted.model().intervalWidth());
        node.put("samples", fitted.model().uncertaintySamples());
        node.set("yhat_lower", numbers(intervals.yhatLower()));
        node.set("yhat_upper", numbers(intervals.yhatUpper()));
        node.set("trend_lower", numbers(intervals.trendLower()));
        node.set("trend_upper", numbers(intervals.trendUpper()));
        return node;
    }

    private static ArrayNode numbers(double[] values) {
        return MAPPER.valueToTree(values);
    }

    private static String text(LocalDateTime time) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }

    private static String lower(@Nullable Enum<?> choice) {
        return choice == null ? "" : choice.name().toLowerCase(Locale.ROOT);
    }
}
