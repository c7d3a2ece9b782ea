package com.hometech.edf.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A JSON value of a definition whose texts may be expressions; evaluated, each gives way to its value. */
final class Template {

    private final String path;
    private final JsonNode pattern;
    private final Map<String, Expression> expressions = new HashMap<>();

    private Template(String path, JsonNode pattern) {
        this.path = path;
        this.pattern = pattern;
    }

    /**
     * Compiles every expression in {@code pattern}.
     *
     * @param path the field's path in the definition
     * @param problems takes (path, what is wrong) of each text that does not compile
     */
    static Template compile(String path, JsonNode pattern, BiConsumer<String, String> problems) {
        Template template = new Template(path, pattern);
        template.compile(pattern, path, problems);
        return template;
    }

    private void compile(JsonNode node, String at, BiConsumer<String, String> problems) {
        if (node.isObject()) {
            node.properties().forEach(field -> compile(field.getValue(), at + "." + field.getKey(), problems));
        } else if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                compile(node.get(index), at + "[" + index + "]", problems);
            }
        } else if (node.isTextual() && Expression.looksLikeOne(node.textValue())) {
            try {
                expressions.put(at, Expression.compile(node.textValue()));
            } catch (IllegalArgumentException invalid) {
                problems.accept(at, invalid.getMessage());
            }
        }
    }

    /** The field's path in the definition. */
    String path() {
        return path;
    }

    /** The value as it is written, expressions included. */
    JsonNode pattern() {
        return pattern;
    }

    /** Whether the value holds no expression. */
    boolean isLiteral() {
        return expressions.isEmpty();
    }

    /** Every expression, with its path. */
    void forEachExpression(BiConsumer<String, Expression> action) {
        List<String> paths = new ArrayList<>(expressions.keySet());
        paths.sort(null);
        paths.forEach(at -> action.accept(at, expressions.get(at)));
    }

    /**
     * The value in {@code scope}.
     *
     * @throws StateFailure {@code States.QueryEvaluationError} where an expression fails or gives nothing
     */
    JsonNode evaluate(Scope scope) {
        return evaluate(pattern, path, scope);
    }

    private JsonNode evaluate(JsonNode node, String at, Scope scope) {
        if (node.isObject()) {
            ObjectNode result = ((ObjectNode) node).objectNode();
            node.properties()
                    .forEach(field ->
                            result.set(field.getKey(), evaluate(field.getValue(), at + "." + field.getKey(), scope)));
            return result;
        } else if (node.isArray()) {
            ArrayNode result = ((ArrayNode) node).arrayNode();
            for (int index = 0; index < node.size(); index++) {
                result.add(evaluate(node.get(index), at + "[" + index + "]", scope));
            }
            return result;
        }
        Expression expression = expressions.get(at);
        return expression == null ? node : evaluate(expression, at, scope);
    }

    private static JsonNode evaluate(Expression expression, String at, Scope scope) {
        try {
            return expression
                    .evaluate(scope)
                    .orElseThrow(() -> new StateFailure(
                            ErrorName.QUERY_EVALUATION_ERROR,
                            "the expression %s returned nothing".formatted(expression)));
        } catch (StateFailure failure) {
            throw new StateFailure(failure.error(), at + ": " + failure.causeText(), failure);
        }
    }
}
