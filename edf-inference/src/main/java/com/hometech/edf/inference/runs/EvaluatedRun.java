package com.hometech.edf.inference.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.inference.runs.TrainingRun.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code evaluation_report_edf.json} says of a run. Fields that are not there are left out: reports of older versions have
 * fewer.
 */
final class EvaluatedRun {
    /** Leads of the group that holds all. */
    private static final String ALL = "all";

    private final JsonNode report;

    EvaluatedRun(JsonNode report) {
        this.report = report;
    }

    /** Checksum of the model that was judged. */
    Optional<String> modelSha256() {
        return Optional.ofNullable(report.path("model").path("sha256").textValue());
    }

    Optional<String> strategy() {
        return Optional.ofNullable(report.path("model").path("strategy").textValue());
    }

    /** Quantile levels of the model, as text. */
    Optional<String> quantiles() {
        JsonNode levels = report.path("model").path("quantile_levels");
        return levels.isArray() ? Optional.of(levels.toString().replace(",", ", ")) : Optional.empty();
    }

    /** Medians over buildings, of the model and of the baselines, over all leads and over each group of leads. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new TreeMap<>();
        for (JsonNode group : report.path("overall")) {
            String leads = group.path("leads").asText();
            String prefix = leads.equals(ALL) ? "" : "leads_" + leads + "/";
            group.path("median").properties().forEach(candidate -> {
                String of = candidate.getKey().equals(Candidate.MODEL.key()) ? "" : candidate.getKey() + "/";
                candidate
                        .getValue()
                        .properties()
                        .forEach(metric -> putNumber(metrics, prefix + of + metric.getKey(), metric.getValue()));
            });
        }
        JsonNode verdict = report.path("verdict");
        putNumber(metrics, "wape_to_best_baseline", verdict.path("wape_to_best_baseline"));
        putNumber(metrics, "buildings_better", verdict.path("buildings_better"));
        putNumber(metrics, "buildings_compared", verdict.path("buildings_compared"));
        return metrics;
    }

    List<Limit> limits() {
        List<Limit> limits = new ArrayList<>();
        for (JsonNode check : report.path("verdict").path("checks")) {
            limits.add(new Limit(
                    check.path("metric").asText(),
                    number(check.path("value")),
                    check.path("limit").asDouble(),
                    check.path("passed").asBoolean()));
        }
        return limits;
    }

    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        report.path("verdict").path("reasons").forEach(reason -> reasons.add(reason.asText()));
        return reasons;
    }

    /** What the model was made of, and what it was judged by. */
    Map<String, String> lineage() {
        Map<String, String> lineage = new TreeMap<>();
        JsonNode model = report.path("model");
        for (String field : List.of(
                "code_version",
                "configuration_fingerprint",
                "feature_schema_fingerprint",
                "trained_from",
                "trained_to",
                "training_rows",
                "training_buildings",
                "training_weather")) {
            putText(lineage, field, model.path(field));
        }
        JsonNode data = report.path("data");
        putText(lineage, "evaluated_from", data.path("first_target"));
        putText(lineage, "evaluated_to", data.path("last_target"));
        putText(lineage, "evaluated_rows", data.path("rows_scored"));
        putText(lineage, "evaluated_buildings", data.path("buildings_scored"));
        putText(lineage, "best_baseline", report.path("verdict").path("best_baseline"));
        return lineage;
    }

    private static void putText(Map<String, String> texts, String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            texts.put(name, value.asText());
        }
    }

    private static void putNumber(Map<String, Double> metrics, String name, JsonNode value) {
        if (value.isNumber()) {
            metrics.put(name, value.asDouble());
        }
    }

    private static @Nullable Double number(JsonNode value) {
        return value.isNumber() ? value.asDouble() : null;
    }
}
