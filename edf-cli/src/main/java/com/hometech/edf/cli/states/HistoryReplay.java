package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads from a history where an execution is to go on.
 *
 * <p>It goes on in the state that did not end well, with the input and the variables it had. Where an error was caught
 * and led straight into a Fail state, that is the state whose error was caught. (Step Functions itself would enter the
 * Fail state again and fail again.)
 */
final class HistoryReplay {

    private int redriveCount;
    private long lastId;
    private Map<String, JsonNode> variables = new TreeMap<>();
    private Optional<Position> entered = Optional.empty();
    private Optional<Position> next = Optional.empty();
    private Optional<Position> caughtBefore = Optional.empty();
    private boolean inFailState;

    private HistoryReplay() {}

    static HistoryReplay of(List<HistoryEvent> events) {
        HistoryReplay replay = new HistoryReplay();
        events.forEach(replay::apply);
        return replay;
    }

    private void apply(HistoryEvent event) {
        lastId = event.id();
        if (event.isEntry()) {
            entered = Optional.of(new Position(event.state(), event.details().path("input"), variables));
            inFailState = event.type().startsWith("Fail");
        } else if (event.isExit()) {
            leave(event);
        } else if (event.type().equals(HistoryEvent.EXECUTION_REDRIVEN)) {
            redriveCount++;
            resumePosition().ifPresent(position -> {
                variables = position.variables();
                next = Optional.of(position);
            });
            entered = Optional.empty();
            inFailState = false;
        }
    }

    private void leave(HistoryEvent event) {
        caughtBefore = event.details().path("caught").booleanValue() ? entered : Optional.empty();
        event.details()
                .path("assignedVariables")
                .properties()
                .forEach(variable -> variables.put(variable.getKey(), variable.getValue()));
        next = event.details().has("next")
                ? Optional.of(new Position(event.text("next"), event.details().path("output"), variables))
                : Optional.empty();
        entered = Optional.empty();
    }

    /** Where to go on; empty where no state was entered yet. */
    Optional<Position> resumePosition() {
        if (entered.isEmpty()) {
            return next;
        }
        return inFailState && caughtBefore.isPresent() ? caughtBefore : entered;
    }

    int redriveCount() {
        return redriveCount;
    }

    /** Number of the last event; 0 where there is none. */
    long lastId() {
        return lastId;
    }
}
