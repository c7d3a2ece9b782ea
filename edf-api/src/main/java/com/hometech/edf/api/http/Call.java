package com.hometech.edf.api.http;

import com.hometech.edf.api.access.Caller;
import com.hometech.edf.api.contract.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request that is understood and allowed as such; what of it the caller may see is the operation's to check.
 *
 * @param request as it came
 * @param arguments its parameters and the fields of its body
 * @param mediaType in which the answer is written
 */
public record Call(ApiRequest request, Operation operation, Caller caller, Arguments arguments, String mediaType) {
    /** Media type of tables. */
    public static final String CSV = "text/csv";

    /** Whether a table is wanted. */
    public boolean wantsCsv() {
        return mediaType.equals(CSV);
    }

    /** Names the request. */
    public String requestId() {
        return request.id();
    }

    /** Path and parameters of this request with another cursor. */
    public String addressWith(String cursor) {
        Map<String, List<String>> query = new LinkedHashMap<>(request.query());
        query.put("cursor", List.of(cursor));
        return query.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "="
                        + encode(parameter.getValue().get(0)))
                .collect(Collectors.joining("&", request.path() + "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
