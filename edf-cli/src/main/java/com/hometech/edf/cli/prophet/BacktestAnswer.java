package com.hometech.edf.cli.prophet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.additive.CrossValidation;
import com.hometech.edf.additive.CrossValidation.Forecasted;
import com.hometech.edf.additive.HorizonMetrics;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.cli.terminal.TextTable;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The additive model held against a series' own past: forecasts and errors by horizon, with Prophet's names. */
public final class BacktestAnswer {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Part of the forecasts that each mean is of, as in Prophet. */
    private static final double WINDOW = 0.1;
    /** Rows of the printed table. */
    private static final int PRINTED = 8;

    private final String name;
    private final CrossValidation validation;
    private final List<HorizonMetrics> metrics;

    /** @param name of the case */
    public BacktestAnswer(String name, CrossValidation validation) {
        this.name = name;
        this.validation = validation;
        this.metrics = validation.metrics(WINDOW);
    }

    /** Everything: {@code cutoffs} as {@code cross_validation} gives them, {@code metrics} as {@code performance_metrics}. */
    public ObjectNode json() {
        ObjectNode answer = MAPPER.createObjectNode();
        answer.put("format", 1).put("name", name);
        answer.put("horizon", validation.horizon().toString());
        answer.put("period", validation.step().toString());
        answer.put("initial", validation.first().toString());
        ObjectNode cutoffs = answer.putObject("cutoffs");
        ArrayNode origins = cutoffs.putArray("cutoff");
        ArrayNode times = cutoffs.putArray("ds");
        for (Forecasted row : validation.forecasts()) {
            origins.add(text(row.cutoff()));
            times.add(text(row.time()));
        }
        putRows(cutoffs, "y", Forecasted::y);
        putRows(cutoffs, "yhat", Forecasted::yhat);
        putRows(cutoffs, "yhat_lower", Forecasted::yhatLower);
        putRows(cutoffs, "yhat_upper", Forecasted::yhatUpper);
        ObjectNode errors = answer.putObject("metrics");
        ArrayNode horizons = errors.putArray("horizon");
        metrics.forEach(row -> horizons.add(row.horizon().toString()));
        putErrors(errors, "mse", HorizonMetrics::mse);
        putErrors(errors, "rmse", HorizonMetrics::rmse);
        putErrors(errors, "mae", HorizonMetrics::mae);
        putErrors(errors, "mape", HorizonMetrics::mape);
        putErrors(errors, "mdape", HorizonMetrics::mdape);
        putErrors(errors, "smape", HorizonMetrics::smape);
        putErrors(errors, "coverage", HorizonMetrics::coverage);
        return answer;
    }

    private void putRows(ObjectNode node, String column, ToDoubleFunction<Forecasted> value) {
        ArrayNode values = node.putArray(column);
        validation.forecasts().forEach(row -> add(values, value.applyAsDouble(row)));
    }

    private void putErrors(ObjectNode node, String column, ToDoubleFunction<HorizonMetrics> value) {
        ArrayNode values = node.putArray(column);
        metrics.forEach(row -> add(values, value.applyAsDouble(row)));
    }

    private static void add(ArrayNode values, double value) {
        if (Double.isFinite(value)) {
            values.add(value);
        } else {
            values.addNull();
        }
    }

    /** Prints what was done, and some horizons from the shortest to the longest. */
    public void print(Terminal terminal) {
        List<LocalDateTime> cutoffs = validation.cutoffs();
        terminal.plain(cutoffs.size() + " cutoffs from " + text(cutoffs.get(0)) + " to "
                + text(cutoffs.get(cutoffs.size() - 1)) + ", "
                + validation.forecasts().size() + " forecasts of up to "
                + text(validation.horizon()));
        validation
                .seasonalityLongerThanFirst()
                .ifPresent(seasonality -> terminal.plain("note: --first " + validation.first()
                        + " is shorter than the period of '" + seasonality.name() + "' (" + seasonality.periodDays()
                        + " days), which early forecasts know badly"));
        TextTable table = new TextTable("up to", "rmse", "mae", "mape", "mdape", "smape", "coverage");
        int rows = Math.min(PRINTED, metrics.size());
        for (int row = 0; row < rows; row++) {
            int index = rows == 1 ? metrics.size() - 1 : (int) Math.round(row * (metrics.size() - 1.0) / (rows - 1));
            HorizonMetrics at = metrics.get(index);
            table.row(
                    text(at.horizon()),
                    number(at.rmse()),
                    number(at.mae()),
                    percent(at.mape()),
                    percent(at.mdape()),
                    percent(at.smape()),
                    percent(at.coverage()));
        }
        terminal.plain(table.render());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
    }

    private static String percent(double part) {
        return Double.isFinite(part) ? String.format(Locale.ROOT, "%.1f %%", 100 * part) : "";
    }

    private static String text(LocalDateTime time) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }

    /** Days where they are whole and many, otherwise hours, minutes or seconds. */
    private static String text(Duration duration) {
        if (duration.toDays() >= 4 && duration.equals(Duration.ofDays(duration.toDays()))) {
            return duration.toDays() + " d";
        }
        if (duration.equals(Duration.ofHours(duration.toHours()))) {
            return duration.toHours() + " h";
        }
        return duration.equals(Duration.ofMinutes(duration.toMinutes()))
                ? duration.toMinutes() + " min"
                : duration.toSeconds() + " s";
    }
}
