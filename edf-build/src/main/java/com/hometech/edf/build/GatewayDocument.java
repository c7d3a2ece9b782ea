package com.hometech.edf.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Makes what API Gateway imports out of the contract, which is of OpenAPI 3.1. The gateway needs paths, scopes and where to send
 * requests, in OpenAPI 3.0; what parameters and answers may be is checked behind it. {@code HEAD} is allowed where {@code GET}
 * is. The gateway's own refusals are problem details too.
 *
 * <p>{@code ${forecast_api_invoke_arn}}, {@code ${model_api_invoke_arn}}, {@code ${prediction_api_invoke_arn}} and {@code ${user_pool_arn}} are left for Terraform's
 * {@code templatefile}.
 */
public final class GatewayDocument {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String MODELS = "/v1/models";
    private static final Set<String> PREDICTIONS = Set.of("/v1/health", "/v1/model/info", "/v1/predict");
    private static final String SECURITY = "security";
    private static final String EDF = "edf";
    private static final int MOST_ALIASES = 10_000;
    /** What the gateway waits at most [ms]; functions give up before. */
    private static final int TIMEOUT_MILLIS = 29_000;
    /** Below this many bytes a packed answer takes no packet less. */
    private static final int LEAST_BYTES_TO_PACK = 1400;

    private final JsonNode contract;

    GatewayDocument(JsonNode contract) {
        this.contract = contract;
    }

