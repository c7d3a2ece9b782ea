package com.hometech.edf.cli.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.states.StateFailure;
import com.hometech.edf.cli.states.TaskHandler;
import com.hometech.edf.cli.states.TaskRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code lambda:invoke}: calls the handler of a function by its name and answers as Lambda does. */
public final class LambdaInvoke implements TaskHandler {

    /** The resource of the Task states that it serves. */
    public static final String RESOURCE = "arn:aws:states:::lambda:invoke";

    private static final Set<String> FIELDS = Set.of("FunctionName", "Payload");
    private static final Pattern NAME = Pattern.compile(
            "(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:function:)?([A-Za-z0-9_-]{1,64})(?::[A-Za-z0-9_$-]+)?");

    private final Map<String, LambdaFunction> functions;

    /** Serves these functions, by name. */
    public LambdaInvoke(Map<String, LambdaFunction> functions) {
        this.functions = new TreeMap<>(functions);
    }

    @Override
    public JsonNode handle(TaskRequest request) throws InterruptedException {
        RequestFields.require(request, FIELDS, "Lambda.AWSLambdaException");
        LambdaFunction function = find(request.arguments().get("FunctionName").asText());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("ExecutedVersion", "$LATEST");
        answer.set("Payload", invoke(function, request.arguments().get("Payload")));
        return answer.put("StatusCode", 200);
    }

    /** As Lambda's Java runtime: the error's name is the exception's class, the cause a JSON text with its message. */
    private static JsonNode invoke(LambdaFunction function, JsonNode payload) throws InterruptedException {
        try {
            return function.invoke(payload);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception thrown) {
            ObjectNode cause = JsonNodeFactory.instance.objectNode();
            cause.put("errorMessage", thrown.getMessage() == null ? thrown.toString() : thrown.getMessage());
            cause.put("errorType", thrown.getClass().getName());
            throw new StateFailure(thrown.getClass().getName(), cause.toString(), thrown);
        }
    }

    private LambdaFunction find(String functionName) {
        Matcher matcher = NAME.matcher(functionName);
        LambdaFunction function = matcher.matches() ? functions.get(matcher.group(1)) : null;
        if (function == null) {
            throw new StateFailure(
                    "Lambda.ResourceNotFoundException",
                    "Function not found: %s; there are %s".formatted(functionName, new TreeSet<>(functions.keySet())));
        }
        return function;
    }
}
