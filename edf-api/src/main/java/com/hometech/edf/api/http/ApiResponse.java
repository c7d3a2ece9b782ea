package com.hometech.edf.api.http;

import java.util.Map;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param headers by name
 * @param body bytes to send; empty for none
 */
public record ApiResponse(int status, Map<String, String> headers, byte[] body) {
    public ApiResponse {
        headers = Map.copyOf(headers);
    }
}
