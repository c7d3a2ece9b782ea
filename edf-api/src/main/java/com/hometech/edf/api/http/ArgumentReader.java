package com.hometech.edf.api.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hometech.edf.api.contract.Operation;
import com.hometech.edf.api.contract.Parameter;
import com.hometech.edf.api.contract.Parameter.Place;
import com.hometech.edf.api.contract.ValueType;
import com.hometech.edf.api.contract.WrongValueException;
import com.hometech.edf.api.http.ProblemException.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads parameters and body of a request by the contract. All that is wrong is said at once. */
final class ArgumentReader {
    private static final int MOST_BODY_BYTES = 16 * 1024;
    private static final String JSON_TYPE = "application/json";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final ObjectMapper DOCUMENTS = JsonMapper.builder(JSON)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String NO_OBJECT = "The body is not one JSON object with each field once, in UTF-8";

    private final Operation operation;
    private final Map<String, Object> values = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private ArgumentReader(Operation operation) {
        this.operation = operation;
    }

    /** @param variables of the path */
    static Arguments read(Operation operation, Map<String, String> variables, ApiRequest request) {
        ArgumentReader reader = new ArgumentReader(operation);
        reader.refuseUnknown(request.query());
        operation.parameters().forEach(parameter -> reader.read(parameter, variables, request));
        if (operation.mostDocumentBytes() > 0) {
            reader.readDocument(request);
        } else if (operation.bodyFields().isEmpty()) {
            reader.refuseBody(request);
        } else {
            reader.readBody(request);
        }
        if (!reader.faults.isEmpty()) {
            throw ProblemException.invalid(reader.faults);
        }
        return new Arguments(reader.values);
    }

    private void refuseUnknown(Map<String, List<String>> query) {
        List<String> known = operation.parameters().stream()
                .filter(parameter -> parameter.place() == Place.QUERY)
                .map(Parameter::name)
                .toList();
        for (String name : query.keySet()) {
            if (!known.contains(name)) {
                String shown = WrongValueException.shown(name);
                faults.add(Fault.ofParameter(
                        shown,
                        "There is no parameter " + shown
                                + (known.isEmpty()
                                        ? "; this operation takes none"
                                        : "; there are " + String.join(", ", known))));
            }
        }
    }

    private void read(Parameter parameter, Map<String, String> variables, ApiRequest request) {
        List<String> given =
                switch (parameter.place()) {
                    case PATH -> List.of(variables.get(parameter.name()));
                    case QUERY -> request.query().getOrDefault(parameter.name(), List.of());
                    case HEADER -> request.header(parameter.name()).stream().toList();
                };
        if (given.size() > 1) {
            add(parameter, "stands there " + given.size() + " times; write it once");
        } else if (given.size() == 1) {
            put(parameter.name(), parameter.type(), given.get(0), problem -> add(parameter, problem));
        } else if (parameter.required()) {
            requireGiven(parameter);
        } else {
            parameter.fallback().ifPresent(value -> values.put(parameter.name(), value));
        }
    }

    private void requireGiven(Parameter parameter) {
        if (parameter.place() == Place.HEADER) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Send " + parameter.name() + " with the ETag of what you have seen");
        }
        add(parameter, "is missing");
    }

    private void add(Parameter parameter, String problem) {
        faults.add(Fault.ofParameter(parameter.name(), parameter.name() + " " + problem));
    }

    private void put(String name, ValueType type, String text, Consumer<String> wrong) {
        try {
            values.put(name, type.parse(text));
        } catch (WrongValueException problem) {
            wrong.accept(String.valueOf(problem.getMessage()));
        }
    }

    private void refuseBody(ApiRequest request) {
        if (request.body().length > 0) {
            faults.add(Fault.ofField("", "This operation takes no body"));
        }
    }

    /** What is in it is for the operation to check. */
    private void readDocument(ApiRequest request) {
        requireJson(request, operation.mostDocumentBytes());
        try {
            JsonNode document = DOCUMENTS.readTree(request.body());
            if (document.isObject()) {
                values.put(Arguments.DOCUMENT, document);
            } else {
                faults.add(Fault.ofField("", NO_OBJECT));
            }
        } catch (IOException notJson) {
            faults.add(Fault.ofField("", NO_OBJECT));
        }
    }

    private static void requireJson(ApiRequest request, int mostBytes) {
        if (request.body().length > mostBytes) {
            throw ProblemException.of(ProblemType.TOO_LARGE, "The body is larger than " + mostBytes / 1024 + " KiB");
        }
        String type = request.header("Content-Type").orElse("").split(";", 2)[0].strip();
        if (!type.toLowerCase(Locale.ROOT).equals(JSON_TYPE)) {
            throw ProblemException.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the body as " + JSON_TYPE);
        }
    }

    private void readBody(ApiRequest request) {
        requireJson(request, MOST_BODY_BYTES);
        try (JsonParser json = JSON.createParser(request.body())) {
            readFields(json);
        } catch (IOException notJson) {
            faults.add(Fault.ofField("", NO_OBJECT));
        }
    }

    private void readFields(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            faults.add(Fault.ofField("", "The body is not a JSON object"));
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.getCurrentName();
            json.nextToken();
            readField(name, json);
        }
        if (json.nextToken() != null) {
            faults.add(Fault.ofField("", "After the JSON object there is more"));
        }
        for (String name : operation.bodyFields().keySet()) {
            boolean faulty = faults.stream().anyMatch(fault -> fault.name().equals("/" + name));
            if (!values.containsKey(name) && !faulty) {
                faults.add(Fault.ofField(name, name + " is missing"));
            }
        }
    }

    private void readField(String name, JsonParser json) throws IOException {
        ValueType type = operation.bodyFields().get(name);
        if (type == null) {
            String known = operation.bodyFields().keySet().stream().collect(Collectors.joining(", "));
            faults.add(Fault.ofField(
                    WrongValueException.shown(name),
                    "There is no field " + WrongValueException.shown(name) + "; there are " + known));
            json.skipChildren();
        } else if (json.currentToken() != JsonToken.VALUE_STRING) {
            faults.add(Fault.ofField(name, name + " is not a text"));
            json.skipChildren();
        } else {
            put(name, type, json.getText(), problem -> faults.add(Fault.ofField(name, name + " " + problem)));
        }
    }
}
