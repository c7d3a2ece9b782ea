package com.hometech.edf.data.page;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON that may stand inside a script element. */
final class Json {
    private Json() {}

    /** No {@code <} is left, so that no text of ours can end the element or open a comment. */
    static String forScript(JsonNode node) {
        return node.toString().replace("<", "\\u003c");
    }
}
