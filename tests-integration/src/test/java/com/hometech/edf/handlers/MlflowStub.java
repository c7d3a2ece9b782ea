package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What EDF uses of MLflow's REST API, as its reference describes it: an experiment is made before it is found, a run is found by its
 * tags, a parameter never changes, and a batch has limits.
 */
final class MlflowStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "/api/2.0/mlflow/";

    final List<String> calls = new ArrayList<>();
    final Map<String, String> parameters = new TreeMap<>();
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, Double> metrics = new TreeMap<>();
    String authorization = "";
    String status = "";
    String experiment = "";
    String runName = "";
    int failWith;
    private int runs;
    private final HttpServer server;

    MlflowStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    int runs() {
        return runs;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String call = exchange.getRequestURI().getPath().replace(API, "");
        calls.add(exchange.getRequestMethod() + " " + call);
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        if (failWith > 0) {
            reply(exchange, failWith, JSON.createObjectNode().put("error_code", "INTERNAL_ERROR"));
            return;
        }
        switch (exchange.getRequestMethod() + " " + call) {
            case "GET experiments/get-by-name" -> getExperiment(exchange);
            case "POST experiments/create" -> {
                experiment = body.path("name").asText();
                reply(exchange, 200, JSON.createObjectNode().put("experiment_id", "7"));
            }
            case "POST runs/search" -> search(exchange, body);
            case "POST runs/create" -> create(exchange, body);
            case "POST runs/log-batch" -> log(exchange, body);
            case "POST runs/update" -> {
                status = body.path("status").asText();
                reply(exchange, 200, JSON.createObjectNode());
            }
            default -> reply(exchange, 404, JSON.createObjectNode().put("error_code", "ENDPOINT_NOT_FOUND"));
        }
    }

    private void getExperiment(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getQuery().equals("experiment_name=" + experiment)) {
            ObjectNode found = JSON.createObjectNode();
            found.putObject("experiment").put("experiment_id", "7");
            reply(exchange, 200, found);
        } else {
            reply(exchange, 404, JSON.createObjectNode().put("error_code", "RESOURCE_DOES_NOT_EXIST"));
        }
    }

    private void search(HttpExchange exchange, JsonNode body) throws IOException {
        String wanted = "tags.`edf.run` = '%s' and tags.`edf.ended_at` = '%s'"
                .formatted(tags.get("edf.run"), tags.get("edf.ended_at"));
        ObjectNode found = JSON.createObjectNode();
        if (body.path("filter").asText().equals(wanted)) {
            found.putArray("runs").addObject().putObject("info").put("run_id", "run-" + runs);
        }
        reply(exchange, 200, found);
    }

    private void create(HttpExchange exchange, JsonNode body) throws IOException {
        runs++;
        runName = body.path("run_name").asText();
        body.path("tags")
                .forEach(tag ->
                        tags.put(tag.path("key").asText(), tag.path("value").asText()));
        ObjectNode created = JSON.createObjectNode();
        created.putObject("run").putObject("info").put("run_id", "run-" + runs);
        reply(exchange, 200, created);
    }

    private void log(HttpExchange exchange, JsonNode body) throws IOException {
        boolean tooMuch = body.path("params").size() > 100
                || body.path("tags").size() > 100
                || body.path("metrics").size() > 1000;
        for (JsonNode parameter : body.path("params")) {
            String before = parameters.putIfAbsent(
                    parameter.path("key").asText(), parameter.path("value").asText());
            tooMuch |= before != null && !before.equals(parameter.path("value").asText());
        }
        body.path("tags")
                .forEach(tag ->
                        tags.put(tag.path("key").asText(), tag.path("value").asText()));
        for (JsonNode metric : body.path("metrics")) {
            tooMuch |= !metric.path("key").asText().matches("[\\w./ -]+")
                    || !metric.path("timestamp").isNumber();
            metrics.put(metric.path("key").asText(), metric.path("value").asDouble());
        }
        reply(exchange, tooMuch ? 400 : 200, JSON.createObjectNode());
    }

    private static void reply(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
