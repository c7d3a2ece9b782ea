package com.hometech.edf.cli.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads and writes the JSON of definitions, payloads and histories: one document, no key twice. */
final class DefinitionJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private DefinitionJson() {}

    /** The one JSON document in {@code text}. */
    static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /** The one JSON document in {@code bytes} (UTF-8). */
    static JsonNode read(byte[] bytes) throws IOException {
        return MAPPER.readTree(bytes);
    }

    /** {@code node} as it is read back from a file: number types are those of the parser. */
    static JsonNode normalised(JsonNode node) {
        try {
            return read(write(node));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a written tree is JSON", impossible);
        }
    }

    /** {@code node} on one line. */
    static String write(JsonNode node) {
        return node.toString();
    }

    /** {@code node} for people to read. */
    static String writePretty(JsonNode node) {
        return node.toPrettyString() + "\n";
    }

    /** Size of {@code node} as UTF-8 text without blanks [bytes]. */
    static int sizeBytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
