package com.hometech.edf.inference.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.common.error.ModelUnusableException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a model was fitted, for comparison with others: known without opening the model itself.
 *
 * @param hyperparameters as used, by name
 * @param libraryVersions versions of the libraries that shaped it, by name
 */
public record FitNotes(Map<String, String> hyperparameters, Map<String, String> libraryVersions) {
    public FitNotes {
        hyperparameters = new TreeMap<>(hyperparameters);
        libraryVersions = new TreeMap<>(libraryVersions);
    }

    /**
     * Reads it from the metadata within {@code model.tar.gz}.
     *
     * @param name what to call the archive in errors
     * @throws ModelUnusableException when it is no archive of a model
     */
    public static FitNotes of(byte[] tarGz, String name) {
        JsonNode metadata = FittedAs.metadata(tarGz, name);
        return new FitNotes(texts(metadata.path("hyperparameters")), texts(metadata.path("library_versions")));
    }

    private static Map<String, String> texts(JsonNode values) {
        Map<String, String> texts = new TreeMap<>();
        values.properties()
                .forEach(value -> texts.put(value.getKey(), value.getValue().asText()));
        return texts;
    }
}
