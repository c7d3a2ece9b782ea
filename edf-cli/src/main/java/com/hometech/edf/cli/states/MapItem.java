package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The item of an iteration of a Map state.
 *
 * @param map name of the Map state
 * @param index from 0
 * @param value the item itself
 */
record MapItem(String map, int index, JsonNode value) {

    /** The context object with {@code Map.Item}. */
    ObjectNode in(ObjectNode context) {
        context.putObject("Map").putObject("Item").put("Index", index).set("Value", value);
        return context;
    }
}
