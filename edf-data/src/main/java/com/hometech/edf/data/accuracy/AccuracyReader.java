package com.hometech.edf.data.accuracy;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.AccuracyColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Consumer;

/** Reads one file of the history on local disk. */
public final class AccuracyReader {
    private AccuracyReader() {}

    /** Gives each record of the file, in their order. */
    public static void read(Path file, Consumer<AccuracyRecord> records) throws IOException {
        try (ParquetTableReader reader = new ParquetTableReader(file, AccuracyColumn.SCHEMA)) {
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                AccuracyColumns columns = new AccuracyColumns(group);
                for (int row = 0; row < group.rows(); row++) {
                    records.accept(columns.at(row));
                }
            }
        }
    }

    /** Gives the records of some buildings and a quantity for days in {@code [from, to)}, in their order. */
    static void read(
            Path file,
            Set<String> buildings,
            Quantity quantity,
            LocalDate from,
            LocalDate to,
            Consumer<AccuracyRecord> records)
            throws IOException {
        try (ParquetTableReader reader = new ParquetTableReader(file, AccuracyColumn.SCHEMA)) {
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                AccuracyColumns columns = new AccuracyColumns(group);
                for (int row = 0; row < group.rows(); row++) {
                    if (buildings.contains(columns.building(row))
                            && columns.quantity(row) == quantity
                            && !columns.day(row).isBefore(from)
                            && columns.day(row).isBefore(to)) {
                        records.accept(columns.at(row));
                    }
                }
            }
        }
    }
}
