package com.hometech.edf.monitoring.simulation;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A CSV file that grows while hundreds of others do: it is opened only to append some dozens of kilobytes. */
final class DeliveredFile {
    private static final int MOST_CHARACTERS = 1 << 16;

    private final Path file;
    private final StringWriter buffer = new StringWriter();
    private final CsvWriter rows;

    DeliveredFile(Path file, List<String> header) throws IOException {
        this.file = file;
        this.rows = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(buffer);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        rows.writeRecord(header);
    }

    void add(List<String> row) throws IOException {
        rows.writeRecord(row);
        if (buffer.getBuffer().length() > MOST_CHARACTERS) {
            flush();
        }
    }

    void flush() throws IOException {
        rows.flush();
        Files.writeString(file, buffer.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        buffer.getBuffer().setLength(0);
    }
}
