package com.hometech.edf.cli.serve;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends whole answers. */
final class Answers {
    static final String JSON = "application/json";
    static final String HTML = "text/html; charset=utf-8";

    private Answers() {}

    /** Sends text that nobody may keep. */
    static void send(Response response, Callback callback, int status, String type, String text) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        send(response, callback, status, text.getBytes(StandardCharsets.UTF_8));
    }

    static void send(Response response, Callback callback, int status, Map<String, String> headers, byte[] body) {
        headers.forEach(response.getHeaders()::put);
        send(response, callback, status, body);
    }

    private static void send(Response response, Callback callback, int status, byte[] body) {
        response.setStatus(status);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
