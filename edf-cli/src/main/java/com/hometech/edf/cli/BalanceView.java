package com.hometech.edf.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.inference.balance.BalanceHour;
import com.hometech.edf.inference.balance.EnergyBalance;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The balance of a building in the forms that a person or a program wants to read. */
public final class BalanceView {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    private BalanceView() {}

    /** One object with the building and an array of its intervals; times in UTC, energies in kWh. */
    public static String json(EnergyBalance balance) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("building_id", balance.building().value());
        answer.put("issued_at", balance.issuedAt().toString());
        ArrayNode hours = answer.putArray("balance");
        for (BalanceHour hour : balance.hours()) {
            hours.addObject()
                    .put("timestamp", hour.time().toString())
                    .put("use_kwh", hour.use().yhat())
                    .put("solar_kwh", hour.solar().yhat())
                    .put("net_kwh", hour.netKwh())
                    .put("net_lower_kwh", hour.netLowerKwh())
                    .put("net_upper_kwh", hour.netUpperKwh())
                    .put("surplus", hour.isSurplus())
                    .put("use_quality", hour.use().quality().name())
                    .put("solar_quality", hour.solar().quality().name());
        }
        return answer.toPrettyString();
    }

    /** A header and one line for each interval; times in UTC, energies in kWh. */
    public static String csv(EnergyBalance balance) {
        List<String> lines = new ArrayList<>();
        lines.add("timestamp,building_id,use_kwh,solar_kwh,net_kwh,net_lower_kwh,net_upper_kwh,surplus,issued_at,"
                + "use_quality,solar_quality");
        for (BalanceHour hour : balance.hours()) {
            lines.add(String.join(
                    ",",
                    hour.time().toString(),
                    balance.building().value(),
                    Double.toString(hour.use().yhat()),
                    Double.toString(hour.solar().yhat()),
                    Double.toString(hour.netKwh()),
                    Double.toString(hour.netLowerKwh()),
                    Double.toString(hour.netUpperKwh()),
                    Boolean.toString(hour.isSurplus()),
                    balance.issuedAt().toString(),
                    hour.use().quality().name(),
                    hour.solar().quality().name()));
        }
        return String.join("\n", lines);
    }

    /** One line for each interval in local time, hours with a surplus marked, then the sums of the days [kWh]. */
    public static String table(EnergyBalance balance, ZoneId zone) {
        TextTable table = new TextTable(zone.getId(), "use", "solar", "net", "", "");
        Map<LocalDate, double[]> days = new TreeMap<>();
        for (BalanceHour hour : balance.hours()) {
            ZonedDateTime local = hour.time().atZone(zone);
            table.row(
                    TIME.format(local),
                    number(hour.use()),
                    number(hour.solar()),
                    ForecastView.number(hour.netKwh()),
                    "[" + ForecastView.number(hour.netLowerKwh()) + " – " + ForecastView.number(hour.netUpperKwh())
                            + "]",
                    hour.isSureSurplus() ? "surplus" : hour.isSurplus() ? "surplus likely" : "");
            double[] sums = days.computeIfAbsent(local.toLocalDate(), day -> new double[3]);
            sums[0] += hour.use().yhat();
            sums[1] += hour.solar().yhat();
            sums[2] += Math.max(0, -hour.netKwh());
        }
        TextTable sums = new TextTable("day", "use", "solar", "net", "surplus");
        days.forEach((day, kwh) -> sums.row(
                DAY.format(day),
                ForecastView.number(kwh[0]),
                ForecastView.number(kwh[1]),
                ForecastView.number(kwh[0] - kwh[1]),
                ForecastView.number(kwh[2])));
        return table.render() + System.lineSeparator() + System.lineSeparator() + sums.render();
    }

    private static String number(ForecastRecord row) {
        return ForecastView.number(row.yhat());
    }
}
