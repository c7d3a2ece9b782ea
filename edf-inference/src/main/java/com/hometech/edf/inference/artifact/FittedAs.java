package com.hometech.edf.inference.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.inference.artifact.ModelArchive.Limits;
import java.io.IOException;
import java.util.Map;

/**
 * What of a model decides which features a daily run makes for it: known without opening the model itself, which is
 * checked when it is loaded.
 *
 * @param strategy how it was fitted
 * @param prophetRegressors weather columns that it was fitted with, separated by commas; empty where there are none
 */
public record FittedAs(String strategy, String prophetRegressors) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads it from the metadata within {@code model.tar.gz}.
     *
     * @param name what to call the archive in errors
     * @throws ModelUnusableException when it is no archive of a model, or its metadata name no strategy
     */
    public static FittedAs of(byte[] tarGz, String name) {
        JsonNode metadata = metadata(tarGz, name);
        String strategy = metadata.path("strategy").asText();
        if (strategy.isBlank()) {
            throw new ModelUnusableException(ArtifactFile.METADATA.fileName() + " of " + name + " names no strategy");
        }
        return new FittedAs(
                strategy,
                metadata.path("hyperparameters").path("prophet_regressors").asText());
    }

    /** The metadata within an archive, whatever version of EDF wrote them. */
    static JsonNode metadata(byte[] tarGz, String name) {
        Map<String, byte[]> files = ModelArchive.unpack(tarGz, name, Limits.MODEL);
        String file = ArtifactFile.METADATA.fileName();
        byte[] json = files.get(file);
        if (json == null) {
            throw new ModelUnusableException(name + " holds no " + file);
        }
        try {
            return JSON.readTree(json);
        } catch (IOException notJson) {
            throw new ModelUnusableException(file + " of " + name + " is no JSON: " + notJson.getMessage(), notJson);
        }
    }
}
