package com.hometech.edf.inference.load;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.common.port.ForecastStore.Rejected;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Rows that cannot be stored, on their way into a file: there may be as many as there are rows. */
final class RejectedRows implements AutoCloseable {
    private final Path file;
    private final BufferedWriter lines;
    private long rows;

    /** @param file is written as the rows come */
    RejectedRows(Path file) throws IOException {
        this.file = file;
        lines = Files.newBufferedWriter(file);
    }

    /** Takes a row that is no forecast. */
    void add(FileRow row) {
        try {
            lines.write(JsonFiles.toLine(row) + "\n");
            rows++;
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot write " + file + ": " + failure, failure);
        }
    }

    /** Takes a row that the store refused. */
    void add(Rejected refused) {
        add(FileRow.of(refused.row(), refused.reason()));
    }

    long rows() {
        return rows;
    }

    /** Keeps the rows under the name; empty where there are none. */
    Optional<ObjectUri> keep(ObjectStore objects, ObjectUri uri) throws IOException {
        lines.flush();
        if (rows == 0) {
            return Optional.empty();
        }
        objects.put(uri, file);
        return Optional.of(uri);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
