package com.hometech.edf.api.contract;

import com.hometech.edf.api.access.Scope;
import com.hometech.edf.api.contract.Parameter.Place;
import com.hometech.edf.api.contract.Schemas.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The operations of {@code openapi.yaml}. The document is not only promised but used: which paths there are, what a parameter
 * may be, and which scope an operation needs is read from it.
 *
 * @param operations in the order of the document
 */
public record Contract(List<Operation> operations) {
    /** The document's name beside {@code com.hometech.edf.api}. */
    public static final String RESOURCE = "/com/hometech/edf/api/openapi.yaml";

    /** Of a body that is a document which its operation reads itself. */
    private static final String MOST_BYTES = "x-most-bytes";

    private static final int MOST_ALIASES = 10_000;
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    public Contract {
        operations = List.copyOf(operations);
    }

    /** What a path and a method lead to. */
    public sealed interface Route {
        /**
         * An operation.
         *
         * @param variables of the path, decoded and not yet checked
         */
        record Found(Operation operation, Map<String, String> variables) implements Route {}

        /** There is the path, but not with this method. */
        record OtherMethods(Set<String> allowed) implements Route {}

        /** There is no such path. */
        record Unknown() implements Route {}
    }

    /** The contract that this program was built with. */
    public static Contract read() {
        return of(document());
    }

    /** The document as maps, lists, texts and numbers. */
    public static Map<?, ?> document() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try (InputStream yaml = Objects.requireNonNull(Contract.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Contract of(Map<?, ?> document) {
        Node root = Node.root(document);
        List<Operation> operations = new ArrayList<>();
        Node paths = root.node("paths");
        for (Object path : paths.fields().keySet()) {
            Node item = paths.node(path.toString());
            for (Object method : item.fields().keySet()) {
                if (METHODS.contains(method.toString())) {
                    operations.add(operation(root, path.toString(), method.toString(), item.node(method.toString())));
                }
            }
        }
        return new Contract(operations);
    }

    private static Operation operation(Node root, String path, String method, Node node) {
        Node ok = node.node("responses").node("200");
        return new Operation(
                node.text("operationId"),
                method.toUpperCase(Locale.ROOT),
                PathTemplate.of(path),
                scopes(node.has("security") ? node.nodes("security") : root.nodes("security")),
                node.nodes("parameters").stream().map(Contract::parameter).toList(),
                names(ok.node("content")),
                new TreeSet<>(ok.has("headers") ? names(ok.node("headers")) : List.of()),
                node.has("requestBody") && !takesDocument(node) ? bodyFields(node.node("requestBody")) : Map.of(),
                takesDocument(node) ? mostDocumentBytes(node) : 0,
                node.has("security") && node.nodes("security").isEmpty());
    }

    private static boolean takesDocument(Node operation) {
        return operation.has("requestBody") && operation.node("requestBody").has(MOST_BYTES);
    }

    private static int mostDocumentBytes(Node operation) {
        return Math.toIntExact(
                operation.node("requestBody").whole(MOST_BYTES).orElseThrow(() -> operation.unknown(MOST_BYTES)));
    }

    private static List<String> names(Node node) {
        return node.fields().keySet().stream().map(Object::toString).toList();
    }

    private static Set<Scope> scopes(List<Node> alternatives) {
        Set<Scope> scopes = new HashSet<>();
        for (Node alternative : alternatives) {
            for (String code : alternative.texts("edf")) {
                scopes.add(Arrays.stream(Scope.values())
                        .filter(scope -> scope.code().equals(code))
                        .findFirst()
                        .orElseThrow(() -> alternative.unknown("scope " + code)));
            }
        }
        return scopes;
    }

    private static Parameter parameter(Node node) {
        Node schema = node.node("schema");
        ValueType type = Schemas.type(schema);
        return new Parameter(
                node.text("name"),
                Place.valueOf(node.text("in").toUpperCase(Locale.ROOT)),
                node.has("required") && node.text("required").equals("true"),
                type,
                schema.has("default") ? Optional.of(fallback(schema, type)) : Optional.empty());
    }

    private static Object fallback(Node schema, ValueType type) {
        try {
            return type.parse(schema.text("default"));
        } catch (WrongValueException wrong) {
            throw schema.unknown("default " + wrong.getMessage());
        }
    }

    /** All bodies but documents are flat objects of texts, all of which are required. */
    private static Map<String, ValueType> bodyFields(Node requestBody) {
        Node schema = requestBody.node("content").node("application/json").node("schema");
        Node properties = schema.node("properties");
        Map<String, ValueType> fields = new LinkedHashMap<>();
        names(properties).forEach(name -> fields.put(name, Schemas.type(properties.node(name))));
        if (!Set.copyOf(schema.texts("required")).equals(fields.keySet()) || !schema.has("additionalProperties")) {
            throw schema.unknown("a body with optional or further fields");
        }
        return fields;
    }

    /**
     * Finds the operation for a request. {@code HEAD} is answered where {@code GET} is.
     *
     * @param path decoded
     */
    public Route route(String method, String path) {
        List<String> segments = PathTemplate.segments(path);
        Set<String> allowed = new TreeSet<>();
        String wanted = method.equals("HEAD") ? "GET" : method;
        for (Operation operation : operations) {
            Optional<Map<String, String>> variables = operation.path().match(segments);
            if (variables.isPresent() && operation.method().equals(wanted)) {
                return new Route.Found(operation, variables.get());
            }
            if (variables.isPresent()) {
                allowed.add(operation.method());
            }
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return allowed.isEmpty() ? new Route.Unknown() : new Route.OtherMethods(allowed);
    }
}
