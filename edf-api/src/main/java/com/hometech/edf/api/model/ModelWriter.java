package com.hometech.edf.api.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.access.Caller;
import com.hometech.edf.api.access.Scope;
import com.hometech.edf.common.port.ModelPackage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Writes models. Who decided and why is only for those who deal with models. */
final class ModelWriter {
    private final RegisteredModels models;
    private final boolean withReason;

    ModelWriter(RegisteredModels models, Caller caller) {
        this.models = models;
        withReason =
                caller.scopes().contains(Scope.MODELS_READ) || caller.scopes().contains(Scope.MODELS_DECIDE);
    }

    /** @param live the version of its group that the next run uses */
    void write(JsonGenerator json, ModelPackage model, Optional<Integer> live) throws IOException {
        json.writeStartObject();
        json.writeStringField("model_version", model.modelVersion());
        json.writeStringField("group", model.group());
        json.writeNumberField("version", model.version());
        json.writeStringField("quantity", models.quantityOf(model.group()).code());
        json.writeStringField("status", model.status().name());
        if (withReason) {
            json.writeStringField("status_reason", model.statusReason());
        }
        json.writeBooleanField(
                "live", live.filter(version -> version == model.version()).isPresent());
        json.writeStringField("strategy", model.metadata().getOrDefault("strategy", ""));
        json.writeStringField("created_at", model.createdAt().toString());
        json.writeObjectFieldStart("metrics");
        for (Map.Entry<String, Double> metric : model.metrics().entrySet()) {
            if (Double.isFinite(metric.getValue())) {
                json.writeNumberField(metric.getKey(), metric.getValue());
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
