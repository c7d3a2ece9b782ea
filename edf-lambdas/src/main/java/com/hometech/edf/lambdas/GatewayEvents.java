package com.hometech.edf.lambdas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.api.http.ApiResponse;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests and answers as API Gateway's REST APIs hand them to functions and take them (Lambda proxy integration). Nothing in an
 * event is relied on to be there: what is missing is empty.
 */
public final class GatewayEvents {
    /** The gateway packs answers itself, and takes bytes only where it is told which types are binary. */
    private static final String ACCEPT_ENCODING = "Accept-Encoding";

    private GatewayEvents() {}

    /**
     * The request of an event.
     *
     * @param id of the call, for events that bear none
     */
    public static ApiRequest request(Map<String, Object> event, String id) {
        Map<?, ?> context = map(event.get("requestContext"));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        texts(map(event.get("multiValueHeaders")))
                .forEach((name, values) -> headers.put(name, String.join(", ", values)));
        headers.remove(ACCEPT_ENCODING);
        return new ApiRequest(
                text(context.get("requestId"), id),
                text(event.get("httpMethod"), ""),
                decoded(text(event.get("path"), "")),
                texts(map(event.get("multiValueQueryStringParameters"))),
                headers,
                claims(map(map(context.get("authorizer")).get("claims"))),
                body(event));
    }

    /** The answer as the gateway takes it. */
    public static Map<String, Object> answer(ApiResponse response) {
        Map<String, Object> answer = new TreeMap<>();
        answer.put("statusCode", response.status());
        answer.put("headers", new TreeMap<>(response.headers()));
        answer.put("body", new String(response.body(), UTF_8));
        answer.put("isBase64Encoded", false);
        return answer;
    }

    private static byte[] body(Map<String, Object> event) {
        String body = text(event.get("body"), "");
        if (Boolean.TRUE.equals(event.get("isBase64Encoded"))) {
            try {
                return Base64.getDecoder().decode(body);
            } catch (IllegalArgumentException notBase64) {
                return body.getBytes(UTF_8);
            }
        }
        return body.getBytes(UTF_8);
    }

    /** A path whose escapes are none stays as it is, and names nothing. */
    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException noEscape) {
            return path;
        }
    }

    private static Map<String, String> claims(Map<?, ?> claims) {
        Map<String, String> texts = new TreeMap<>();
        claims.forEach((name, value) -> texts.put(name.toString(), text(value, "")));
        return texts;
    }

    private static Map<String, List<String>> texts(Map<?, ?> lists) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        lists.forEach((name, values) -> {
            List<String> list = new ArrayList<>();
            if (values instanceof List<?> several) {
                several.forEach(value -> list.add(text(value, "")));
            }
            texts.put(name.toString(), list);
        });
        return texts;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(@Nullable Object value, String otherwise) {
        return value == null ? otherwise : value.toString();
    }
}
