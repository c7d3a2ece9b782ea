package com.hometech.edf.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Parameters by name, each of the type that the contract gives it. Equal ones ask for the same. */
public record Arguments(Map<String, Object> values) {
    /** Name of a body that its operation reads itself. */
    static final String DOCUMENT = "";

    public Arguments {
        values = new TreeMap<>(values);
    }

    /** Whether it was given, or has a default. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A parameter that is required or has a default. */
    public String text(String name) {
        return (String) required(name);
    }

    public Optional<String> textIfGiven(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    /** A parameter that is required or has a default. */
    public int whole(String name) {
        return Math.toIntExact((Long) required(name));
    }

    /** A parameter that is required or has a default. */
    public double decimal(String name) {
        return (Double) required(name);
    }

    /** Empty also where a word stands in its place. */
    public Optional<Instant> time(String name) {
        return values.get(name) instanceof Instant time ? Optional.of(time) : Optional.empty();
    }

    public Optional<LocalDate> day(String name) {
        return Optional.ofNullable((LocalDate) values.get(name));
    }

    /** Empty where it was not given. */
    public List<Double> decimals(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(Double.class::cast).toList()
                : List.of();
    }

    /** Empty where it was not given. */
    public List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    /** The body of an operation that takes a document: a JSON object. */
    public JsonNode document() {
        return (JsonNode) required(DOCUMENT);
    }

    private Object required(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /** All but one. */
    public Arguments without(String name) {
        Map<String, Object> others = new TreeMap<>(values);
        others.remove(name);
        return new Arguments(others);
    }
}