    /** @param arguments the contract, and where to write the document */
    public static void main(String[] arguments) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try (InputStream yaml = Files.newInputStream(Path.of(arguments[0]))) {
            Object contract = new Yaml(new SafeConstructor(options)).load(yaml);
            Path document = Path.of(arguments[1]);
            Files.createDirectories(document.toAbsolutePath().getParent());
            Files.write(document, JSON.writeValueAsBytes(new GatewayDocument(JSON.valueToTree(contract)).build()));
        }
    }

    ObjectNode build() {
        ObjectNode document = JSON.createObjectNode();
        document.put("openapi", "3.0.1");
        ObjectNode info = document.putObject("info");
        info.put("title", contract.path("info").path("title").asText());
        info.put("version", contract.path("info").path("version").asText());
        ObjectNode paths = document.putObject("paths");
        contract.path("paths").fields().forEachRemaining(path -> paths.set(path.getKey(), path(path)));
        document.putObject("components").putObject("securitySchemes").set(EDF, authorizer());
        document.put("x-amazon-apigateway-minimum-compression-size", LEAST_BYTES_TO_PACK);
        document.set("x-amazon-apigateway-gateway-responses", refusals());
        return document;
    }

    private ObjectNode path(Map.Entry<String, JsonNode> path) {
        ObjectNode methods = JSON.createObjectNode();
        for (Iterator<Map.Entry<String, JsonNode>> fields = path.getValue().fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> method = fields.next();
            if (METHODS.contains(method.getKey())) {
                String id = method.getValue().path("operationId").asText();
                methods.set(method.getKey(), operation(path.getKey(), method.getValue(), id));
                if (method.getKey().equals("get")) {
                    methods.set("head", operation(path.getKey(), method.getValue(), id + "Head"));
                }
            }
        }
        return methods;
    }

    private ObjectNode operation(String path, JsonNode operation, String id) {
        ObjectNode gateways = JSON.createObjectNode();
        gateways.put("operationId", id);
        ArrayNode parameters = gateways.putArray("parameters");
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode resolved = resolve(parameter);
            if (resolved.path("in").asText().equals("path")) {
                ObjectNode variable = parameters.addObject();
                variable.put("name", resolved.path("name").asText());
                variable.put("in", "path");
                variable.put("required", true);
                variable.putObject("schema").put("type", "string");
            }
        }
        if (!operation.has(SECURITY) || !operation.path(SECURITY).isEmpty()) { // else it is open to anybody
            gateways.putArray(SECURITY).addObject().set(EDF, scopes(operation));
        }
        // a proxied function says itself what it answers
        gateways.putObject("responses").putObject("200").put("description", "As the function answers");
        ObjectNode integration = gateways.putObject("x-amazon-apigateway-integration");
        integration.put("type", "aws_proxy");
        integration.put("httpMethod", "POST");
        integration.put("uri", function(path));
        integration.put("passthroughBehavior", "when_no_match");
        integration.put("timeoutInMillis", TIMEOUT_MILLIS);
        return gateways;
    }

    private static String function(String path) {
        if (PREDICTIONS.contains(path)) {
            return "${prediction_api_invoke_arn}";
        }
        return path.startsWith(MODELS) ? "${model_api_invoke_arn}" : "${forecast_api_invoke_arn}";
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? contract.at(node.path("$ref").asText().substring("#".length())) : node;
    }

    /**
     * Any one of them lets a request through. Without a scope the gateway would expect a token that says who someone is in place
     * of an access token, so an operation for everyone names all scopes.
     */
    private ArrayNode scopes(JsonNode operation) {
        Set<String> scopes = new TreeSet<>();
        JsonNode alternatives = operation.has(SECURITY) ? operation.path(SECURITY) : contract.path(SECURITY);
        alternatives.forEach(alternative -> alternative.path(EDF).forEach(scope -> scopes.add(scope.asText())));
        if (scopes.isEmpty()) {
            contract.at("/components/securitySchemes/edf/flows/clientCredentials/scopes")
                    .fieldNames()
                    .forEachRemaining(scopes::add);
        }
        ArrayNode array = JSON.createArrayNode();
        scopes.forEach(array::add);
        return array;
    }

    private static ObjectNode authorizer() {
        ObjectNode scheme = JSON.createObjectNode();
        scheme.put("type", "apiKey");
        scheme.put("name", "Authorization");
        scheme.put("in", "header");
        scheme.put("x-amazon-apigateway-authtype", "cognito_user_pools");
        ObjectNode authorizer = scheme.putObject("x-amazon-apigateway-authorizer");
        authorizer.put("type", "cognito_user_pools");
        authorizer.putArray("providerARNs").add("${user_pool_arn}");
        return scheme;
    }

    /**
     * What the gateway refuses itself.
     *
     * @param gateway its name there
     * @param type last part of the problem's type
     * @param retrySeconds after which to try again; empty: never
     */
    private record Refusal(String gateway, int status, String type, String title, String detail, String retrySeconds) {}

    private static final List<Refusal> REFUSALS = List.of(
            new Refusal(
                    "UNAUTHORIZED",
                    401,
                    "unauthorized",
                    "No valid access token",
                    "Send a valid access token in the header Authorization, after Bearer",
                    ""),
            new Refusal(
                    "ACCESS_DENIED", 403, "forbidden", "Not allowed", "The access token lacks the scope for this", ""),
            new Refusal(
                    "INVALID_API_KEY",
                    403,
                    "forbidden",
                    "Not allowed",
                    "Requests are counted here: send your API key in the header x-api-key, beside the access token",
                    ""),
            // the gateway says so where there is no such path or method
            new Refusal(
                    "MISSING_AUTHENTICATION_TOKEN",
                    404,
                    "not-found",
                    "Not found",
                    "There is no such path, or it does not take this method",
                    ""),
            new Refusal("REQUEST_TOO_LARGE", 413, "too-large", "Body too large", "The request is too large", ""),
            new Refusal("THROTTLED", 429, "too-many-requests", "Too many requests", "Ask less often", "1"),
            new Refusal(
                    "QUOTA_EXCEEDED", 429, "too-many-requests", "Too many requests", "The quota is used up", "3600"),
            new Refusal(
                    "INTEGRATION_TIMEOUT",
                    503,
                    "unavailable",
                    "Not available at present",
                    "What this needs does not answer at present",
                    "5"),
            new Refusal(
                    "INTEGRATION_FAILURE",
                    503,
                    "unavailable",
                    "Not available at present",
                    "What this needs does not answer at present",
                    "5"),
            new Refusal(
                    "DEFAULT_4XX",
                    400,
                    "invalid-request",
                    "The request is not as described",
                    "The gateway cannot understand the request",
                    ""),
            new Refusal(
                    "DEFAULT_5XX",
                    500,
                    "internal-error",
                    "Internal error",
                    "This should not have happened; quote instance to support",
                    ""));

    private static ObjectNode refusals() {
        ObjectNode responses = JSON.createObjectNode();
        REFUSALS.forEach(refusal -> responses.set(refusal.gateway(), response(refusal)));
        return responses;
    }

    private static ObjectNode response(Refusal refusal) {
        ObjectNode problem = JSON.createObjectNode();
        problem.put("type", "/problems/" + refusal.type());
        problem.put("title", refusal.title());
        problem.put("status", refusal.status());
        problem.put("detail", refusal.detail());
        problem.put("instance", "$context.requestId");
        ObjectNode response = JSON.createObjectNode();
        response.put("statusCode", refusal.status());
        ObjectNode headers = response.putObject("responseParameters");
        headers.put("gatewayresponse.header.Content-Type", "'application/problem+json'");
        headers.put("gatewayresponse.header.Cache-Control", "'no-store'");
        headers.put("gatewayresponse.header.X-Content-Type-Options", "'nosniff'");
        headers.put("gatewayresponse.header.X-Request-Id", "context.requestId");
        if (refusal.status() == 401) {
            headers.put("gatewayresponse.header.WWW-Authenticate", "'Bearer'");
        }
        if (!refusal.retrySeconds().isEmpty()) {
            headers.put("gatewayresponse.header.Retry-After", "'" + refusal.retrySeconds() + "'");
        }
        response.putObject("responseTemplates").put("application/json", problem.toString());
        return response;
    }
}
