package com.hometech.edf.api.anomaly;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.http.Csv;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.table.AnomalyColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes anomalies with the names of their table. */
final class AnomalyWriter {
    /** Header of the table. */
    static final List<String> COLUMNS =
            AnomalyColumn.SCHEMA.stream().map(ParquetColumn::name).toList();

    private AnomalyWriter() {}

    static void write(JsonGenerator json, Anomaly anomaly) throws IOException {
        json.writeStartObject();
        for (Map.Entry<AnomalyColumn, String> text : texts(anomaly).entrySet()) {
            json.writeStringField(text.getKey().column().name(), text.getValue());
        }
        for (Map.Entry<AnomalyColumn, Double> number : numbers(anomaly).entrySet()) {
            Json.writeNumber(json, number.getKey().column().name(), number.getValue());
        }
        json.writeEndObject();
    }

    /** A row of the table; what is not known is empty. */
    static List<String> fields(Anomaly anomaly) {
        List<String> fields = new ArrayList<>(texts(anomaly).values());
        numbers(anomaly).values().forEach(value -> fields.add(value.isNaN() ? "" : Csv.number(value)));
        return fields;
    }

    private static Map<AnomalyColumn, String> texts(Anomaly anomaly) {
        Map<AnomalyColumn, String> texts = new LinkedHashMap<>();
        texts.put(AnomalyColumn.ID, anomaly.id());
        texts.put(AnomalyColumn.BUILDING_ID, anomaly.building().value());
        texts.put(AnomalyColumn.QUANTITY, anomaly.quantity().code());
        texts.put(AnomalyColumn.KIND, anomaly.kind().code());
        texts.put(AnomalyColumn.SEVERITY, anomaly.severity().code());
        texts.put(AnomalyColumn.RULE, anomaly.rule().code());
        texts.put(AnomalyColumn.START_TIME, anomaly.period().start().toString());
        texts.put(AnomalyColumn.END_TIME, anomaly.period().end().toString());
        return texts;
    }

    private static Map<AnomalyColumn, Double> numbers(Anomaly anomaly) {
        Anomaly.Energy energy = anomaly.energy();
        Map<AnomalyColumn, Double> numbers = new LinkedHashMap<>();
        numbers.put(AnomalyColumn.HOURS, anomaly.period().hours());
        numbers.put(AnomalyColumn.ACTUAL_KWH, energy.actualKwh());
        numbers.put(AnomalyColumn.EXPECTED_KWH, energy.expectedKwh());
        numbers.put(AnomalyColumn.LOWER_KWH, energy.lowerKwh());
        numbers.put(AnomalyColumn.UPPER_KWH, energy.upperKwh());
        numbers.put(AnomalyColumn.DIFFERENCE_KWH, energy.differenceKwh());
        numbers.put(AnomalyColumn.DIFFERENCE_DAYS, energy.differenceDays());
        numbers.put(AnomalyColumn.DISTANCE, anomaly.distance());
        return numbers;
    }
}
