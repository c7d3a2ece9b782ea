package com.hometech.edf.cli.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hometech.edf.cli.states.Executions;
import com.hometech.edf.cli.states.StateFailure;
import com.hometech.edf.cli.states.StateMachineDefinition;
import com.hometech.edf.cli.states.TaskHandler;
import com.hometech.edf.cli.states.TaskRequest;
import com.hometech.edf.common.error.InvalidInputException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@code states:startExecution}: starts an execution of another state machine without waiting for it. On this machine it is noted,
 * and runs once the execution that started it has ended.
 */
public final class StartExecution implements TaskHandler {

    /** The resource of the Task states that it serves. */
    public static final String RESOURCE = "arn:aws:states:::states:startExecution";

    private static final Set<String> FIELDS = Set.of("StateMachineArn", "Name", "Input");

    private final Supplier<Executions> executions;
    private final Function<String, StateMachineDefinition> definitions;

    /**
     * Starts these.
     *
     * @param executions where they are kept; asked for when a task comes
     * @param definitions by name of the state machine; refuses one that is not known
     */
    public StartExecution(Supplier<Executions> executions, Function<String, StateMachineDefinition> definitions) {
        this.executions = executions;
        this.definitions = definitions;
    }

    @Override
    public JsonNode handle(TaskRequest request) {
        RequestFields.require(request, FIELDS, "StepFunctions.AWSStepFunctionsException");
        String arn = request.arguments().get("StateMachineArn").asText();
        String name = request.arguments().get("Name").asText();
        StateMachineDefinition definition;
        try {
            definition = definitions.apply(arn.substring(arn.lastIndexOf(':') + 1));
        } catch (InvalidInputException unknown) {
            throw new StateFailure(
                    "StepFunctions.StateMachineDoesNotExistException", "There is no state machine " + arn, unknown);
        }
        try {
            executions.get().create(definition, name, request.arguments().get("Input"));
        } catch (InvalidInputException other) {
            throw new StateFailure(
                    "StepFunctions.ExecutionAlreadyExistsException", String.valueOf(other.getMessage()), other);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("ExecutionArn", arn.replace(":stateMachine:", ":execution:") + ":" + name);
    }
}
