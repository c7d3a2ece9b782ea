package com.hometech.edf.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code openapi.yaml} says of requests and answers; tells where one differs. */
final class Contract {
    private static final String ADDRESS = "https://edf.test/openapi";

    private final JsonNode document;
    private final JsonSchemaFactory schemas;

    private Contract(JsonNode document) {
        this.document = document;
        this.schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, document.toString()))));
    }

    static Contract read() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(10_000);
        try (InputStream yaml = Contract.class.getResourceAsStream("/com/hometech/edf/api/openapi.yaml")) {
            Object loaded = new Yaml(new SafeConstructor(options)).load(yaml);
            return new Contract(new ObjectMapper().valueToTree(loaded));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What is wrong with a request: its path, method, or parameters; empty for nothing. */
    List<String> faultsOfRequest(String method, String path, Map<String, String> query) {
        JsonNode operation = operation(method, path);
        if (operation.isMissingNode()) {
            return List.of(method + " " + path + ": no such operation");
        }
        List<String> faults = new ArrayList<>();
        Map<String, String> open = new java.util.TreeMap<>(query);
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = resolve(reference);
            String name = parameter.path("name").asText();
            if (!parameter.path("in").asText().equals("query")) {
                continue;
            }
            String value = open.remove(name);
            if (value == null && parameter.path("required").asBoolean()) {
                faults.add(method + " " + path + ": lacks " + name);
            }
            if (value != null) {
                faults.addAll(faults(pointer(reference, parameter), value, path + "?" + name));
            }
        }
        open.keySet().forEach(name -> faults.add(method + " " + path + ": unknown parameter " + name));
        return faults;
    }

    private List<String> faults(String pointer, String value, String where) {
        JsonNode schema = document.at(pointer);
        boolean number = schema.path("type").asText().matches("integer|number");
        JsonNode node = number ? new ObjectMapper().getNodeFactory().numberNode(new java.math.BigDecimal(value)) : new ObjectMapper().getNodeFactory().textNode(value);
        return faults(pointer, node, where);
    }

    /** What is wrong with an answer: its status, or a body of JSON; empty for nothing. */
    List<String> faultsOfAnswer(String method, String path, int status, JsonNode body) {
        JsonNode responses = operation(method, path).path("responses");
        JsonNode response = resolve(responses.path(String.valueOf(status)));
        if (response.isMissingNode()) {
            return List.of(method + " " + path + ": the contract has no answer " + status);
        }
        String type = status < 400 ? "application/json" : "application/problem+json";
        JsonNode schema = response.path("content").path(type).path("schema");
        return schema.isMissingNode() ? List.of() : faults(schema.path("$ref").asText().substring(1), body, path);
    }

    private List<String> faults(String pointer, JsonNode value, String where) {
        return schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer)).validate(value).stream()
                .map(fault -> where + ": " + fault)
                .toList();
    }

    private String pointer(JsonNode reference, JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        return schema.has("$ref")
                ? schema.path("$ref").asText().substring(1)
                : (reference.has("$ref") ? reference.path("$ref").asText().substring(1) + "/schema" : inline(parameter));
    }

    /** Where a parameter that stands in its operation is. */
    private String inline(JsonNode parameter) {
        for (Map.Entry<String, JsonNode> path : (Iterable<Map.Entry<String, JsonNode>>) () -> document.path("paths").fields()) {
            JsonNode all = path.getValue().path("get").path("parameters");
            for (int index = 0; index < all.size(); index++) {
                if (all.get(index) == parameter) {
                    return "/paths/" + path.getKey().replace("/", "~1") + "/get/parameters/" + index + "/schema";
                }
            }
        }
        throw new IllegalStateException("not found: " + parameter);
    }

    private JsonNode operation(String method, String path) {
        return StreamSupport.stream(((Iterable<String>) () -> document.path("paths").fieldNames()).spliterator(), false)
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .map(template -> document.path("paths").path(template).path(method.toLowerCase(java.util.Locale.ROOT)))
                .findFirst()
                .orElse(document.path("none"));
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
