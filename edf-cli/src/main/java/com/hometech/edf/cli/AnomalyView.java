package com.hometech.edf.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.AnomalyKind;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.monitoring.anomaly.AnomalyText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Anomalies in the forms that a person or a program wants to read. */
public final class AnomalyView {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private AnomalyView() {}

    /** An array of them; times in UTC, energies in kWh, null where nothing is known. */
    public static String json(List<Anomaly> anomalies) {
        ArrayNode array = JSON.createArrayNode();
        for (Anomaly anomaly : anomalies) {
            ObjectNode object = array.addObject();
            texts(anomaly).forEach(object::put);
            numbers(anomaly).forEach((name, value) -> {
                if (Double.isNaN(value)) {
                    object.putNull(name);
                } else {
                    object.put(name, value);
                }
            });
        }
        return array.toPrettyString();
    }

    /** A header and one line for each; times in UTC, energies in kWh, empty where nothing is known. */
    public static String csv(List<Anomaly> anomalies) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "id,building_id,quantity,kind,severity,rule,start_time,end_time,hours,actual_kwh,expected_kwh,lower_kwh,upper_kwh,"
                        + "difference_kwh,difference_days,distance");
        for (Anomaly anomaly : anomalies) {
            List<String> cells = new ArrayList<>(texts(anomaly).values());
            numbers(anomaly).values().forEach(value -> cells.add(Double.isNaN(value) ? "" : Double.toString(value)));
            lines.add(String.join(",", cells));
        }
        return String.join("\n", lines);
    }

    private static Map<String, String> texts(Anomaly anomaly) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("id", anomaly.id());
        texts.put("building_id", anomaly.building().value());
        texts.put("quantity", anomaly.quantity().code());
        texts.put("kind", anomaly.kind().code());
        texts.put("severity", anomaly.severity().code());
        texts.put("rule", anomaly.rule().code());
        texts.put("start_time", anomaly.period().start().toString());
        texts.put("end_time", anomaly.period().end().toString());
        return texts;
    }

    private static Map<String, Double> numbers(Anomaly anomaly) {
        Anomaly.Energy energy = anomaly.energy();
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("hours", anomaly.period().hours());
        numbers.put("actual_kwh", energy.actualKwh());
        numbers.put("expected_kwh", energy.expectedKwh());
        numbers.put("lower_kwh", energy.lowerKwh());
        numbers.put("upper_kwh", energy.upperKwh());
        numbers.put("difference_kwh", energy.differenceKwh());
        numbers.put("difference_days", energy.differenceDays());
        numbers.put("distance", anomaly.distance());
        return numbers;
    }

    /** One line for each [kWh]. */
    public static String table(List<Anomaly> anomalies) {
        TextTable table =
                new TextTable("building", "from (UTC)", "hours", "severity", "what", "read", "expected", "interval");
        for (Anomaly anomaly : anomalies) {
            Anomaly.Energy energy = anomaly.energy();
            boolean deviates = anomaly.kind() == AnomalyKind.SPIKE || anomaly.kind() == AnomalyKind.DIP;
            table.row(
                    anomaly.building().value(),
                    TIME.format(anomaly.period().start()),
                    Numbers.significant(anomaly.period().hours()),
                    anomaly.severity().code(),
                    AnomalyText.words(anomaly.kind()),
                    deviates ? Numbers.significant(energy.actualKwh()) : "",
                    Numbers.significant(energy.expectedKwh()),
                    Double.isNaN(energy.lowerKwh())
                            ? ""
                            : "[" + Numbers.significant(energy.lowerKwh()) + " – "
                                    + Numbers.significant(energy.upperKwh()) + "]");
        }
        return table.render();
    }
}
