package com.hometech.edf.additive;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What real Prophet answered for a series: see the README beside the files. */
record ReferenceCase(String name, JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Absent files skip the test, visibly. */
    static Path folder() {
        Path root = Path.of(System.getProperty("edf.root"));
        String shared = Optional.ofNullable(System.getProperty("edf.shared"))
                .or(() -> Optional.ofNullable(System.getenv("EDF_SHARED")))
                .orElse(root.resolveSibling("shared").toString());
        return root.resolve(shared).resolve("reference").resolve("prophet");
    }

    static ReferenceCase read(String name) {
        Path file = folder().resolve(name + ".json");
        assumeTrue(Files.exists(file), file + " is absent: set EDF_SHARED to the folder of the reference cases");
        return new ReferenceCase(name, json(file));
    }

    static JsonNode json(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    AdditiveModel model() {
        return ProphetSettings.read(json.get("settings"));
    }

    Frame history() {
        return FrameJson.read(json.get("history"), "history");
    }

    Frame future() {
        return FrameJson.read(json.get("future"), "future");
    }

    double number(String pointer) {
        return json.at(pointer).doubleValue();
    }

    double[] numbers(String pointer) {
        JsonNode values = json.at(pointer);
        double[] numbers = new double[values.size()];
        for (int index = 0; index < numbers.length; index++) {
            numbers[index] = values.get(index).doubleValue();
        }
        return numbers;
    }

    boolean has(String pointer) {
        return !json.at(pointer).isMissingNode();
    }
}
