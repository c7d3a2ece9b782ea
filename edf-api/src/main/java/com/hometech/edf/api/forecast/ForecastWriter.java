package com.hometech.edf.api.forecast;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
                throw ProblemException.invalid(
                        "quantiles", level + " is not forecast; there are " + terms.levels());
            }
        }
    }

    void write(JsonGenerator json, Building building, Quantity quantity, List<ForecastRecord> rows)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("building_id", building.id().value());
        json.writeStringField("quantity", quantity.code());
        json.writeStringField("unit", "kWh");
        json.writeStringField("step", terms.step().toString());
        json.writeStringField("time_zone", building.zone().getId());
        json.writeStringField("issued_at", newestIssue(rows));
        json.writeObjectFieldStart("levels");
        json.writeNumberField("lower", terms.lowerLevel());
        json.writeNumberField("upper", terms.upperLevel());
        json.writeEndObject();
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

    /** A table with its header. */
    final class Csv implements AutoCloseable {
        private final CsvWriter csv;

        Csv(OutputStream bytes) {
            csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(bytes, StandardCharsets.UTF_8);
            List<String> header = new ArrayList<>(COLUMNS);
            wanted.forEach(level -> header.add("q" + level));
            csv.writeRecord(header);
        }

        void write(List<ForecastRecord> rows) {
            for (ForecastRecord row : rows) {
                List<String> fields = new ArrayList<>(List.of(
                        row.building().value(),
                        row.targetTime().toString(),
                        row.issuedAt().toString(),
                        plain(row.leadHours()),
                        plain(row.yhat()),
                        plain(row.yhatLower()),
                        plain(row.yhatUpper()),
                        row.quality().name(),
                        row.modelVersion()));
                for (double level : wanted) {
                    OptionalDouble kwh = quantile(row, level);
                    fields.add(kwh.isPresent() ? plain(kwh.getAsDouble()) : "");
                }
                csv.writeRecord(fields);
            }
        }

        private static String plain(double number) {
            String text = Double.toString(number);
            return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }

        @Override
        public void close() {
            try {
                csv.close();
            } catch (IOException impossible) {
                throw new UncheckedIOException("Bytes in memory can always be written", impossible);
            }
        }
    }
}
