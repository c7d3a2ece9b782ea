package com.hometech.edf.lambdas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.api.http.ApiResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayEventsTest {
    @Test
    void anEventIsARequest() throws IOException {
        ApiRequest request = request("""
                {
                  "httpMethod": "PUT",
                  "path": "/v1/models/EDF%20x/3/decision",
                  "multiValueHeaders": {"If-Match": ["\\"a\\"", "\\"b\\""], "accept-encoding": ["gzip"]},
                  "multiValueQueryStringParameters": {"quantity": ["solar", "consumption"], "empty": [null]},
                  "requestContext": {
                    "requestId": "c6af9ac6",
                    "authorizer": {"claims": {"sub": "olga", "scope": "edf/models.decide", "exp": 1790000000}}
                  },
                  "body": "eyJhIjoxfQ==",
                  "isBase64Encoded": true
                }
                """);
        assertThat(request.id()).isEqualTo("c6af9ac6");
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.path()).isEqualTo("/v1/models/EDF x/3/decision");
        assertThat(request.query())
                .isEqualTo(Map.of("quantity", List.of("solar", "consumption"), "empty", List.of("")));
        assertThat(request.header("if-match")).contains("\"a\", \"b\"");
        assertThat(request.header("Accept-Encoding")).as("the gateway packs").isEmpty();
        assertThat(request.claims()).containsEntry("sub", "olga").containsEntry("exp", "1790000000");
        assertThat(new String(request.body(), UTF_8)).isEqualTo("{\"a\":1}");
    }

    @Test
    void anEventWithoutAnythingIsARequestForNothing() throws IOException {
        ApiRequest request =
                request("{\"requestContext\": null, \"path\": \"/%zz\", \"body\": \"%\", \"isBase64Encoded\": true}");
        assertThat(request.id()).isEqualTo("id of the call");
        assertThat(request.method()).isEmpty();
        assertThat(request.path()).isEqualTo("/%zz");
        assertThat(request.query()).isEmpty();
        assertThat(request.claims()).isEmpty();
        assertThat(new String(request.body(), UTF_8)).isEqualTo("%");
    }

    private static ApiRequest request(String event) throws IOException {
        return GatewayEvents.request(
                new ObjectMapper().readValue(event, new TypeReference<Map<String, Object>>() {}), "id of the call");
    }

    @Test
    void anAnswerIsWhatTheGatewayTakes() {
        ApiResponse response = new ApiResponse(404, Map.of("X-Request-Id", "1"), "{\"ü\":1}".getBytes(UTF_8));
        assertThat(GatewayEvents.answer(response))
                .isEqualTo(Map.of(
                        "statusCode",
                        404,
                        "headers",
                        Map.of("X-Request-Id", "1"),
                        "body",
                        "{\"ü\":1}",
                        "isBase64Encoded",
                        false));
    }
}
