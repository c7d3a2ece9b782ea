package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What an expression can read: the members of {@code $states} and the workflow's variables.
 *
 * @param states {@code input}, {@code context} and, where there is one, {@code result} or {@code errorOutput}
 * @param variables value by name, without {@code $}
 */
record Scope(ObjectNode states, Map<String, JsonNode> variables) {

    /** A scope with the input and the context object. */
    static Scope of(JsonNode input, JsonNode context, Map<String, JsonNode> variables) {
        ObjectNode states = JsonNodeFactory.instance.objectNode();
        states.set("input", input);
        states.set("context", context);
        return new Scope(states, variables);
    }

    /** This scope with one more member of {@code $states}. */
    Scope with(String member, JsonNode value) {
        ObjectNode extended = states.objectNode();
        extended.setAll(states);
        extended.set(member, value);
        return new Scope(extended, variables);
    }
}
