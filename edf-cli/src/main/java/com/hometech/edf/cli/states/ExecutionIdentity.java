package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What an execution's expressions see of it in {@code $states.context}.
 *
 * @param stateMachine name of the state machine
 * @param name name of the execution
 * @param input its input
 * @param startedAt when it was started first
 * @param redriveCount how often it was redriven
 */
record ExecutionIdentity(String stateMachine, String name, JsonNode input, Instant startedAt, int redriveCount) {

    private static final String ARN = "arn:aws:states:local:000000000000:";
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The execution's ARN. */
    String id() {
        return ARN + "execution:" + stateMachine + ":" + name;
    }

    /** The context object in the state {@code state}. */
    ObjectNode context(String state, Instant enteredAt, int retryCount) {
        ObjectNode context = EventLog.details();
        ObjectNode execution = context.putObject("Execution");
        execution.put("Id", id()).put("Name", name).put("StartTime", MILLISECONDS.format(startedAt));
        execution.put("RedriveCount", redriveCount).set("Input", input);
        context.putObject("StateMachine")
                .put("Id", ARN + "stateMachine:" + stateMachine)
                .put("Name", stateMachine);
        context.putObject("State")
                .put("Name", state)
                .put("EnteredTime", MILLISECONDS.format(enteredAt))
                .put("RetryCount", retryCount);
        return context;
    }
}
