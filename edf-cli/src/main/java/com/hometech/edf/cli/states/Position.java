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
 */
record Position(String state, JsonNode input, Map<String, JsonNode> variables) {

    Position {
        variables = new TreeMap<>(variables);
    }
}
