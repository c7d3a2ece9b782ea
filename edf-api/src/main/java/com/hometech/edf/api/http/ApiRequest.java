package com.hometech.edf.api.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it arrived; nothing of it is trusted.
 *
 * @param id names the request in logs and problem details
 * @param method {@code GET}, {@code PUT} …
 * @param path decoded path, for example {@code /v1/buildings/school-7/forecast}
 * @param query decoded parameters in the order in which they came; a name may come more than once
 * @param headers by name, whatever its case
 * @param claims what the gateway has verified about the access token; empty where none has
 * @param body as it came; empty where there is none
 */
public record ApiRequest(
        String id,
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        Map<String, String> claims,
        byte[] body) {
    public ApiRequest {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        headers = byName;
        body = body.clone();
    }

    /** A header's value, by its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
