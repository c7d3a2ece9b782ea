package com.hometech.edf.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.table.QuantileColumn;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleFunction;

/** Forecasts of one building in the forms that a person or a program wants to read. */
public final class ForecastView {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM HH:mm xxx", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private ForecastView() {}

    /** One object with the facts that all rows share and an array of the rows; times in UTC, energies in kWh. */
    public static String json(List<ForecastRecord> rows) {
        ForecastRecord first = rows.get(0);
        ObjectNode answer = JSON.createObjectNode();
        answer.put("building_id", first.building().value());
        answer.put("quantity", first.quantity().code());
        answer.put("issued_at", first.issuedAt().toString());
        answer.put("model_version", first.modelVersion());
        ArrayNode forecasts = answer.putArray("forecasts");
        for (ForecastRecord row : rows) {
            ObjectNode forecast = forecasts
                    .addObject()
                    .put("timestamp", row.targetTime().toString())
                    .put("lead_hours", row.leadHours())
                    .put("yhat", row.yhat())
                    .put("yhat_lower", row.yhatLower())
                    .put("yhat_upper", row.yhatUpper())
                    .put("quality", row.quality().name());
            row.quantiles().forEach(quantile -> forecast.put(QuantileColumn.nameOf(quantile.level()), quantile.kwh()));
        }
        return answer.toPrettyString();
    }

    /** A header and one line for each row; times in UTC, energies in kWh. */
    public static String csv(List<ForecastRecord> rows) {
        List<Double> levels = levels(rows);
        List<String> header = new ArrayList<>(List.of(
                "timestamp",
                "building_id",
                "yhat",
                "yhat_lower",
                "yhat_upper",
                "issued_at",
                "lead_hours",
                "model_version",
                "quality",
                "quantity"));
        levels.forEach(level -> header.add(QuantileColumn.nameOf(level)));
        List<String> lines = new ArrayList<>(List.of(String.join(",", header)));
        for (ForecastRecord row : rows) {
            List<String> cells = new ArrayList<>(List.of(
                    row.targetTime().toString(),
                    row.building().value(),
                    Double.toString(row.yhat()),
                    Double.toString(row.yhatLower()),
                    Double.toString(row.yhatUpper()),
                    row.issuedAt().toString(),
                    Double.toString(row.leadHours()),
                    row.modelVersion(),
                    row.quality().name(),
                    row.quantity().code()));
            cells.addAll(quantiles(row, levels, kwh -> Double.toString(kwh)));
            lines.add(String.join(",", cells));
        }
        return String.join("\n", lines);
    }

    /** Levels of the quantiles between the ends of the interval that any of the rows has, ascending. */
    private static List<Double> levels(List<ForecastRecord> rows) {
        return rows.stream()
                .flatMap(row -> row.quantiles().stream())
                .map(ForecastQuantile::level)
                .distinct()
                .sorted()
                .toList();
    }

    /** One cell for each level; empty where the row has no such quantile. */
    private static List<String> quantiles(ForecastRecord row, List<Double> levels, DoubleFunction<String> text) {
        Map<Double, String> byLevel = new TreeMap<>();
        row.quantiles().forEach(quantile -> byLevel.put(quantile.level(), text.apply(quantile.kwh())));
        return levels.stream().map(level -> byLevel.getOrDefault(level, "")).toList();
    }

    /**
     * One line for each interval in local time: the forecast, and all its quantiles from the lower end of the interval to
     * the upper [kWh].
     *
     * @throws InvalidInputException when no quantiles are stored but the ends of the interval
     */
    public static String quantileTable(List<ForecastRecord> rows, ZoneId zone) {
        List<Double> levels = levels(rows);
        if (levels.isEmpty()) {
            throw new InvalidInputException("--quantiles: this forecast has the ends of its interval alone. Write more"
                    + " levels in edf_training.quantiles, such as [0.05, 0.1, 0.5, 0.9, 0.95], train, approve, and forecast"
                    + " again");
        }
        List<String> header = new ArrayList<>(List.of(zone.getId(), "forecast", "lower end"));
        levels.forEach(level -> header.add(QuantileColumn.nameOf(level)));
        header.add("upper end");
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (ForecastRecord row : rows) {
            List<String> line = new ArrayList<>(
                    List.of(TIME.format(row.targetTime().atZone(zone)), number(row.yhat()), number(row.yhatLower())));
            line.addAll(quantiles(row, levels, ForecastView::number));
            line.add(number(row.yhatUpper()));
            table.row(line.toArray(String[]::new));
        }
        return table.render();
    }

    /** Hours of the local day down, days across: expected energy and its interval [kWh]. */
    public static String table(List<ForecastRecord> rows, ZoneId zone) {
        Map<LocalDate, Map<String, String>> cells = new TreeMap<>();
        TreeSet<String> hours = new TreeSet<>();
        for (ForecastRecord row : rows) {
            ZonedDateTime local = row.targetTime().atZone(zone);
            String hour = HOUR.format(local);
            hours.add(hour);
            // At the end of summer time an hour of the clock comes twice: both energies stand in its cell.
            cells.computeIfAbsent(local.toLocalDate(), day -> new TreeMap<>())
                    .merge(hour, cell(row), (one, two) -> one + " | " + two);
        }
        List<String> header = new ArrayList<>(List.of(zone.getId()));
        cells.keySet().forEach(day -> header.add(DAY.format(day)));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (String hour : hours) {
            List<String> line = new ArrayList<>(List.of(hour));
            cells.values().forEach(day -> line.add(day.getOrDefault(hour, "")));
            table.row(line.toArray(String[]::new));
        }
        return table.render();
    }

    private static String cell(ForecastRecord row) {
        return number(row.yhat()) + "  [" + number(row.yhatLower()) + " – " + number(row.yhatUpper()) + "]";
    }

    /** Four significant digits are what a forecast deserves. */
    public static String number(double kwh) {
        double size = Math.abs(kwh);
        int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", kwh);
    }
}
