package com.hometech.edf.cli.states;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns JSON trees into the plain maps and lists that JSONata computes with, and back. */
final class JsonataValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonataValues() {}

    /** The JSONata value of {@code node}; JSON null is not the same as "undefined". */
    static Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> mapOf(node);
            case ARRAY -> listOf(node);
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> numberOf(node);
            default -> Jsonata.NULL_VALUE;
        };
    }

    /** The JSON tree of a defined JSONata value; a function has none and is refused. */
    static JsonNode toJson(Object value) {
        if (value == null || value == Jsonata.NULL_VALUE) {
            return NODES.nullNode();
        } else if (value instanceof String text) {
            return NODES.textNode(text);
        } else if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        } else if (value instanceof Number number) {
            return toJson(number);
        } else if (value instanceof Map<?, ?> map) {
            return toJson(map);
        } else if (value instanceof List<?> list) {
            return toJson(list);
        }
        throw new StateFailure(
                ErrorName.QUERY_EVALUATION_ERROR, "a function is not a JSON value and cannot be passed on");
    }

    private static Map<String, Object> mapOf(JsonNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(field -> map.put(field.getKey(), of(field.getValue())));
        return map;
    }

    private static List<Object> listOf(JsonNode node) {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(element -> list.add(of(element)));
        return list;
    }

    private static Number numberOf(JsonNode node) {
        return node.canConvertToLong() && node.isIntegralNumber()
                ? Utils.convertNumber(node.longValue())
                : (Number) node.doubleValue();
    }

    private static JsonNode toJson(Number number) {
        if (number instanceof BigInteger || number instanceof BigDecimal) {
            return NODES.numberNode(new BigDecimal(number.toString()));
        }
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            throw new StateFailure(ErrorName.QUERY_EVALUATION_ERROR, "the number " + value + " is not a JSON number");
        }
        boolean integral = number instanceof Long || (value == Math.rint(value) && Math.abs(value) < 1e15);
        if (!integral) {
            return NODES.numberNode(value);
        }
        // as a parser would read it, so that equal values are equal trees
        long whole = number.longValue();
        return whole == (int) whole ? NODES.numberNode((int) whole) : NODES.numberNode(whole);
    }

    private static ObjectNode toJson(Map<?, ?> map) {
        ObjectNode node = NODES.objectNode();
        map.forEach((key, value) -> node.set(String.valueOf(key), toJson(value)));
        return node;
    }

    private static ArrayNode toJson(List<?> list) {
        ArrayNode node = NODES.arrayNode(list.size());
        list.forEach(value -> node.add(toJson(value)));
        return node;
    }
}
