package com.hometech.edf.api.forecast;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.http.Csv;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.UncorrectedInterval;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Writes forecasts in JSON and CSV, with those quantiles that are wanted. */
final class ForecastWriter {
    private static final List<String> COLUMNS = List.of(
            "building_id",
            "timestamp",
            "issued_at",
            "lead_hours",
            "yhat",
            "yhat_lower",
            "yhat_upper",
            "quality",
            "model_version");

    private final Terms terms;
    private final List<Double> wanted;

    /**
     * @param wanted quantile levels
     * @throws ProblemException when one of them is not forecast
     */
    ForecastWriter(Terms terms, List<Double> wanted) {
        this.terms = terms;
        this.wanted = wanted.stream().sorted().toList();
        for (double level : wanted) {
            if (!terms.levels().contains(level)) {
                throw ProblemException.invalid("quantiles", level + " is not forecast; there are " + terms.levels());
            }
        }
    }

    void write(JsonGenerator json, Building building, Quantity quantity, List<ForecastRecord> rows) throws IOException {
        json.writeStartObject();
        json.writeStringField("building_id", building.id().value());
        json.writeStringField("quantity", quantity.code());
        json.writeStringField("unit", "kWh");
        json.writeStringField("step", terms.step().toString());
        json.writeStringField("time_zone", building.zone().getId());
        json.writeStringField("issued_at", newestIssue(rows));
        terms.writeLevels(json);
        json.writeArrayFieldStart("values");
        for (ForecastRecord row : rows) {
            write(json, row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static @Nullable String newestIssue(List<ForecastRecord> rows) {
        return rows.stream()
                .map(ForecastRecord::issuedAt)
                .max(Instant::compareTo)
                .map(Instant::toString)
                .orElse(null);
    }

    private void write(JsonGenerator json, ForecastRecord row) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", row.targetTime().toString());
        json.writeStringField("issued_at", row.issuedAt().toString());
        json.writeNumberField("lead_hours", row.leadHours());
        json.writeNumberField("yhat", row.yhat());
        json.writeNumberField("yhat_lower", row.yhatLower());
        json.writeNumberField("yhat_upper", row.yhatUpper());
        UncorrectedInterval before = row.uncorrected();
        if (before != null) {
            json.writeNumberField("yhat_lower_uncorrected", before.lowerKwh());
            json.writeNumberField("yhat_upper_uncorrected", before.upperKwh());
        }
        if (!wanted.isEmpty()) {
            writeQuantiles(json, row);
        }
        json.writeStringField("quality", row.quality().name());
        json.writeStringField("model_version", row.modelVersion());
        json.writeEndObject();
    }

    private void writeQuantiles(JsonGenerator json, ForecastRecord row) throws IOException {
        json.writeArrayFieldStart("quantiles");
        for (double level : wanted) {
            OptionalDouble kwh = quantile(row, level);
            if (kwh.isPresent()) {
                json.writeStartObject();
                json.writeNumberField("level", level);
                json.writeNumberField("kwh", kwh.getAsDouble());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /** Empty where the row is of a time when the level was not forecast. */
    private OptionalDouble quantile(ForecastRecord row, double level) {
        if (level == terms.lowerLevel()) {
            return OptionalDouble.of(row.yhatLower());
        }
        if (level == terms.upperLevel()) {
            return OptionalDouble.of(row.yhatUpper());
        }
        return row.quantiles().stream()
                .filter(quantile -> quantile.level() == level)
                .mapToDouble(ForecastQuantile::kwh)
                .findFirst();
    }

    /** The header of a table. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(COLUMNS);
        wanted.forEach(level -> columns.add("q" + level));
        return columns;
    }

    /** A row of a table. */
    List<String> fields(ForecastRecord row) {
        List<String> fields = new ArrayList<>(List.of(
                row.building().value(),
                row.targetTime().toString(),
                row.issuedAt().toString(),
                Csv.number(row.leadHours()),
                Csv.number(row.yhat()),
                Csv.number(row.yhatLower()),
                Csv.number(row.yhatUpper()),
                row.quality().name(),
                row.modelVersion()));
        for (double level : wanted) {
            OptionalDouble kwh = quantile(row, level);
            fields.add(kwh.isPresent() ? Csv.number(kwh.getAsDouble()) : "");
        }
        return fields;
    }
}
