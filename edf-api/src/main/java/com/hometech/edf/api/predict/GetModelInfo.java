package com.hometech.edf.api.predict;

import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.inference.artifact.ModelMetadata;
import com.hometech.edf.inference.forecast.ServedModel;
import java.time.Duration;
import java.util.Locale;

/** {@code getModelInfo}: the model that predicts, and the features that it takes. */
public final class GetModelInfo implements Handler {
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final LiveModels models;

    public GetModelInfo(LiveModels models) {
        this.models = models;
    }

    @Override
    public Answer answer(Call call) {
        Quantity quantity = Quantity.ofCode(call.arguments().text("quantity"), "quantity");
        ServedModel model = models.require(quantity).model();
        return Answer.made(MAX_AGE, () -> {
            ModelMetadata metadata = model.artifact().metadata();
            return Json.representation(json -> {
                json.writeStartObject();
                json.writeStringField("model_version", model.registered().modelVersion());
                json.writeBooleanField("stale", model.stale());
                json.writeStringField("quantity", quantity.code());
                json.writeStringField("strategy", metadata.strategy());
                json.writeStringField("created_at", metadata.createdAt().toString());
                json.writeStringField(
                        "trained_from", metadata.training().firstTarget().toString());
                json.writeStringField(
                        "trained_to", metadata.training().lastTarget().toString());
                json.writeStringField("step", metadata.featureSchema().step().toString());
                json.writeArrayFieldStart("levels");
                for (double level : metadata.calibration().levels()) {
                    json.writeNumber(level);
                }
                json.writeEndArray();
                json.writeBooleanField("takes_rows", model.artifact().additive().isEmpty());
                json.writeStringField("feature_schema_fingerprint", metadata.featureFingerprint());
                json.writeArrayFieldStart("features");
                for (Feature feature : metadata.featureSchema().features()) {
                    json.writeStartObject();
                    json.writeStringField("name", feature.name());
                    json.writeStringField("kind", feature.kind().name().toLowerCase(Locale.ROOT));
                    json.writeStringField("definition", feature.definition());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            });
        });
    }
}
