package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where an execution stands: about to enter {@code state}.
 *
 * @param state name of the state
 * @param input its input
 * @param variables value by name
 * @param iterations where it goes on in a Map state: what its iterations did, by index
 */
record Position(
        String state, JsonNode input, Map<String, JsonNode> variables, Map<Integer, IterationProgress> iterations) {

    Position {
        variables = new TreeMap<>(variables);
        iterations = Map.copyOf(iterations);
    }

    /** About to enter a state for the first time. */
    Position(String state, JsonNode input, Map<String, JsonNode> variables) {
        this(state, input, variables, Map.of());
    }
}
