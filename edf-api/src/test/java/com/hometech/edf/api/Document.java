package com.hometech.edf.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.api.contract.Contract;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The contract as answers are held against it: exactly the fields that it describes, all of them unless they are known to be
 * optional.
 */
final class Document {
    static final ObjectMapper JSON = new ObjectMapper();

    /** What the contract lets answers leave out. */
    private static final Set<String> OPTIONAL = Set.of(
            "quantiles",
            "yhat_lower_uncorrected",
            "yhat_upper_uncorrected",
            "status_reason",
            "instance",
            "errors",
            "parameter",
            "pointer");

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final JsonNode DOCUMENT = JSON.valueToTree(Contract.document());
    private static final JsonNode STRICT = strict(DOCUMENT.deepCopy());
    private static final Map<String, JsonSchema> BY_REFERENCE = new TreeMap<>();

    private Document() {}

    static JsonNode node() {
        return DOCUMENT;
    }

    private static JsonNode strict(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject()) {
            ArrayNode required = JSON.createArrayNode();
            object.path("properties").fieldNames().forEachRemaining(name -> {
                if (!OPTIONAL.contains(name)) {
                    required.add(name);
                }
            });
            object.set("required", required);
            if (!object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
        }
        for (Iterator<JsonNode> children = node.elements(); children.hasNext(); ) {
            strict(children.next());
        }
        return node;
    }

    /** The operation's entry. */
    static JsonNode operation(String template, String method) {
        return resolve(DOCUMENT.path("paths").path(template).path(method.toLowerCase(Locale.ROOT)));
    }

    static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? resolve(DOCUMENT.at(node.path("$ref").asText().substring(1))) : node;
    }

    /** What is wrong with JSON of a schema of the document; empty where nothing is. */
    static String problems(JsonNode schema, JsonNode value) {
        String key = schema.toString();
        JsonSchema compiled = BY_REFERENCE.computeIfAbsent(key, absent -> compile(schema));
        return compiled.validate(value).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.joining("; "));
    }

    private static JsonSchema compile(JsonNode schema) {
        ObjectNode root = JSON.createObjectNode();
        root.setAll((ObjectNode) strict(schema.deepCopy()));
        root.set("components", STRICT.path("components"));
        return SCHEMAS.getSchema(
                root,
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }
}
