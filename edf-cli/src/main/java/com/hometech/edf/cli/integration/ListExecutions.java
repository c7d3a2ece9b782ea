package com.hometech.edf.cli.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.states.Executions;
import com.hometech.edf.cli.states.TaskHandler;
import com.hometech.edf.cli.states.TaskRequest;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@code aws-sdk:sfn:listExecutions}: the newest executions of a state machine with their status. One that was noted and has not begun
 * counts as running, as it would on AWS.
 */
public final class ListExecutions implements TaskHandler {

    /** The resource of the Task states that it serves. */
    public static final String RESOURCE = "arn:aws:states:::aws-sdk:sfn:listExecutions";

    private static final Set<String> FIELDS = Set.of("StateMachineArn", "MaxResults");

    private final Supplier<Executions> executions;

    /** Lists these; asked for when a task comes. */
    public ListExecutions(Supplier<Executions> executions) {
        this.executions = executions;
    }

    @Override
    public JsonNode handle(TaskRequest request) {
        RequestFields.require(request, FIELDS, "Sfn.SfnException");
        String arn = request.arguments().get("StateMachineArn").asText();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = answer.putArray("Executions");
        Set<String> waiting =
                executions.get().waiting().stream().map(ExecutionRecord::name).collect(Collectors.toSet());
        executions.get().list().stream()
                .filter(execution -> arn.endsWith(":" + execution.stateMachine()))
                .limit(request.arguments().get("MaxResults").asLong())
                .forEach(execution -> listed.addObject()
                        .put("Name", execution.name())
                        .put(
                                "Status",
                                (waiting.contains(execution.name()) ? ExecutionStatus.RUNNING : execution.status())
                                        .name()));
        return answer;
    }
}
