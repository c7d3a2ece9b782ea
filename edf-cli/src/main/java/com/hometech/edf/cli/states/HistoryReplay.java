package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads from a history where an execution is to go on.
 *
 * <p>It goes on in the state that did not end well, with the input and the variables it had. Where an error was caught
 * and led straight into a Fail state, that is the state whose error was caught. (Step Functions itself would enter the
 * Fail state again and fail again.) In a Map state, iterations that succeeded are not run again, the others go on in the same
 * way.
 */
final class HistoryReplay {

    private int redriveCount;
    private long lastId;
    private Map<String, JsonNode> variables;
    private Optional<Place> entered = Optional.empty();
    private Optional<Place> next = Optional.empty();
    private Optional<Place> caughtBefore = Optional.empty();
    private boolean inFailState;
    private Optional<JsonNode> output = Optional.empty();

    private HistoryReplay(Map<String, JsonNode> variables) {
        this.variables = new TreeMap<>(variables);
    }

    /** A state with its input and variables, and where it is a Map state, its iterations by index. */
    private record Place(
            String state, JsonNode input, Map<String, JsonNode> variables, Map<Integer, HistoryReplay> iterations) {

        Position position() {
            return new Position(
                    state,
                    input,
                    variables,
                    iterations.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, iteration -> iteration
                            .getValue()
                            .progress())));
        }
    }

    static HistoryReplay of(List<HistoryEvent> events) {
        HistoryReplay replay = new HistoryReplay(Map.of());
        events.forEach(replay::apply);
        return replay;
    }

    private void apply(HistoryEvent event) {
        lastId = event.id();
        if (event.iteration().isPresent()) {
            iterations()
                    .computeIfAbsent(event.iteration().get(), unused -> new HistoryReplay(variables))
                    .applyOwn(event);
        } else {
            applyOwn(event);
        }
    }

    private Map<Integer, HistoryReplay> iterations() {
        return entered.map(Place::iterations).orElseGet(TreeMap::new);
    }

    private void applyOwn(HistoryEvent event) {
        if (event.isEntry()) {
            Map<Integer, HistoryReplay> iterations = next.map(Place::iterations).orElseGet(TreeMap::new);
            entered = Optional.of(
                    new Place(event.state(), event.details().path("input"), new TreeMap<>(variables), iterations));
            inFailState = event.type().startsWith("Fail");
        } else if (event.isExit()) {
            leave(event);
        } else if (event.type().equals(HistoryEvent.RETRY_SCHEDULED)) {
            iterations().clear();
        } else if (event.type().equals(HistoryEvent.EXECUTION_REDRIVEN)) {
            redriven();
        }
    }

    private void redriven() {
        redriveCount++;
        resumePlace().ifPresent(place -> {
            variables = new TreeMap<>(place.variables());
            next = Optional.of(place);
            place.iterations().values().forEach(HistoryReplay::redriven);
        });
        entered = Optional.empty();
        inFailState = false;
    }

    private void leave(HistoryEvent event) {
        caughtBefore = event.details().path("caught").booleanValue() ? entered : Optional.empty();
        event.details()
                .path("assignedVariables")
                .properties()
                .forEach(variable -> variables.put(variable.getKey(), variable.getValue()));
        JsonNode given = event.details().path("output");
        if (event.details().has("next")) {
            next = Optional.of(new Place(event.text("next"), given, new TreeMap<>(variables), new TreeMap<>()));
        } else {
            // killed before it noted its own end, an execution passes its last state again
            next = entered;
            output = Optional.of(given);
        }
        entered = Optional.empty();
    }

    private Optional<Place> resumePlace() {
        if (entered.isEmpty()) {
            return next;
        }
        return inFailState && caughtBefore.isPresent() ? caughtBefore : entered;
    }

    private IterationProgress progress() {
        return new IterationProgress(output, resumePosition());
    }

    /** Where to go on; empty where no state was entered yet. */
    Optional<Position> resumePosition() {
        return resumePlace().map(Place::position);
    }

    int redriveCount() {
        return redriveCount;
    }

    /** Number of the last event; 0 where there is none. */
    long lastId() {
        return lastId;
    }
}
