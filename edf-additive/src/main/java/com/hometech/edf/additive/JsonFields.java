package com.hometech.edf.additive;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields of a JSON object with messages that name them. */
final class JsonFields {
    private final JsonNode node;
    private final String what;

    /** @param what the object is, for messages */
    JsonFields(JsonNode node, String what) {
        this.node = node;
        this.what = what;
        if (!node.isObject()) {
            throw new AdditiveInputException(what + " is not a JSON object");
        }
    }

    /** Refuses fields that mean nothing here. */
    JsonFields only(Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new AdditiveInputException(what + ": unknown field '" + name + "'; known are "
                        + known.stream().sorted().toList());
            }
        });
        return this;
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    JsonNode get(String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw new AdditiveInputException(what + ": the field '" + field + "' is absent");
        }
        return value;
    }

    /** Absent where the field is null or not there. */
    Optional<JsonNode> find(String field) {
        return has(field) ? Optional.of(node.get(field)) : Optional.empty();
    }

    /** As {@link #find}, where it must be a list. */
    Optional<JsonNode> list(String field) {
        Optional<JsonNode> value = find(field);
        if (value.isPresent() && !value.get().isArray()) {
            throw wrong(field, value.get(), "a list");
        }
        return value;
    }

    double number(String field) {
        JsonNode value = get(field);
        if (!value.isNumber()) {
            throw wrong(field, value, "a number");
        }
        return value.doubleValue();
    }

    double number(String field, double otherwise) {
        return has(field) ? number(field) : otherwise;
    }

    @Nullable
    Double numberOrNull(String field) {
        return has(field) ? (Double) number(field) : null;
    }

    int integer(String field) {
        double value = number(field);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw wrong(field, get(field), "a whole number");
        }
        return (int) value;
    }

    int integer(String field, int otherwise) {
        return has(field) ? integer(field) : otherwise;
    }

    boolean flag(String field, boolean otherwise) {
        Optional<JsonNode> value = find(field);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw wrong(field, value.get(), "true or false");
        }
        return value.map(JsonNode::booleanValue).orElse(otherwise);
    }

    String text(String field) {
        JsonNode value = get(field);
        if (!value.isTextual()) {
            throw wrong(field, value, "text");
        }
        return value.textValue();
    }

    @Nullable
    String textOrNull(String field) {
        return has(field) ? text(field) : null;
    }

    <E extends Enum<E>> @Nullable E choiceOrNull(String field, Class<E> type) {
        if (!has(field)) {
            return null;
        }
        String value = text(field);
        for (E choice : type.getEnumConstants()) {
            if (lower(choice).equals(value)) {
                return choice;
            }
        }
        StringBuilder choices = new StringBuilder();
        for (E choice : type.getEnumConstants()) {
            choices.append(choices.isEmpty() ? "" : ", ").append(lower(choice));
        }
        throw wrong(field, get(field), "one of " + choices);
    }

    <E extends Enum<E>> E choice(String field, E otherwise) {
        E value = choiceOrNull(field, otherwise.getDeclaringClass());
        return value == null ? otherwise : value;
    }

    static String lower(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    AdditiveInputException wrong(String field, JsonNode value, String wanted) {
        String shown = value.toString();
        return new AdditiveInputException(what + ": '" + field + "' is "
                + (shown.length() > 60 ? shown.substring(0, 60) + "..." : shown) + "; give " + wanted);
    }

    /** A time as pandas and people write it: a date, or date and time with a blank or T between, with or without Z. */
    static LocalDateTime time(String text, String what) {
        String plain = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        try {
            return plain.length() == 10
                    ? LocalDate.parse(plain).atStartOfDay()
                    : LocalDateTime.parse(plain.replace(' ', 'T'));
        } catch (DateTimeException unreadable) {
            throw new AdditiveInputException(
                    what + ": '" + text + "' is not a time such as 2024-05-01T08:00:00 (without a zone)", unreadable);
        }
    }
}
