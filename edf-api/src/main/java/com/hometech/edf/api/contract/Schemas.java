package com.hometech.edf.api.contract;

import com.hometech.edf.api.contract.ValueType.Choice;
import com.hometech.edf.api.contract.ValueType.Day;
import com.hometech.edf.api.contract.ValueType.Decimal;
import com.hometech.edf.api.contract.ValueType.Items;
import com.hometech.edf.api.contract.ValueType.Text;
import com.hometech.edf.api.contract.ValueType.Time;
import com.hometech.edf.api.contract.ValueType.Whole;
import com.hometech.edf.api.contract.ValueType.WordOr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes types of schemas. What a schema says and no type here means is refused: nothing in the contract is only for show. */
final class Schemas {
    private static final int MOST_CHARACTERS = 1000;

    private Schemas() {}

    static ValueType type(Node schema) {
        if (schema.has("oneOf")) {
            return wordOr(schema);
        }
        if (schema.has("enum")) {
            return new Choice(schema.texts("enum"));
        }
        return switch (schema.text("type")) {
            case "string" -> text(schema);
            case "integer" ->
                new Whole(
                        schema.whole("minimum").orElseThrow(() -> schema.unknown("an integer without minimum")),
                        schema.whole("maximum").orElseThrow(() -> schema.unknown("an integer without maximum")),
                        schema.whole("multipleOf").orElse(1L));
            case "number" -> decimal(schema);
            case "array" ->
                new Items(
                        type(schema.node("items")),
                        Math.toIntExact(
                                schema.whole("maxItems").orElseThrow(() -> schema.unknown("a list without maxItems"))));
            default -> throw schema.unknown("type " + schema.text("type"));
        };
    }

    private static ValueType wordOr(Node schema) {
        List<Node> choices = schema.nodes("oneOf");
        if (choices.size() != 2 || !choices.get(0).has("const")) {
            throw schema.unknown("oneOf of other than a const and a type");
        }
        return new WordOr(choices.get(0).text("const"), type(choices.get(1)));
    }

    private static ValueType text(Node schema) {
        Optional<Pattern> rule =
                schema.has("pattern") ? Optional.of(Pattern.compile(schema.text("pattern"))) : Optional.empty();
        return switch (schema.has("format") ? schema.text("format") : "") {
            case "" ->
                new Text(
                        rule,
                        Math.toIntExact(schema.whole("minLength").orElse(0L)),
                        Math.toIntExact(schema.whole("maxLength").orElse((long) MOST_CHARACTERS)));
            case "date-time" -> new Time(rule.orElseThrow(() -> schema.unknown("a time without pattern")));
            case "date" -> new Day(rule.orElseThrow(() -> schema.unknown("a date without pattern")));
            default -> throw schema.unknown("format " + schema.text("format"));
        };
    }

    private static ValueType decimal(Node schema) {
        return new Decimal(
                bound(schema, "minimum", "exclusiveMinimum"),
                schema.has("minimum"),
                bound(schema, "maximum", "exclusiveMaximum"),
                schema.has("maximum"));
    }

    private static double bound(Node schema, String included, String excluded) {
        return schema.number(schema.has(included) ? included : excluded);
    }

    /** A place in the document, with references followed. */
    record Node(Map<?, ?> document, Map<?, ?> fields, String where) {

        static Node root(Map<?, ?> document) {
            return new Node(document, document, "");
        }

        boolean has(String name) {
            return fields.containsKey(name);
        }

        Node node(String name) {
            return of(fields.get(name), where + "/" + name);
        }

        List<Node> nodes(String name) {
            return fields.get(name) instanceof List<?> list
                    ? list.stream().map(item -> of(item, where + "/" + name)).toList()
                    : List.of();
        }

        private Node of(@Nullable Object value, String place) {
            if (!(value instanceof Map<?, ?> map)) {
                throw new IllegalStateException("openapi.yaml has no object at " + place);
            }
            if (!(map.get("$ref") instanceof String reference)) {
                return new Node(document, map, place);
            }
            Node target = root(document);
            for (String step : reference.substring("#/".length()).split("/")) {
                target = target.node(step);
            }
            return target;
        }

        String text(String name) {
            Object value = fields.get(name);
            if (value == null) {
                throw unknown("no " + name);
            }
            return value.toString();
        }

        List<String> texts(String name) {
            return fields.get(name) instanceof List<?> list
                    ? list.stream().map(Object::toString).toList()
                    : List.of();
        }

        Optional<Long> whole(String name) {
            return fields.get(name) instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
        }

        double number(String name) {
            if (fields.get(name) instanceof Number number) {
                return number.doubleValue();
            }
            throw unknown("no number " + name);
        }

        IllegalStateException unknown(String what) {
            return new IllegalStateException("openapi.yaml, " + where + ": " + what);
        }
    }
}
