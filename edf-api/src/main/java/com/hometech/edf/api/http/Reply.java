package com.hometech.edf.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.http.ProblemException.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An answer before it is known how this request takes it: whole, packed, only its head, or not at all where it is known. */
final class Reply {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final byte[] NOTHING = new byte[0];

    /** For answers that are data: nothing in them may run, be framed, or be taken for another type. */
    private static final Map<String, String> SECURITY = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer");

    private final int status;
    private final Representation content;
    private final String cacheControl;
    private final Map<String, String> headers;
    private final boolean tagged;

    private Reply(
            int status, Representation content, String cacheControl, Map<String, String> headers, boolean tagged) {
        this.status = status;
        this.content = content;
        this.cacheControl = cacheControl;
        this.headers = headers;
        this.tagged = tagged;
    }

    /**
     * An answer.
     *
     * @param age empty where the store answers
     * @param tagged whether it has a tag, by which an unchanged one need not be sent again
     */
    static Reply of(Representation content, Optional<Duration> maxAge, Optional<Duration> age, boolean tagged) {
        Map<String, String> headers = new TreeMap<>(content.headers());
        age.ifPresent(since -> headers.put("Age", Long.toString(since.toSeconds())));
        String cacheControl =
                maxAge.map(longest -> "private, max-age=" + longest.toSeconds()).orElse("no-store");
        return new Reply(OK, content, cacheControl, headers, tagged);
    }

    static Reply ofProblem(ProblemException problem, String requestId) {
        byte[] body = Json.bytes(json -> write(problem, requestId, json));
        Representation content = new Representation("application/problem+json", body, Map.of());
        return new Reply(problem.type().status(), content, "no-store", problem.headers(), false);
    }

    private static void write(ProblemException problem, String requestId, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", problem.type().uri());
        json.writeStringField("title", problem.type().title());
        json.writeNumberField("status", problem.type().status());
        json.writeStringField("detail", problem.getMessage());
        json.writeStringField("instance", requestId);
        if (!problem.faults().isEmpty()) {
            json.writeArrayFieldStart("errors");
            for (Fault fault : problem.faults()) {
                json.writeStartObject();
                json.writeStringField(fault.place(), fault.name());
                json.writeStringField("detail", fault.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    ApiResponse response(ApiRequest request) {
        boolean packed = content.isLarge() && Negotiation.acceptsGzip(request.header("Accept-Encoding"));
        Map<String, String> all = new TreeMap<>(SECURITY);
        all.putAll(headers);
        all.put("X-Request-Id", request.id());
        all.put("Cache-Control", cacheControl);
        all.put("Vary", "Accept, Accept-Encoding, Authorization");
        if (tagged) {
            all.put("ETag", EntityTag.of(content, packed));
            if (isKnown(request)) {
                return new ApiResponse(NOT_MODIFIED, all, NOTHING);
            }
        }
        boolean isText = content.mediaType().startsWith("text/");
        all.put("Content-Type", content.mediaType() + (isText ? "; charset=utf-8" : ""));
        if (packed) {
            all.put("Content-Encoding", "gzip");
        }
        boolean onlyHead = request.method().equals("HEAD");
        return new ApiResponse(status, all, onlyHead ? NOTHING : packed ? content.packed() : content.bytes());
    }

    /** Weak comparison, as RFC 9110 asks for: whether it was packed does not matter. */
    private boolean isKnown(ApiRequest request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return reads
                && request.header("If-None-Match")
                        .map(known -> Arrays.stream(known.split(","))
                                .map(EntityTag::parse)
                                .anyMatch(tag -> tag.isOf(content)))
                        .orElse(false);
    }
}
