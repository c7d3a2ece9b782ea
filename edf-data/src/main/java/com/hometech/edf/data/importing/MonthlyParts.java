package com.hometech.edf.data.importing;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a table by month: {@code month=2024-07/part-000001.parquet}. All months are open at a time, each with a small buffer. */
final class MonthlyParts implements AutoCloseable {
    private static final int ROW_GROUP_ROWS = 1 << 17;

    private final Path directory;
    private final String fileName;
    private final List<ParquetColumn> columns;
    private final Map<YearMonth, ParquetRowWriter> writers = new TreeMap<>();
    private @Nullable ParquetRowWriter current;
    private long currentFromSecond;
    private long currentToSecond;

    MonthlyParts(Path directory, String fileName, List<ParquetColumn> columns) {
        this.directory = directory;
        this.fileName = fileName;
        this.columns = columns;
    }

    /** The writer of the month that holds the time. */
    ParquetRowWriter at(long epochSecond) throws IOException {
        ParquetRowWriter known = current;
        if (known != null && epochSecond >= currentFromSecond && epochSecond < currentToSecond) {
            return known;
        }
        YearMonth month = YearMonth.from(Instant.ofEpochSecond(epochSecond).atOffset(ZoneOffset.UTC));
        ParquetRowWriter writer = writers.get(month);
        if (writer == null) {
            Path file = directory.resolve("month=" + month).resolve(fileName);
            writer = new ParquetRowWriter(file, columns, ROW_GROUP_ROWS);
            writers.put(month, writer);
        }
        currentFromSecond = month.atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        currentToSecond = month.plusMonths(1).atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        current = writer;
        return writer;
    }

    void finish() throws IOException {
        for (ParquetRowWriter writer : writers.values()) {
            writer.finish();
        }
    }

    @Override
    public void close() throws IOException {
        for (ParquetRowWriter writer : writers.values()) {
            writer.close();
        }
    }
}
