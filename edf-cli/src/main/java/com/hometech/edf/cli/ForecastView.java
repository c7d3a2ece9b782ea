package com.hometech.edf.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.common.domain.ForecastRecord;
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

/** Forecasts of one building in the forms that a person or a program wants to read. */
public final class ForecastView {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
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
            forecasts
                    .addObject()
                    .put("timestamp", row.targetTime().toString())
                    .put("lead_hours", row.leadHours())
                    .put("yhat", row.yhat())
                    .put("yhat_lower", row.yhatLower())
                    .put("yhat_upper", row.yhatUpper())
                    .put("quality", row.quality().name());
        }
        return answer.toPrettyString();
    }

    /** A header and one line for each row; times in UTC, energies in kWh. */
    public static String csv(List<ForecastRecord> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "timestamp,building_id,yhat,yhat_lower,yhat_upper,issued_at,lead_hours,model_version,quality,quantity");
        for (ForecastRecord row : rows) {
            lines.add(String.join(
                    ",",
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
        }
        return String.join("\n", lines);
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
