package com.hometech.edf.common.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells configurations apart: a model or a forecast carries it, so that a number can be traced to its settings. */
public final class ConfigFingerprint {
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private ConfigFingerprint() {}

    /** SHA-256 in lower-case hex of {@link #canonicalJson}: equal for equal values, whatever the file looked like. */
    public static String of(EdfConfig config) {
        try {
            byte[] json = canonicalJson(config).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** All values, defaults included, as JSON with sorted keys and no white space. */
    public static String canonicalJson(EdfConfig config) {
        try {
            return CANONICAL.writeValueAsString(config);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Records of plain values can always be written", impossible);
        }
    }
}
