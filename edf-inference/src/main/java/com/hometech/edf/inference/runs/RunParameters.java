package com.hometech.edf.inference.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.inference.artifact.FitNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run was given: its input over the configuration. Of hyperparameters those that the model was fitted with, as the model says
 * them; for a run without model those of its input.
 */
final class RunParameters {
    private final EdfConfig config;
    private final EndedExecution execution;
    private final EvaluatedRun evaluated;

    RunParameters(EdfConfig config, EndedExecution execution, EvaluatedRun evaluated) {
        this.config = config;
        this.execution = execution;
        this.evaluated = evaluated;
    }

    /** What an input that cannot be meant asks for is what the configuration says. */
    Quantity target() {
        String given = execution.given("target");
        for (Quantity quantity : Quantity.values()) {
            if (quantity.code().equals(given)) {
                return quantity;
            }
        }
        return config.edfFeatureEng().quantity();
    }

    String strategy() {
        return evaluated
                .strategy()
                .or(() -> Optional.ofNullable(execution.given("strategy")))
                .orElse(config.edfTraining().defaultStrategy());
    }

    Map<String, String> all(Optional<FitNotes> notes) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("strategy", strategy());
        parameters.put("target", target().code());
        parameters.put("seed", Long.toString(config.edfTraining().seed()));
        parameters.put(
                "quantiles",
                evaluated.quantiles().orElse(config.edfTraining().quantiles().toString()));
        parameters.put("calibration_days", Integer.toString(config.edfTraining().calibrationDays()));
        parameters.put(
                "evaluation_days", Integer.toString(config.edfEvaluation().evaluationDays()));
        for (String field : List.of("training_start", "training_end")) {
            Optional.ofNullable(execution.given(field)).ifPresent(value -> parameters.put(field, value));
        }
        parameters.putAll(texts(execution.input().path("metrics_thresholds")));
        parameters.putAll(notes.map(FitNotes::hyperparameters)
                .orElseGet(() -> texts(execution.input().path("hyperparameters"))));
        return parameters;
    }

    private static Map<String, String> texts(JsonNode values) {
        Map<String, String> texts = new TreeMap<>();
        values.properties().forEach(value -> texts.put(value.getKey(), text(value.getValue())));
        return texts;
    }

    /** Of a list, its items with commas, as the training job gets it. */
    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(item.asText()));
        return String.join(",", items);
    }
}
