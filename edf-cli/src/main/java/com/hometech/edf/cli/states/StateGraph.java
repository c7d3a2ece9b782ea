package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.common.error.InvalidInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * States that lead to each other: those of a definition, or those inside of a Map state.
 *
 * @param path the field that holds them, with a point behind it; empty for the definition itself
 * @param startAt name of the first state
 * @param states by name, in the order of the definition
 */
record StateGraph(String path, String startAt, Map<String, State> states) {

    StateGraph {
        states = Collections.unmodifiableMap(states);
    }

    /** Reads {@code StartAt} and {@code States}. */
    static StateGraph read(FieldReader fields, String path, StateReader reader) {
        Map<String, State> states = new LinkedHashMap<>();
        JsonNode stateNodes = fields.raw("States");
        if (!stateNodes.isObject() || stateNodes.isEmpty()) {
            fields.problem("States", "must be an object with at least one state");
        }
        stateNodes.properties().forEach(entry -> reader.read(entry.getKey(), entry.getValue())
                .ifPresent(state -> states.put(state.name(), state)));
        return new StateGraph(path, fields.requiredText("StartAt"), states);
    }

    State state(String name) {
        State state = states.get(name);
        if (state == null) {
            throw new InvalidInputException("The definition has no state " + path + name);
        }
        return state;
    }

    /** The path of a state in the definition. */
    String pathOf(String state) {
        return path + "States." + state;
    }

    /** Every state, those inside of Map states too. */
    Stream<State> all() {
        return states.values().stream()
                .flatMap(state -> state instanceof State.MapState map
                        ? Stream.concat(Stream.of(state), map.processor().all())
                        : Stream.of(state));
    }
}
