package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of an execution's history, named as Step Functions names its events.
 *
 * @param id 1, 2, 3, ... in the execution
 * @param timestamp when it happened
 * @param type such as {@code TaskStateEntered}
 * @param state name of the state it belongs to; empty for events of the execution
 * @param details the other fields, such as {@code input}, {@code output}, {@code error}, {@code cause}
 */
public record HistoryEvent(long id, Instant timestamp, String type, String state, ObjectNode details) {

    static final String EXECUTION_STARTED = "ExecutionStarted";
    static final String EXECUTION_REDRIVEN = "ExecutionRedriven";
    static final String STATE_ENTERED = "StateEntered";
    static final String STATE_EXITED = "StateExited";
    static final String EVALUATION_FAILED = "EvaluationFailed";
    static final String TASK_SCHEDULED = "TaskScheduled";
    static final String TASK_SUCCEEDED = "TaskSucceeded";
    static final String TASK_FAILED = "TaskFailed";
    static final String TASK_TIMED_OUT = "TaskTimedOut";
    static final String RETRY_SCHEDULED = "TaskRetryScheduled";
    static final String MAP_STATE_STARTED = "MapStateStarted";
    static final String MAP_STATE_SUCCEEDED = "MapStateSucceeded";
    static final String MAP_STATE_FAILED = "MapStateFailed";
    static final String MAP_ITERATION_STARTED = "MapIterationStarted";
    static final String MAP_ITERATION_SUCCEEDED = "MapIterationSucceeded";
    static final String MAP_ITERATION_FAILED = "MapIterationFailed";
    static final String MAP_ITERATION_ABORTED = "MapIterationAborted";

    /** Fields of an event of an iteration: name of the Map state, and index of the iteration. */
    static final String MAP = "map";

    static final String ITERATION = "iteration";

    /** The status that this event gives the execution; empty for an event that does not end it. */
    Optional<ExecutionStatus> endStatus() {
        return switch (type) {
            case "ExecutionSucceeded" -> Optional.of(ExecutionStatus.SUCCEEDED);
            case "ExecutionFailed" -> Optional.of(ExecutionStatus.FAILED);
            case "ExecutionTimedOut" -> Optional.of(ExecutionStatus.TIMED_OUT);
            case "ExecutionAborted" -> Optional.of(ExecutionStatus.ABORTED);
            default -> Optional.empty();
        };
    }

    /** Index of the iteration of a Map state that it belongs to; empty for events of the execution itself. */
    Optional<Integer> iteration() {
        return details.has(ITERATION) ? Optional.of(details.get(ITERATION).intValue()) : Optional.empty();
    }

    /** Whether a state was entered. */
    boolean isEntry() {
        return type.endsWith(STATE_ENTERED);
    }

    /** Whether a state was left. */
    boolean isExit() {
        return type.endsWith(STATE_EXITED);
    }

    /** The text field {@code name} of the details, or an empty text. */
    public String text(String name) {
        return details.path(name).asText("");
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id).put("timestamp", timestamp.toString()).put("type", type);
        if (!state.isEmpty()) {
            json.put("state", state);
        }
        json.setAll(details);
        return json;
    }

    static HistoryEvent fromJson(JsonNode json) {
        ObjectNode details = json.deepCopy();
        details.remove("id");
        details.remove("timestamp");
        details.remove("type");
        details.remove("state");
        return new HistoryEvent(
                json.path("id").longValue(),
                Instant.parse(json.path("timestamp").asText()),
                json.path("type").asText(),
                json.path("state").asText(""),
                details);
    }
}
