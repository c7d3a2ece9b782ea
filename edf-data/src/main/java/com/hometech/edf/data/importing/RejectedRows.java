package com.hometech.edf.data.importing;

import com.hometech.edf.data.quality.RejectReason;
import com.hometech.edf.data.quality.RowTally;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows that are not taken to a gzip CSV: file, line, reason, detail, text. Rows of one delivery form a part, which
 * is dropped when the delivery as a whole is refused.
 */
final class RejectedRows implements AutoCloseable {
    private final Path directory;
    private final List<Path> parts = new ArrayList<>();
    private @Nullable CsvWriter part;
    private @Nullable Path partFile;
    private int partNumber;

    RejectedRows(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** Sets a row aside and counts it. */
    void reject(RowTally tally, RejectReason reason, RowTally.Example row) throws IOException {
        tally.countRejected(reason, row);
        writer().writeRecord(row.file(), Long.toString(row.line()), reason.code(), row.detail(), row.text());
    }

    private CsvWriter writer() throws IOException {
        if (part == null) {
            partFile = directory.resolve("part-" + partNumber++);
            part = CsvWriter.builder().build(gzip(partFile));
        }
        return part;
    }

    private static OutputStream gzip(Path file) throws IOException {
        return new GZIPOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    /** Keeps the rows since the last end of a part. */
    void keepPart() throws IOException {
        if (part != null && partFile != null) {
            part.close();
            parts.add(partFile);
        }
        part = null;
    }

    /** Drops the rows since the last end of a part. */
    void dropPart() throws IOException {
        if (part != null && partFile != null) {
            part.close();
            Files.delete(partFile);
        }
        part = null;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** All kept rows below one header. A gzip file may consist of several, one behind the other. */
    void writeTo(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            GZIPOutputStream header = new GZIPOutputStream(out);
            header.write("file,line,reason,detail,text\r\n".getBytes(StandardCharsets.UTF_8));
            header.finish();
            for (Path each : parts) {
                Files.copy(each, out);
            }
        }
    }

    @Override
    public void close() throws IOException {
        dropPart();
    }
}
