package com.hometech.edf.lambdas;

import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The fields of a handler's payload, checked as a whole: every missing, unknown and mistyped field is named at once. A
 * null is the same as no field.
 */
final class Payload {
    private final Map<String, String> texts = new TreeMap<>();

    private Payload() {}

    /**
     * Reads text fields.
     *
     * @throws InvalidInputException naming each field that is missing, unknown or not text
     */
    static Payload of(Map<String, Object> input, List<String> required, List<String> optional) {
        List<String> known = Stream.concat(required.stream(), optional.stream()).toList();
        List<String> problems = new ArrayList<>();
        Payload payload = new Payload();
        new TreeMap<>(input).forEach((name, value) -> {
            if (!known.contains(name)) {
                problems.add("unknown field \"" + name + "\": " + NearestName.hint(name, known));
            } else if (value instanceof String text) {
                payload.texts.put(name, text);
            } else if (value != null) {
                problems.add(name + " is " + value + ", not text");
            }
        });
        required.stream()
                .filter(name -> input.get(name) == null || (input.get(name) instanceof String text && text.isBlank()))
                .forEach(name -> problems.add(name + " is missing"));
        if (!problems.isEmpty()) {
            throw new InvalidInputException("The payload cannot be used: " + String.join("; ", problems));
        }
        return payload;
    }

    /** A required field's text. */
    String text(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException(name + " was not required"));
    }

    /** A field's text; empty when it is absent or blank. */
    Optional<String> optional(String name) {
        return Optional.ofNullable(texts.get(name)).filter(text -> !text.isBlank());
    }

    /** A required field that is an object's URI. */
    ObjectUri uri(String name) {
        return parsedUri(name, text(name));
    }

    /** A field that is an object's URI; empty when it is absent or blank. */
    Optional<ObjectUri> optionalUri(String name) {
        return optional(name).map(text -> parsedUri(name, text));
    }

    private static ObjectUri parsedUri(String name, String text) {
        try {
            return ObjectUri.parse(text);
        } catch (InvalidInputException noUri) {
            throw new InvalidInputException(name + ": " + noUri.getMessage(), noUri);
        }
    }

    /** A required field that is an instant. */
    Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException noInstant) {
            throw new InvalidInputException(
                    name + " \"" + text(name) + "\" is not an instant such as 2016-05-10T05:00:00Z", noInstant);
        }
    }
}
