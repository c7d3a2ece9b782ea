package com.hometech.edf.inference.runs.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.common.error.DependencyUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** An MLflow server, by version 2.0 of its REST API, which servers of versions 1, 2 and 3 speak. */
final class MlflowServer {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final String API = "/api/2.0/mlflow/";
    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final int SHOWN_CHARACTERS = 300;

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final HttpClient client;
    private final URI address;
    private final Optional<String> authorization;

    /** @param credentials {@code user:password} or an access token; empty where the server asks for none */
    MlflowServer(URI address, Optional<String> credentials) {
        this.address = address;
        authorization = credentials.map(secret -> secret.contains(":")
                ? "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(UTF_8))
                : "Bearer " + secret);
        client = HttpClient.newBuilder().connectTimeout(CONNECTS_WITHIN).build();
    }

    /** Something that the server knows under a name; empty where it knows nothing of the name. */
    Optional<JsonNode> find(String call, String parameter, String value) {
        HttpResponse<String> answer = send(
                call,
                request(call + "?" + parameter + "=" + URLEncoder.encode(value, UTF_8))
                        .GET());
        boolean unknown = answer.statusCode() == NOT_FOUND
                && json(call, answer).path("error_code").asText().equals("RESOURCE_DOES_NOT_EXIST");
        return unknown ? Optional.empty() : Optional.of(success(call, answer));
    }

    /** Sends a call with its fields. */
    JsonNode post(String call, ObjectNode fields) {
        return success(call, send(call, request(call).POST(BodyPublishers.ofString(fields.toString(), UTF_8))));
    }

    static ObjectNode fields() {
        return JSON.createObjectNode();
    }

    private HttpRequest.Builder request(String call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(address.toString().replaceFirst("/+$", "") + API + call))
                .timeout(ANSWERS_WITHIN)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private HttpResponse<String> send(String call, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString(UTF_8));
        } catch (IOException failure) {
            throw new DependencyUnavailableException(
                    "MLflow at " + address + " does not answer " + call + " (" + failure + ")", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("Sending to MLflow was stopped", stopped);
        }
    }

    private JsonNode success(String call, HttpResponse<String> answer) {
        if (answer.statusCode() == OK) {
            return json(call, answer);
        }
        String shown = answer.body().strip().replaceAll("\\s+", " ");
        throw new DependencyUnavailableException("MLflow at " + address + " refused " + call + " with status "
                + answer.statusCode() + ": " + shown.substring(0, Math.min(shown.length(), SHOWN_CHARACTERS))
                + hint(answer.statusCode()));
    }

    private static String hint(int status) {
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> "; look at edf_training.mlflow.credentials";
            case NOT_FOUND -> "; look at edf_training.mlflow.tracking_uri";
            default -> "";
        };
    }

    private JsonNode json(String call, HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw new DependencyUnavailableException(
                    "What answers at " + address + " is no MLflow server: its answer to " + call
                            + " is no JSON; look at edf_training.mlflow.tracking_uri",
                    notJson);
        }
    }
}
