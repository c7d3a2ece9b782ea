package com.hometech.edf.api.http;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes tables (RFC 4180) with a header line. */
public final class Csv {
    private Csv() {}

    /** Writes rows, each with as many fields as the header. */
    @FunctionalInterface
    public interface Body {
        void write(Consumer<List<String>> table);
    }

    /** An answer in CSV. */
    public static Representation representation(List<String> header, Body body) {
        return new Representation(Call.CSV, bytes(header, body), Map.of());
    }

    /** A table in UTF-8. */
    public static byte[] bytes(List<String> header, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(bytes, StandardCharsets.UTF_8)) {
            csv.writeRecord(header);
            body.write(csv::writeRecord);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Bytes in memory can always be written", impossible);
        }
        return bytes.toByteArray();
    }

    /** A number as JSON writes it too, without a superfluous {@code .0}. */
    public static String number(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
