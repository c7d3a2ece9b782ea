package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Reads the fields of one object of a definition and remembers which were asked for: what is left over is a field that
 * the runner does not support, and is reported.
 */
final class FieldReader {

    private final JsonNode node;
    private final String path;
    private final BiConsumer<String, String> problems;
    private final Set<String> known = new TreeSet<>();

    FieldReader(JsonNode node, String path, BiConsumer<String, String> problems) {
        this.node = node.isObject() ? node : MissingNode.getInstance();
        this.path = path;
        this.problems = problems;
        if (!node.isObject()) {
            problems.accept(path, "must be an object");
        }
    }

    /** The path of this object's field {@code name}. */
    String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    void problem(String name, String what) {
        problems.accept(pathOf(name), what);
    }

    boolean has(String name) {
        known.add(name);
        return node.has(name);
    }

    JsonNode raw(String name) {
        known.add(name);
        return node.path(name);
    }

    Optional<String> text(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!node.get(name).isTextual() || node.get(name).textValue().isBlank()) {
            problem(name, "must be a text, not " + node.get(name));
            return Optional.empty();
        }
        return Optional.of(node.get(name).textValue());
    }

    String requiredText(String name) {
        if (!has(name)) {
            problem(name, "is missing");
        }
        return text(name).orElse("");
    }

    Optional<Integer> integer(String name, int minimum) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = node.get(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < minimum) {
            problem(name, "must be a whole number of at least %d, not %s".formatted(minimum, value));
            return Optional.empty();
        }
        return Optional.of(value.intValue());
    }

    Optional<Double> decimal(String name, double minimum) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = node.get(name);
        if (!value.isNumber() || value.doubleValue() < minimum) {
            problem(name, "must be a number of at least %s, not %s".formatted(minimum, value));
            return Optional.empty();
        }
        return Optional.of(value.doubleValue());
    }

    Optional<Template> template(String name) {
        return has(name) ? Optional.of(Template.compile(pathOf(name), node.get(name), problems)) : Optional.empty();
    }

    /** A template that gives a whole number: a literal one of at least {@code minimum}, or an expression. */
    Optional<Template> integerTemplate(String name, int minimum) {
        if (has(name) && !node.get(name).isTextual()) {
            integer(name, minimum);
        } else if (has(name) && !Expression.looksLikeOne(node.get(name).textValue())) {
            problem(name, "must be a whole number or an expression, not " + node.get(name));
        }
        return template(name);
    }

    /** A template that gives a text. */
    Optional<Template> textTemplate(String name) {
        text(name);
        return template(name);
    }

    Map<String, Template> templates(String name) {
        Map<String, Template> templates = new LinkedHashMap<>();
        if (has(name)) {
            new FieldReader(node.get(name), pathOf(name), problems)
                    .node
                    .properties()
                    .forEach(field -> templates.put(
                            field.getKey(),
                            Template.compile(pathOf(name) + "." + field.getKey(), field.getValue(), problems)));
        }
        return templates;
    }

    /** The fields of the object {@code name}, which must be there. */
    FieldReader object(String name) {
        if (!has(name)) {
            problem(name, "is missing");
            return new FieldReader(JsonNodeFactory.instance.objectNode(), pathOf(name), problems);
        }
        return new FieldReader(node.get(name), pathOf(name), problems);
    }

    /** Each object of the array {@code name}, read by {@code read}; an absent array is empty. */
    <T> List<T> objects(String name, Function<FieldReader, T> read) {
        if (!has(name)) {
            return List.of();
        }
        if (!node.get(name).isArray() || node.get(name).isEmpty()) {
            problem(name, "must be an array with at least one element");
            return List.of();
        }
        List<T> objects = new ArrayList<>();
        for (int index = 0; index < node.get(name).size(); index++) {
            FieldReader reader =
                    new FieldReader(node.get(name).get(index), "%s[%d]".formatted(pathOf(name), index), problems);
            objects.add(read.apply(reader));
            reader.refuseOtherFields("");
        }
        return objects;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (!has(name) || !node.get(name).isArray() || node.get(name).isEmpty()) {
            problem(name, "must be an array with at least one text");
            return texts;
        }
        for (JsonNode element : node.get(name)) {
            if (element.isTextual()) {
                texts.add(element.textValue());
            } else {
                problem(name, "must hold texts only, not " + element);
            }
        }
        return texts;
    }

    /** Reports every field that was not asked for; {@code where} says where, such as " in a Task state". */
    void refuseOtherFields(String where) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problem(name, "is not supported%s; supported are %s".formatted(where, String.join(", ", known)));
            }
        });
    }
}
