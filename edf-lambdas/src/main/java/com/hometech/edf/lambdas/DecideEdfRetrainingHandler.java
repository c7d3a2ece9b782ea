package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.retraining.DecideRetraining;
import com.hometech.edf.inference.retraining.DecideRetraining.Outcome;
import com.hometech.edf.inference.retraining.DecideRetraining.Question;
import com.hometech.edf.inference.retraining.RetrainingDecision;
import com.hometech.edf.inference.retraining.RetrainingState.Approval;
import com.hometech.edf.inference.retraining.Training;
import com.hometech.edf.inference.retraining.TrainingStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code DecideEDFRetrainingLambda}: says which trainings are to be started, and lets a better model go live where that is allowed. */
public final class DecideEdfRetrainingHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final DecideRetraining decideRetraining;

    public DecideEdfRetrainingHandler(Platform platform, EdfConfig config) {
        decideRetraining = new DecideRetraining(platform, config.edfMonitoring());
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        Payload payload = Payload.of(
                input,
                List.of("monitoring_url", "accuracy_url", "model_package_group", "solar_model_package_group"),
                List.of("executions"));
        Outcome outcome = decideRetraining.decide(new Question(
                payload.uri("monitoring_url"),
                payload.uri("accuracy_url"),
                Map.of(
                        Quantity.CONSUMPTION, payload.text("model_package_group"),
                        Quantity.SOLAR, payload.text("solar_model_package_group")),
                payload.optional("executions")
                        .map(DecideEdfRetrainingHandler::statuses)
                        .orElse(Map.of())));
        return Map.of(
                "decisions",
                outcome.decisions().stream().map(RetrainingDecision::text).toList(),
                "approved",
                outcome.approvals().stream().map(Approval::modelVersion).toList(),
                "trainings",
                outcome.trainings().stream()
                        .map(DecideEdfRetrainingHandler::start)
                        .toList());
    }

    /** Statuses by name, of {@code NAME=STATUS,NAME=STATUS}. */
    private static Map<String, TrainingStatus> statuses(String executions) {
        Map<String, TrainingStatus> statuses = new TreeMap<>();
        for (String execution : executions.split(",")) {
            int sign = execution.lastIndexOf('=');
            if (sign < 1) {
                throw new InvalidInputException(
                        "executions has \"" + execution + "\": use NAME=STATUS, separated by commas");
            }
            statuses.put(execution.substring(0, sign), TrainingStatus.ofAws(execution.substring(sign + 1)));
        }
        return statuses;
    }

    private static Map<String, Object> start(Training training) {
        return Map.of(
                "name",
                training.execution(),
                "input",
                Map.of(
                        "target", training.quantity().code(),
                        "training_end", training.asOf().toString(),
                        "reason", training.reason()));
    }
}
