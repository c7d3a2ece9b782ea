package com.hometech.edf.api.predict;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.inference.forecast.ServedModel;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is answered.
 *
 * @param issuedAt for when it is made; empty for a row of features, which says no time
 * @param rows by target
 */
record Prediction(ServedModel model, Quantity quantity, Optional<Instant> issuedAt, List<ForecastRecord> rows) {

    void write(JsonGenerator json) throws IOException {
        List<Double> levels = model.artifact().metadata().calibration().levels();
        json.writeStartObject();
        json.writeStringField("model_version", model.registered().modelVersion());
        json.writeStringField("quantity", quantity.code());
        json.writeStringField("unit", "kWh");
        json.writeStringField(
                "step", model.artifact().metadata().featureSchema().step().toString());
        json.writeStringField("issued_at", issuedAt.map(Instant::toString).orElse(null));
        json.writeObjectFieldStart("levels");
        json.writeNumberField("lower", levels.get(0));
        json.writeNumberField("upper", levels.get(levels.size() - 1));
        json.writeEndObject();
        json.writeArrayFieldStart("values");
        for (ForecastRecord row : rows) {
            write(json, row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(JsonGenerator json, ForecastRecord row) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", issuedAt.isPresent() ? row.targetTime().toString() : null);
        json.writeNumberField("lead_hours", row.leadHours());
        json.writeNumberField("yhat", row.yhat());
        json.writeNumberField("yhat_lower", row.yhatLower());
        json.writeNumberField("yhat_upper", row.yhatUpper());
        json.writeArrayFieldStart("quantiles");
        for (ForecastQuantile quantile : row.quantiles()) {
            json.writeStartObject();
            json.writeNumberField("level", quantile.level());
            json.writeNumberField("kwh", quantile.kwh());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("quality", row.quality().name());
        json.writeStringField("model_version", row.modelVersion());
        json.writeEndObject();
    }
}
