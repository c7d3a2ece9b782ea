package com.hometech.edf.api.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.api.contract.WrongValueException;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.api.http.ProblemException.Fault;
import com.hometech.edf.common.config.NearestName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads values of a JSON document and notes all that is wrong, each with its place. */
final class DocumentReader {
    /** Of more faults than these the others are as those. */
    private static final int MOST_FAULTS = 20;

    private final List<Fault> faults = new ArrayList<>();

    /** Notes what is wrong at a place such as {@code readings/3/kwh}. */
    void fault(String place, String problem) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(Fault.ofField(place, place + " " + problem));
        }
    }

    /** Refuses the request where anything was wrong. */
    void refuseFaults() {
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    /** Notes each field of an object that is not among those known. */
    void refuseOthers(JsonNode object, String place, Collection<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String shown = WrongValueException.shown(name);
                fault(place + shown, "is not known; " + NearestName.hint(shown, known));
            }
        });
    }

    /** A text; empty where there is none, or it was noted as wrong. */
    Optional<String> text(JsonNode object, String place, String name, int mostCharacters) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > mostCharacters) {
            fault(place + name, "is not a text of 1 to " + mostCharacters + " characters");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** A finite number from {@code least} to {@code most}; NaN where there is none, or it was noted as wrong. */
    double number(JsonNode object, String place, String name, double least, double most) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Double.NaN;
        }
        if (!value.isNumber()) {
            fault(place + name, "is no number, nor null");
            return Double.NaN;
        }
        double number = value.doubleValue();
        if (!Double.isFinite(number) || number < least || number > most) {
            fault(
                    place + name,
                    "is " + WrongValueException.shown(value.asText()) + ", out of range; write " + least + " to "
                            + most);
            return Double.NaN;
        }
        return number;
    }

    /** A time with offset; empty where there is none, or it was noted as wrong. */
    Optional<Instant> time(JsonNode value, String place) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        try {
            if (value.isTextual() && value.textValue().length() <= 40) {
                Instant time = OffsetDateTime.parse(value.textValue()).toInstant();
                if (!time.isBefore(FIRST) && time.isBefore(END)) {
                    return Optional.of(time);
                }
            }
        } catch (DateTimeException noTime) {
            // told below
        }
        fault(place, "is no time of the years 2000 to 2099 with offset; write for example 2026-03-01T05:00:00Z");
        return Optional.empty();
    }

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    /** The items of a list; none where there is none, or it was noted as wrong. */
    List<JsonNode> items(JsonNode object, String name, int most) {
        JsonNode value = object.path(name);
        List<JsonNode> items = new ArrayList<>();
        if (value.isMissingNode() || value.isNull()) {
            return items;
        }
        if (!value.isArray() || value.size() > most) {
            fault(name, "is not a list of at most " + most);
            return items;
        }
        value.forEach(items::add);
        return items;
    }
}
