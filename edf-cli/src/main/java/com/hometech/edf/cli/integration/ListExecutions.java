package com.hometech.edf.cli.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.Executions;
import com.hometech.edf.cli.states.TaskHandler;
import com.hometech.edf.cli.states.TaskRequest;
import java.util.Set;
import java.util.function.Supplier;

/** {@code aws-sdk:sfn:listExecutions}: the newest executions of a state machine with a status. */
public final class ListExecutions implements TaskHandler {

    /** The resource of the Task states that it serves. */
    public static final String RESOURCE = "arn:aws:states:::aws-sdk:sfn:listExecutions";

    private static final Set<String> FIELDS = Set.of("StateMachineArn", "StatusFilter", "MaxResults");

    private final Supplier<Executions> executions;

    /** Lists these; asked for when a task comes. */
    public ListExecutions(Supplier<Executions> executions) {
        this.executions = executions;
    }

    @Override
    public JsonNode handle(TaskRequest request) {
        RequestFields.require(request, FIELDS, "Sfn.SfnException");
        String arn = request.arguments().get("StateMachineArn").asText();
        String status = request.arguments().get("StatusFilter").asText();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = answer.putArray("Executions");
        executions.get().list().stream()
                .filter(execution -> arn.endsWith(":" + execution.stateMachine()))
                .filter(execution -> execution.status().name().equals(status))
                .limit(request.arguments().get("MaxResults").asLong())
                .map(ExecutionRecord::name)
                .forEach(name -> listed.addObject().put("Name", name).put("Status", status));
        return answer;
    }
}
