package com.hometech.edf.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code openapi.yaml} says of requests and answers; tells where one differs. */
final class Contract {
    private static final String ADDRESS = "https://edf.test/openapi";
    private static final int MOST_ALIASES = 10_000;

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
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try (InputStream yaml = Contract.class.getResourceAsStream("/com/hometech/edf/api/openapi.yaml")) {
            Object loaded = new Yaml(new SafeConstructor(options)).load(yaml);
            return new Contract(new ObjectMapper().valueToTree(loaded));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Names of all operations. */
    List<String> operationIds() {
        return document.path("paths").findValuesAsText("operationId");
    }

    /** What is wrong with a request: its path, method, or parameters; empty for nothing. */
    List<String> faultsOfRequest(String method, String path, Map<String, String> query) {
        String operation = operation(method, path);
        if (document.at(operation).isMissingNode()) {
            return List.of(method + " " + path + ": no such operation");
        }
        List<String> faults = new ArrayList<>();
        Map<String, String> unknown = new TreeMap<>(query);
        int parameters = document.at(operation + "/parameters").size();
        for (int index = 0; index < parameters; index++) {
            String at = followed(operation + "/parameters/" + index);
            JsonNode parameter = document.at(at);
            String name = parameter.path("name").asText();
            String value = unknown.remove(name);
            if (parameter.path("in").asText().equals("query") && value != null) {
                faults.addAll(faults(at + "/schema", typed(at + "/schema", value), path + "?" + name));
            } else if (parameter.path("in").asText().equals("query")
                    && parameter.path("required").asBoolean()) {
                faults.add(method + " " + path + ": lacks " + name);
            }
        }
        unknown.keySet().forEach(name -> faults.add(method + " " + path + ": unknown parameter " + name));
        return faults;
    }

    /** What is wrong with an answer: its status, or a body of JSON; empty for nothing. */
    List<String> faultsOfAnswer(String method, String path, int status, JsonNode body) {
        String response = operation(method, path) + "/responses/" + status;
        if (document.at(response).isMissingNode()) {
            return List.of(method + " " + path + ": the contract has no answer " + status);
        }
        String type = status < 400 ? "application~1json" : "application~1problem+json";
        return faults(followed(response) + "/content/" + type + "/schema", body, path);
    }

    private List<String> faults(String pointer, JsonNode value, String where) {
        return schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer)).validate(value).stream()
                .map(fault -> where + ": " + fault)
                .toList();
    }

    /** A parameter's text as its schema's type. */
    private JsonNode typed(String pointer, String value) {
        return document.at(followed(pointer)).path("type").asText().matches("integer|number")
                ? JsonNodeFactory.instance.numberNode(new BigDecimal(value))
                : JsonNodeFactory.instance.textNode(value);
    }

    /** Pointer to the operation that a path leads to; to nothing where there is none. */
    private String operation(String method, String path) {
        List<String> templates = new ArrayList<>();
        document.path("paths").fieldNames().forEachRemaining(templates::add);
        return templates.stream()
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .map(template -> "/paths/" + template.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("/paths/none");
    }

    /** The pointer itself, or where its {@code $ref} leads. */
    private String followed(String pointer) {
        JsonNode node = document.at(pointer);
        return node.has("$ref") ? node.path("$ref").asText().substring(1) : pointer;
    }
}
