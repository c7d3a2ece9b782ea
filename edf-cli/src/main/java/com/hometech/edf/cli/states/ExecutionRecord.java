package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one execution.
 *
 * @param stateMachine name of the state machine
 * @param name unique in the state machine
 * @param status how far it is
 * @param input what it was started with
 * @param output what it gave; empty unless it succeeded
 * @param error name of the error that ended it, or an empty text
 * @param cause why it ended, or an empty text
 * @param startedAt when it was started first
 * @param stoppedAt when it ended; empty while it runs or where its process died
 * @param redriveCount how often it was redriven
 * @param definitionHash SHA-256 of the definition it runs with
 */
public record ExecutionRecord(
        String stateMachine,
        String name,
        ExecutionStatus status,
        JsonNode input,
        Optional<JsonNode> output,
        String error,
        String cause,
        Instant startedAt,
        Optional<Instant> stoppedAt,
        int redriveCount,
        String definitionHash) {

    /** An execution that starts now. */
    static ExecutionRecord started(StateMachineDefinition definition, String name, JsonNode input, Instant startedAt) {
        return new ExecutionRecord(
                definition.name(),
                name,
                ExecutionStatus.RUNNING,
                input,
                Optional.empty(),
                "",
                "",
                startedAt,
                Optional.empty(),
                0,
                definition.hash());
    }

    /** This execution, running again for the {@code redriveCount}th time. */
    ExecutionRecord redriven(int redrives) {
        return with(ExecutionStatus.RUNNING, Optional.empty(), "", "", Optional.empty(), redrives);
    }

    /** This execution as {@code end}, the last event of its history, left it. */
    ExecutionRecord ended(HistoryEvent end) {
        return with(
                end.endStatus().orElse(ExecutionStatus.ABORTED),
                Optional.ofNullable(end.details().get("output")),
                end.text("error"),
                end.text("cause"),
                Optional.of(end.timestamp()),
                redriveCount);
    }

    /** This execution after its process died. */
    ExecutionRecord interrupted() {
        return with(
                ExecutionStatus.ABORTED,
                Optional.empty(),
                "",
                "the process that ran it ended before the execution did; redrive it",
                Optional.empty(),
                redriveCount);
    }

    private ExecutionRecord with(
            ExecutionStatus newStatus,
            Optional<JsonNode> newOutput,
            String newError,
            String newCause,
            Optional<Instant> newStoppedAt,
            int newRedriveCount) {
        return new ExecutionRecord(
                stateMachine,
                name,
                newStatus,
                input,
                newOutput,
                newError,
                newCause,
                startedAt,
                newStoppedAt,
                newRedriveCount,
                definitionHash);
    }

    ObjectNode toJson() {
        ObjectNode json = EventLog.details();
        json.put("name", name).put("stateMachine", stateMachine).put("status", status.name());
        json.set("input", input);
        json.set("output", output.orElse(NullNode.getInstance()));
        json.put("error", error).put("cause", cause).put("startedAt", startedAt.toString());
        json.put("stoppedAt", stoppedAt.map(Instant::toString).orElse(null));
        return json.put("redriveCount", redriveCount).put("definitionHash", definitionHash);
    }

    static ExecutionRecord fromJson(JsonNode json) {
        ExecutionStatus status = ExecutionStatus.valueOf(json.path("status").asText());
        return new ExecutionRecord(
                json.path("stateMachine").asText(),
                json.path("name").asText(),
                status,
                json.path("input"),
                status == ExecutionStatus.SUCCEEDED ? Optional.of(json.path("output")) : Optional.empty(),
                json.path("error").asText(),
                json.path("cause").asText(),
                Instant.parse(json.path("startedAt").asText()),
                json.path("stoppedAt").isTextual()
                        ? Optional.of(Instant.parse(json.path("stoppedAt").asText()))
                        : Optional.empty(),
                json.path("redriveCount").intValue(),
                json.path("definitionHash").asText());
    }
}
