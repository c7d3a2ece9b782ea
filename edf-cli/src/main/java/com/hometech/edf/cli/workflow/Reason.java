package com.hometech.edf.cli.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Why a state failed, in the words for a person. The cause in the history is what the service answers: the JSON of a job
 * or of a function's error, with the names of error types before the message.
 */
public final class Reason {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MESSAGES = List.of("FailureReason", "errorMessage");
    private static final Pattern EXPRESSION =
            Pattern.compile("\\S+: the expression \\{%.*%\\} failed: ", Pattern.DOTALL);
    private static final Pattern ERROR_TYPES = Pattern.compile(
            "\\b(?:AlgorithmError|(?:[a-z]+\\.)*(?:InvalidInput|InsufficientHistory|ModelUnusable|DependencyUnavailable)Exception): ");
    private static final Pattern EXIT_CODE = Pattern.compile(", exit code: \\d+$");

    private Reason() {}

    /** The message within the cause of a failed state or execution. */
    public static String of(String cause) {
        String message = EXIT_CODE.matcher(message(cause)).replaceFirst("");
        return ERROR_TYPES.matcher(EXPRESSION.matcher(message).replaceFirst("")).replaceAll("");
    }

    private static String message(String cause) {
        if (cause.startsWith("{")) {
            try {
                JsonNode answer = JSON.readTree(cause);
                for (String field : MESSAGES) {
                    if (answer.path(field).isTextual()) {
                        return answer.path(field).asText();
                    }
                }
            } catch (JsonProcessingException notJson) {
                return cause;
            }
        }
        return cause;
    }
}
