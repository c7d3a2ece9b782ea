package com.hometech.edf.monitoring.drift;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes a file of a table of {@link DayColumn}, to be read by {@link DayMerge}. It is there after {@link #finish()}. */
final class DayWriter implements AutoCloseable {
    private static final int ROW_GROUP_ROWS = 1 << 13;
    private static final long SECONDS_PER_DAY = 86_400;

    private final ParquetRowWriter rows;

    DayWriter(Path file, List<ParquetColumn> columns) throws IOException {
        rows = new ParquetRowWriter(file, columns, ROW_GROUP_ROWS);
    }

    /** Appends a day; buildings come in the order of their ids. */
    void add(String building, int epochDay, float[] values) throws IOException {
        rows.setString(0, building);
        rows.setEpochSecond(1, epochDay * SECONDS_PER_DAY);
        for (int column = 0; column < values.length; column++) {
            rows.setDouble(column + 2, values[column]);
        }
        rows.endRow();
    }

    void finish() throws IOException {
        rows.finish();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
