package com.hometech.edf.inference.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An execution of the training workflow that has ended, as Step Functions announces it.
 *
 * @param stateMachine name of the state machine
 * @param name of the execution
 * @param status SUCCEEDED, FAILED, TIMED_OUT or ABORTED
 * @param startedAt when it was started
 * @param stoppedAt when it ended
 * @param input what it was started with
 * @param modelVersion {@code group/version} of the model that it registered; null where it registered none
 * @param error name of the error that ended it; empty where none did
 * @param cause why it ended; empty where it succeeded
 */
public record EndedExecution(
        String stateMachine,
        String name,
        String status,
        Instant startedAt,
        Instant stoppedAt,
        JsonNode input,
        @Nullable String modelVersion,
        String error,
        String cause) {
    /** The error of an execution whose model did not pass its evaluation. */
    public static final String EVALUATION_FAILED = "EvaluationFailed";

    private static final ObjectMapper JSON = new JsonMapper();

    /**
     * Reads the {@code detail} of an event "Step Functions Execution Status Change". Fields that are not needed are passed over:
     * the service adds some from time to time.
     *
     * @throws InvalidInputException naming a field that is missing or wrong
     */
    public static EndedExecution ofEvent(Map<String, Object> detail) {
        String stateMachine = text(detail, "stateMachineArn");
        return new EndedExecution(
                stateMachine.substring(stateMachine.lastIndexOf(':') + 1),
                text(detail, "name"),
                text(detail, "status"),
                time(detail, "startDate"),
                time(detail, "stopDate"),
                json(detail, "input"),
                json(detail, "output").path("model_version").textValue(),
                detail.get("error") == null ? "" : text(detail, "error"),
                detail.get("cause") == null ? "" : text(detail, "cause"));
    }

    /** How the run ended. */
    RunStatus runStatus() {
        return switch (status) {
            case "SUCCEEDED" -> RunStatus.REGISTERED;
            case "ABORTED", "TIMED_OUT" -> RunStatus.STOPPED;
            default -> error.equals(EVALUATION_FAILED) ? RunStatus.REJECTED : RunStatus.FAILED;
        };
    }

    /** A field of the input as text; null where there is none. */
    @Nullable
    String given(String field) {
        return input.hasNonNull(field) ? input.get(field).asText() : null;
    }

    private static String text(Map<String, Object> detail, String field) {
        if (detail.get(field) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(field, detail.get(field), "text");
    }

    private static Instant time(Map<String, Object> detail, String field) {
        if (detail.get(field) instanceof Number milliseconds) {
            return Instant.ofEpochMilli(milliseconds.longValue());
        }
        throw wrong(field, detail.get(field), "milliseconds since 1970");
    }

    /** What is too large for an event is left out of it. */
    private static JsonNode json(Map<String, Object> detail, String field) {
        if (detail.get(field) == null) {
            return JSON.createObjectNode();
        }
        String text = text(detail, field);
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw wrong(field, text, "JSON");
        }
    }

    private static InvalidInputException wrong(String field, @Nullable Object value, String expected) {
        return new InvalidInputException("The event of an ended execution cannot be used: detail." + field + " is "
                + value + ", not " + expected
                + "; send the detail of \"Step Functions Execution Status Change\" as it is");
    }
}
