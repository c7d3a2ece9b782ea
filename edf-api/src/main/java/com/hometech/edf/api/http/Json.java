package com.hometech.edf.api.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes JSON straight into bytes: no tree of an answer is ever built. */
public final class Json {
    /** Media type of most answers. */
    public static final String MEDIA_TYPE = "application/json";

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int FIRST_BYTES = 16 * 1024;

    private Json() {}

    /** Writes a document. */
    @FunctionalInterface
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** An answer in JSON. */
    public static Representation representation(Body body) {
        return new Representation(MEDIA_TYPE, bytes(body), Map.of());
    }

    static byte[] bytes(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BYTES);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            body.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Bytes in memory can always be written", impossible);
        }
        return bytes.toByteArray();
    }

    /** A number, or null where it is not finite. */
    public static void writeNumber(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
