package com.hometech.edf.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Every resource of the plans in a folder, as {@code terraform show -json} writes them after an apply: all values are known. */
final class Plans {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Resource> resources = new ArrayList<>();

    /**
     * @param stack the plan's file
     * @param values attributes; blocks are arrays
     */
    record Resource(String stack, String address, String type, JsonNode values) {
        /** An attribute, or one of a block within blocks: {@code "rule/0/status"}; missing ones are missing nodes. */
        JsonNode at(String path) {
            return values.at("/" + path);
        }

        boolean has(String path) {
            return !at(path).isMissingNode()
                    && !at(path).isNull()
                    && !at(path).asText("x").isEmpty();
        }

        /** The statements of a policy that stands in an attribute as text. */
        List<JsonNode> statements(String attribute) {
            return parsedStatements(at(attribute).asText());
        }

        @Override
        public String toString() {
            return stack + ": " + address;
        }
    }

    Plans(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                add(file.getFileName().toString(), JSON.readTree(file.toFile()).at("/planned_values/root_module"));
            }
        }
    }

    private void add(String stack, JsonNode module) {
        module.path("resources")
                .forEach(resource -> resources.add(new Resource(
                        stack,
                        resource.get("address").asText(),
                        resource.get("type").asText(),
                        resource.get("values"))));
        module.path("child_modules").forEach(child -> add(stack, child));
    }

    /** The resources of a type. */
    List<Resource> of(String type) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    /** The resources of a type that belong to the one with this name, such as the settings of a bucket. */
    List<Resource> of(String type, String attribute, String name) {
        return of(type).stream()
                .filter(resource -> resource.at(attribute).asText().equals(name))
                .toList();
    }

    /** The resources of a type that do not have what they should. */
    List<Resource> without(String type, Predicate<Resource> required) {
        return of(type).stream().filter(required.negate()).toList();
    }

    /** Statements of every policy of roles. */
    List<JsonNode> roleStatements() {
        return of("aws_iam_role_policy").stream()
                .flatMap(policy -> policy.statements("policy").stream())
                .toList();
    }

    /** All definitions of state machines. */
    List<JsonNode> definitions() {
        return of("aws_sfn_state_machine").stream()
                .map(machine -> parsed(machine.at("definition").asText()))
                .toList();
    }

    /** The texts of a JSON value that may be one text or a list of them. */
    static List<String> texts(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(value.asText());
    }

    private static List<JsonNode> parsedStatements(String policy) {
        JsonNode statements = parsed(policy).path("Statement");
        return statements.isArray()
                ? StreamSupport.stream(statements.spliterator(), false).toList()
                : List.of(statements);
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}
