package com.hometech.edf.inference.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.hometech.edf.common.error.ModelUnusableException;
import java.io.IOException;

/**
 * {@link ModelMetadata} as JSON with sorted keys, so that the same model gives the same bytes. Stricter than other JSON
 * of EDF when read: a field that is missing or null is refused, because nothing about a model may be guessed.
 */
public final class MetadataJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private MetadataJson() {}

    /** The file's bytes. */
    public static byte[] write(ModelMetadata metadata) {
        try {
            return MAPPER.writeValueAsBytes(metadata);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Model metadata do not become JSON", impossible);
        }
    }

    /**
     * Reads the file: every field must be there, and no other.
     *
     * @throws ModelUnusableException naming the field that is wrong
     */
    static ModelMetadata read(byte[] json) {
        try {
            return MAPPER.readValue(json, ModelMetadata.class);
        } catch (JsonProcessingException wrong) {
            throw new ModelUnusableException(
                    ArtifactFile.METADATA.fileName() + " cannot be used: " + wrong.getOriginalMessage(), wrong);
        } catch (IOException noText) {
            throw new ModelUnusableException(
                    ArtifactFile.METADATA.fileName() + " cannot be used: " + noText.getMessage(), noText);
        }
    }
}
