package com.hometech.edf.cli.states;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The functions that Step Functions adds to JSONata, and the list of those the runner knows.
 *
 * <p>Functions whose value changes from call to call are refused, for a redrive must compute what the first run did;
 * {@code $eval} is refused by Step Functions itself.
 */
final class StepFunctionsFunctions {

    /** The functions of JSONata 2.0 that may be called. */
    private static final Set<String> JSONATA = Set.of(
            "sum",
            "count",
            "max",
            "min",
            "average",
            "string",
            "substring",
            "substringBefore",
            "substringAfter",
            "lowercase",
            "uppercase",
            "length",
            "trim",
            "pad",
            "match",
            "contains",
            "replace",
            "split",
            "join",
            "formatNumber",
            "formatBase",
            "formatInteger",
            "parseInteger",
            "number",
            "floor",
            "ceil",
            "round",
            "abs",
            "sqrt",
            "power",
            "boolean",
            "not",
            "map",
            "zip",
            "filter",
            "single",
            "reduce",
            "sift",
            "keys",
            "lookup",
            "append",
            "exists",
            "spread",
            "merge",
            "reverse",
            "each",
            "error",
            "assert",
            "type",
            "sort",
            "distinct",
            "base64encode",
            "base64decode",
            "encodeUrlComponent",
            "encodeUrl",
            "decodeUrlComponent",
            "decodeUrl",
            "toMillis",
            "fromMillis",
            "clone");

    private static final Set<String> ADDED = Set.of("partition", "range", "hash", "parse");

    private static final String CHANGES =
            "its value changes from call to call, so a redrive would compute something else; ";

    private static final Map<String, String> REFUSED = Map.of(
            "eval", "Step Functions does not support it",
            "now", CHANGES + "use $states.context.Execution.StartTime",
            "millis", CHANGES + "use $toMillis($states.context.Execution.StartTime)",
            "random", CHANGES + "derive the value from $states.context.Execution.Id with $hash",
            "shuffle", CHANGES + "use $sort",
            "uuid", CHANGES + "use $states.context.Execution.Id");

    private static final Set<String> HASH_ALGORITHMS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
    private static final int MAXIMUM_RANGE_SIZE = 1000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private StepFunctionsFunctions() {}

    /** Whether {@code $name} is a function that an expression may use. */
    static boolean isSupported(String name) {
        return JSONATA.contains(name) || ADDED.contains(name);
    }

    /** Why {@code $name} is refused; empty where it is not a function that JSONata knows. */
    static Optional<String> refusal(String name) {
        return Optional.ofNullable(REFUSED.get(name));
    }

    /** Makes the added functions known to {@code expression}. */
    static void registerOn(Jsonata expression) {
        expression.registerFunction("partition", new JFunction((input, args) -> partition(args), "<an:a<a>>"));
        expression.registerFunction("range", new JFunction((input, args) -> range(args), "<nnn:a<n>>"));
        expression.registerFunction("hash", new JFunction((input, args) -> hash(args), "<xs:s>"));
        expression.registerFunction("parse", new JFunction((input, args) -> parse(args), "<s:x>"));
    }

    private static List<Object> partition(List<?> args) {
        List<?> elements = (List<?>) args.get(0);
        int size = ((Number) args.get(1)).intValue();
        if (size < 1) {
            throw refused("$partition needs a chunk size of at least 1, not " + args.get(1));
        }
        List<Object> chunks = new ArrayList<>();
        for (int from = 0; from < elements.size(); from += size) {
            chunks.add(new ArrayList<>(elements.subList(from, Math.min(from + size, elements.size()))));
        }
        return chunks;
    }

    private static List<Object> range(List<?> args) {
        long first = ((Number) args.get(0)).longValue();
        long last = ((Number) args.get(1)).longValue();
        long step = ((Number) args.get(2)).longValue();
        if (step == 0 || (last - first) / step >= MAXIMUM_RANGE_SIZE) {
            throw refused("$range(%d, %d, %d) needs a step other than 0 and gives at most %d numbers"
                    .formatted(first, last, step, MAXIMUM_RANGE_SIZE));
        }
        List<Object> numbers = new ArrayList<>();
        for (long number = first; step > 0 ? number <= last : number >= last; number += step) {
            numbers.add(number);
        }
        return numbers;
    }

    private static String hash(List<?> args) throws JsonProcessingException, NoSuchAlgorithmException {
        String algorithm = (String) args.get(1);
        if (!HASH_ALGORITHMS.contains(algorithm)) {
            throw refused("$hash does not know the algorithm " + algorithm + "; it knows MD5, SHA-1, SHA-256, SHA-384"
                    + " and SHA-512");
        }
        Object value = args.get(0);
        String text = value instanceof String string ? string : JSON.writeValueAsString(JsonataValues.toJson(value));
        byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private static Object parse(List<?> args) {
        try {
            return JsonataValues.of(DefinitionJson.read((String) args.get(0)));
        } catch (JsonProcessingException notJson) {
            throw refused("$parse got a text that is not JSON: " + notJson.getOriginalMessage());
        }
    }

    private static StateFailure refused(String message) {
        return new StateFailure(ErrorName.QUERY_EVALUATION_ERROR, message);
    }
}
