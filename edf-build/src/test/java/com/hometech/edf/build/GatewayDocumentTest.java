package com.hometech.edf.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayDocumentTest {
    private static final String INTEGRATION = "x-amazon-apigateway-integration";

    @TempDir
    Path directory;

    private JsonNode contract;
    private JsonNode document;

    @BeforeEach
    void make() throws IOException {
        Path source = directory.resolve("openapi.yaml");
        Files.writeString(source, """
                openapi: 3.1.0
                info: {title: Toys, version: 2.0.0}
                security: [{edf: [toys.read]}]
                paths:
                  /v1/toys/{toy}:
                    get:
                      operationId: getToy
                      parameters: [{$ref: '#/components/parameters/Toy'}, {name: size, in: query, schema: {type: integer}}]
                  /v1/models/{toy}/decision:
                    put:
                      operationId: decide
                      security: [{edf: [toys.read]}, {edf: [toys.decide]}]
                  /v1/me:
                    get:
                      operationId: me
                      security: [{edf: []}]
                components:
                  parameters:
                    Toy: {name: toy, in: path, required: true, schema: {type: string}}
                  securitySchemes:
                    edf: {flows: {clientCredentials: {scopes: {toys.read: Read, toys.decide: Decide}}}}
                """);
        Path target = directory.resolve("target/openapi-aws.json");
        GatewayDocument.main(new String[] {source.toString(), target.toString()});
        document = new ObjectMapper().readTree(target.toFile());
    }

    @Test
    void requestsGoToTheFunctionOfTheirPath() {
        JsonNode toy = document.path("paths").path("/v1/toys/{toy}");
        assertThat(toy.path("get").path(INTEGRATION).path("uri").asText()).isEqualTo("${forecast_api_invoke_arn}");
        assertThat(toy.path("head").path(INTEGRATION).path("uri").asText()).isEqualTo("${forecast_api_invoke_arn}");
        JsonNode decision = document.path("paths").path("/v1/models/{toy}/decision");
        assertThat(decision.path("put").path(INTEGRATION).path("uri").asText()).isEqualTo("${model_api_invoke_arn}");
        assertThat(decision.has("head")).isFalse();
        assertThat(toy.path("get").path("parameters")).hasSize(1);
        assertThat(toy.path("get").path("parameters").path(0).path("name").asText())
                .isEqualTo("toy");
    }

    @Test
    void anyScopeOfTheContractLetsThroughAndWithoutOneAll() {
        JsonNode paths = document.path("paths");
        assertThat(scopes(paths.path("/v1/toys/{toy}").path("get"))).isEqualTo("[\"toys.read\"]");
        assertThat(scopes(paths.path("/v1/models/{toy}/decision").path("put")))
                .isEqualTo("[\"toys.decide\",\"toys.read\"]");
        assertThat(scopes(paths.path("/v1/me").path("get"))).isEqualTo("[\"toys.decide\",\"toys.read\"]");
    }

    private static String scopes(JsonNode operation) {
        assertThat(operation.path("security")).hasSize(1);
        return operation.path("security").path(0).path("edf").toString();
    }

    @Test
    void theGatewayRefusesWithProblemDetails() throws IOException {
        JsonNode refusals = document.path("x-amazon-apigateway-gateway-responses");
        JsonNode unknown = refusals.path("MISSING_AUTHENTICATION_TOKEN");
        assertThat(unknown.path("statusCode").asInt()).isEqualTo(404);
        JsonNode problem = new ObjectMapper()
                .readTree(unknown.path("responseTemplates")
                        .path("application/json")
                        .asText());
        assertThat(problem.path("type").asText()).isEqualTo("/problems/not-found");
        assertThat(problem.path("status").asInt()).isEqualTo(404);
        assertThat(refusals.path("THROTTLED")
                        .path("responseParameters")
                        .path("gatewayresponse.header.Retry-After")
                        .asText())
                .isEqualTo("'1'");
    }
}
