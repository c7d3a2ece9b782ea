package com.hometech.edf.monitoring.drift;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of a table of {@link DayColumn} side by side, one building after the other. Each file is sorted by building and
 * read a row group at a time, so memory does not grow with the buildings.
 */
final class DayMerge implements AutoCloseable {
    private static final int SECONDS_PER_DAY = 86_400;

    private final List<Cursor> cursors = new ArrayList<>();

    /** Takes the days of a building. */
    @FunctionalInterface
    interface Rows {
        /**
         * A day.
         *
         * @param epochDay days since 1970
         * @param columns the numbers, by column
         * @param row where they lie in each
         */
        void accept(int epochDay, float[][] columns, int row);
    }

    DayMerge(List<Path> files, List<ParquetColumn> columns) throws IOException {
        try {
            for (Path file : files) {
                Cursor cursor = new Cursor(new ParquetTableReader(file, columns), columns.size());
                cursors.add(cursor);
                cursor.load();
            }
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** The building whose days {@link #take} gives; null after the last. */
    @Nullable
    String building() {
        String first = null;
        for (Cursor cursor : cursors) {
            String building = cursor.building();
            if (building != null && (first == null || building.compareTo(first) < 0)) {
                first = building;
            }
        }
        return first;
    }

    /** Gives the days of {@link #building()}, file by file, and moves on to the next. */
    void take(String building, Rows rows) throws IOException {
        for (Cursor cursor : cursors) {
            while (building.equals(cursor.building())) {
                rows.accept(cursor.day(), cursor.columns, cursor.row);
                cursor.advance();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Cursor cursor : cursors) {
            cursor.reader.close();
        }
    }

    private static final class Cursor {
        private final ParquetTableReader reader;
        private final float[][] columns;
        private @Nullable String[] buildings = {};
        private long[] days = {};
        private int row;

        Cursor(ParquetTableReader reader, int columns) {
            this.reader = reader;
            this.columns = new float[columns - 2][];
        }

        @Nullable
        String building() {
            return row < buildings.length ? buildings[row] : null;
        }

        int day() {
            return (int) Math.floorDiv(days[row], (long) SECONDS_PER_DAY);
        }

        void advance() throws IOException {
            row++;
            if (row == buildings.length) {
                load();
            }
        }

        void load() throws IOException {
            row = 0;
            RowGroup group = reader.next();
            buildings = group == null ? new String[0] : group.strings(0);
            if (group != null) {
                days = group.epochSeconds(1);
                for (int column = 0; column < columns.length; column++) {
                    columns[column] = group.floats(column + 2);
                }
            }
        }
    }
}
