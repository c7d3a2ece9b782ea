package com.hometech.edf.common.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Records as JSON: component names become snake_case keys in the order of the record, times are ISO 8601 text, maps are
 * sorted, unknown keys are refused. The same record always gives the same bytes.
 */
public final class JsonFiles {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private JsonFiles() {}

    /** The record as indented text that ends with a line feed. */
    public static String toText(Object value) {
        try {
            return MAPPER.writeValueAsString(value).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException failure) {
            throw new InvalidInputException(value.getClass().getSimpleName() + " cannot be written as JSON", failure);
        }
    }

    /** The record as one line without line feed, for files of JSON lines. */
    public static String toLine(Object value) {
        try {
            return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new InvalidInputException(value.getClass().getSimpleName() + " cannot be written as JSON", failure);
        }
    }

    /** Reads what {@link #toText} wrote; {@code source} names it in errors. */
    public static <T> T parse(String text, Class<T> type, String source) {
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw new InvalidInputException(source + " is not a valid " + type.getSimpleName() + ": it says null");
            }
            return value;
        } catch (JsonProcessingException failure) {
            throw new InvalidInputException(
                    source + " is not a valid " + type.getSimpleName() + ": " + failure.getOriginalMessage(), failure);
        }
    }

    /** Writes the record; missing directories are made. */
    public static void write(Path file, Object value) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, toText(value));
    }

    /** Reads a file that {@link #write} wrote. */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        return parse(Files.readString(file), type, file.toString());
    }
}
