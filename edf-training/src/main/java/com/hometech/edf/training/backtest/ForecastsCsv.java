package com.hometech.edf.training.backtest;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code forecasts.csv}: the rows of {@code forecasts.parquet} as text, for those who have no reader of Parquet. */
public final class ForecastsCsv {
    /** Name of the file. */
    public static final String FILE_NAME = "forecasts.csv";
    /** Up to so many rows the file is always written: about 20 MB. */
    public static final long SMALL = 100_000;

    private ForecastsCsv() {}

    /** Writes the file beside the Parquet file; it appears whole. */
    public static void write(BacktestFolder folder, EdfConfig config) throws IOException {
        List<ParquetColumn> columns = BacktestTable.of(config).columns();
        Path file = folder.result(FILE_NAME);
        Path temporary = folder.work(FILE_NAME + ".tmp");
        try (ParquetTableReader reader = new ParquetTableReader(folder.result(BacktestFolder.FORECASTS), columns);
                CsvWriter csv = CsvWriter.builder().build(temporary)) {
            csv.writeRecord(columns.stream().map(ParquetColumn::name).toList());
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                write(group, columns, csv);
            }
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(RowGroup group, List<ParquetColumn> columns, CsvWriter csv) {
        for (int row = 0; row < group.rows(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                cells.add(text(group, columns.get(column), column, row));
            }
            csv.writeRecord(cells);
        }
    }

    private static String text(RowGroup group, ParquetColumn column, int index, int row) {
        return switch (column.kind()) {
            case STRING -> String.valueOf(group.strings(index)[row]);
            case TIMESTAMP ->
                Instant.ofEpochSecond(group.epochSeconds(index)[row]).toString();
            default -> {
                double value = group.doubles(index)[row];
                yield Double.isNaN(value) ? "" : Double.toString(value);
            }
        };
    }
}
