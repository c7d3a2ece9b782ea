package com.hometech.edf.data.sample;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A CSV file on its way out: UTF-8 with a header line; compressed without a time stamp where the name ends in .gz. */
final class CsvFile implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final double[] POWERS_OF_TEN = {1, 10, 100, 1000, 10_000};

    private final CsvWriter writer;
    private long rows;

    private CsvFile(CsvWriter writer) {
        this.writer = writer;
    }

    static CsvFile create(Path file, String... header) throws IOException {
        return started(CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(textOf(file)), header);
    }

    /** As some spreadsheets write it: a byte order mark first, and lines that end in CR LF. */
    static CsvFile createWithMarkAndCarriageReturns(Path file, String... header) throws IOException {
        Writer text = textOf(file);
        text.write('\uFEFF');
        return started(CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text), header);
    }

    private static CsvFile started(CsvWriter writer, String... header) {
        writer.writeRecord(header);
        return new CsvFile(writer);
    }

    private static Writer textOf(Path file) throws IOException {
        OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
        boolean compressed = file.toString().endsWith(".gz");
        OutputStream target = compressed ? new GZIPOutputStream(bytes, BUFFER_BYTES) : bytes;
        return new OutputStreamWriter(target, StandardCharsets.UTF_8);
    }

    void write(String... fields) {
        writer.writeRecord(fields);
        rows++;
    }

    /** Rows written, without the header. */
    long rows() {
        return rows;
    }

    /** A number with a decimal point, rounded, without trailing zeros. */
    static String number(double value, int decimals) {
        long scaled = Math.round(value * POWERS_OF_TEN[decimals]);
        return BigDecimal.valueOf(scaled, decimals).stripTrailingZeros().toPlainString();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
