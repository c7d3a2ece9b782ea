package com.hometech.edf.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An answer of the API.
 *
 * @param status HTTP status
 * @param headers by name
 * @param body bytes
 */
record Answer(int status, Map<String, String> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer json(JsonNode body) {
        return of(200, "application/json", body.toString());
    }

    static Answer csv(String text) {
        return of(200, "text/csv", text);
    }

    /** Problem details with a status. */
    static Answer problem(int status, String title, String detail) {
        return problem(
                status,
                title,
                detail,
                "/problems/" + title.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }

    static Answer problem(int status, String title, String detail, String type) {
        ObjectNode problem = JSON.createObjectNode();
        problem.put("type", type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", "request-1");
        return of(status, "application/problem+json", problem.toString());
    }

    static Answer of(int status, String type, String text) {
        return new Answer(status, Map.of("Content-Type", type), text.getBytes(StandardCharsets.UTF_8));
    }

    Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    boolean isJson() {
        return headers.get("Content-Type").endsWith("json");
    }

    JsonNode node() {
        try {
            return JSON.readTree(body);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
