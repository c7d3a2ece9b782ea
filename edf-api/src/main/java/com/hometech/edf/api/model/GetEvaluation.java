package com.hometech.edf.api.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.api.http.Representation;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code getEvaluation}: how a model did against the baselines, from its {@code evaluation_report_edf.json}. */
public final class GetEvaluation implements Handler {
    private static final String REPORT = "evaluation_report_url";
    private static final String MODEL = "model";
    private static final String WAPE = "wape_percent";
    private static final int MOST_BUILDINGS = 1000;
    /** An evaluation never changes; only the model's registration could go. */
    private static final Duration MAX_AGE = Duration.ofHours(1);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RegisteredModels models;
    private final ObjectStore objects;

    public GetEvaluation(RegisteredModels models, ObjectStore objects) {
        this.models = models;
        this.objects = objects;
    }

    @Override
    public Answer answer(Call call) {
        return Answer.made(MAX_AGE, () -> represent(models.require(call.arguments())));
    }

    private Representation represent(ModelPackage model) {
        JsonNode report = report(model).orElseThrow(() -> ProblemException.notFound("evaluation"));
        return Json.representation(json -> write(json, model, report));
    }

    private Optional<JsonNode> report(ModelPackage model) {
        return Optional.ofNullable(model.metadata().get(REPORT))
                .map(ObjectUri::parse)
                .flatMap(objects::openIfPresent)
                .map(GetEvaluation::read);
    }

    private static JsonNode read(InputStream content) {
        try (content) {
            return MAPPER.readTree(content);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("The evaluation cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static void write(JsonGenerator json, ModelPackage model, JsonNode report) throws IOException {
        JsonNode verdict = report.path("verdict");
        String bestBaseline = verdict.path("best_baseline").textValue();
        json.writeStartObject();
        json.writeStringField("model_version", model.modelVersion());
        json.writeBooleanField("passed", verdict.path("passed").asBoolean());
        json.writeArrayFieldStart("reasons");
        for (JsonNode reason : verdict.path("reasons")) {
            json.writeString(reason.asText());
        }
        json.writeEndArray();
        json.writeStringField("best_baseline", bestBaseline);
        json.writeArrayFieldStart("candidates");
        writeCandidates(json, report.path("overall").path(0).path("median"));
        json.writeEndArray();
        json.writeArrayFieldStart("buildings");
        for (JsonNode building : worstFirst(report.path("buildings"))) {
            JsonNode scores = building.path("scores");
            json.writeStartObject();
            json.writeStringField("building_id", building.path("building_id").asText());
            writeNumber(json, WAPE, scores.path(MODEL).path(WAPE));
            writeNumber(
                    json,
                    "best_baseline_wape_percent",
                    scores.path(String.valueOf(bestBaseline)).path(WAPE));
            writeNumber(json, "coverage_percent", scores.path(MODEL).path("coverage_percent"));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The model first, then the baselines by name. */
    private static void writeCandidates(JsonGenerator json, JsonNode medians) throws IOException {
        SortedMap<String, JsonNode> baselines = new TreeMap<>();
        medians.fields().forEachRemaining(candidate -> baselines.put(candidate.getKey(), candidate.getValue()));
        JsonNode model = baselines.remove(MODEL);
        if (model != null) {
            writeCandidate(json, MODEL, model);
        }
        for (Map.Entry<String, JsonNode> baseline : baselines.entrySet()) {
            writeCandidate(json, baseline.getKey(), baseline.getValue());
        }
    }

    private static void writeCandidate(JsonGenerator json, String name, JsonNode metrics) throws IOException {
        SortedMap<String, JsonNode> byName = new TreeMap<>();
        metrics.fields().forEachRemaining(metric -> byName.put(metric.getKey(), metric.getValue()));
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeObjectFieldStart("metrics");
        for (Map.Entry<String, JsonNode> metric : byName.entrySet()) {
            json.writeNumberField(metric.getKey(), metric.getValue().asDouble());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static List<JsonNode> worstFirst(JsonNode buildings) {
        List<JsonNode> sorted = new ArrayList<>();
        buildings.forEach(sorted::add);
        sorted.sort(Comparator.comparingDouble((JsonNode building) -> wape(building))
                .reversed()
                .thenComparing(building -> building.path("building_id").asText()));
        return sorted.subList(0, Math.min(sorted.size(), MOST_BUILDINGS));
    }

    private static double wape(JsonNode building) {
        return building.path("scores").path(MODEL).path(WAPE).asDouble(Double.NEGATIVE_INFINITY);
    }

    private static void writeNumber(JsonGenerator json, String name, JsonNode value) throws IOException {
        Json.writeNumber(json, name, value.asDouble(Double.NaN));
    }
}
