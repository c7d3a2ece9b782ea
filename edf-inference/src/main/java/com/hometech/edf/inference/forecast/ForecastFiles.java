package com.hometech.edf.inference.forecast;

import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.UncorrectedInterval;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.data.table.QuantileColumn;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes the rows of a run: Parquet for the store, CSV for people who ask for it. */
public final class ForecastFiles {
    /** Name of the CSV file. */
    public static final String CSV = "forecasts.csv";

    private static final String PARQUET = "forecasts";
    private static final List<String> HEADER = List.of(
            "timestamp",
            "building_id",
            "yhat",
            "yhat_lower",
            "yhat_upper",
            "issued_at",
            "lead_hours",
            "model_version",
            "quality",
            "quantity");

    private static final int FIXED = ForecastColumn.SCHEMA.size();

    private final Path directory;
    private final List<String> quantiles;
    private final boolean corrected;
    private final List<ParquetColumn> columns;

    /**
     * Files in a directory.
     *
     * @param levels of the quantiles of every row, ascending; the first and the last are the ends of the interval
     * @param corrected whether intervals were corrected: then files have columns with the intervals before
     */
    ForecastFiles(Path directory, List<Double> levels, boolean corrected) {
        this.directory = directory;
        this.corrected = corrected;
        List<ParquetColumn> inner = levels.subList(1, levels.size() - 1).stream()
                .map(QuantileColumn::of)
                .toList();
        this.quantiles = inner.stream().map(ParquetColumn::name).toList();
        this.columns = Stream.of(
                        ForecastColumn.SCHEMA,
                        inner,
                        corrected ? ForecastColumn.OF_CORRECTIONS : List.<ParquetColumn>of())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Writes the rows as Parquet and says what the manifest needs to know: one file {@code forecasts.parquet}, or where that
     * would have more than {@code mostRows} rows, files {@code forecasts-00001.parquet} … cut between buildings.
     *
     * @param rows by building
     */
    List<ForecastFile> writeParquet(List<ForecastRecord> rows, int mostRows) throws IOException {
        if (rows.size() <= mostRows) {
            return List.of(writeParquet(PARQUET + ".parquet", rows));
        }
        List<ForecastFile> files = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            int to = endOfFile(rows, from, mostRows);
            String name = String.format(Locale.ROOT, "%s-%05d.parquet", PARQUET, files.size() + 1);
            files.add(writeParquet(name, rows.subList(from, to)));
            from = to;
        }
        return files;
    }

    /** As many buildings as fit, at least one. */
    private static int endOfFile(List<ForecastRecord> rows, int from, int mostRows) {
        int end = from;
        for (int to = from + 1; to <= rows.size() && (end == from || to - from <= mostRows); to++) {
            if (to == rows.size()
                    || !rows.get(to).building().equals(rows.get(to - 1).building())) {
                end = to;
            }
        }
        return end;
    }

    private ForecastFile writeParquet(String name, List<ForecastRecord> rows) throws IOException {
        Path file = directory.resolve(name);
        try (ParquetRowWriter writer = new ParquetRowWriter(file, columns)) {
            for (ForecastRecord row : rows) {
                write(row, writer);
            }
            writer.finish();
        }
        return new ForecastFile(name, rows.size(), Checksums.sha256(Files.readAllBytes(file)));
    }

    private void write(ForecastRecord row, ParquetRowWriter writer) throws IOException {
        writer.setString(ForecastColumn.BUILDING_ID.ordinal(), row.building().value());
        writer.setEpochSecond(
                ForecastColumn.TIMESTAMP.ordinal(), row.targetTime().getEpochSecond());
        writer.setEpochSecond(ForecastColumn.ISSUED_AT.ordinal(), row.issuedAt().getEpochSecond());
        writer.setDouble(ForecastColumn.LEAD_HOURS.ordinal(), row.leadHours());
        writer.setDouble(ForecastColumn.YHAT.ordinal(), row.yhat());
        writer.setDouble(ForecastColumn.YHAT_LOWER.ordinal(), row.yhatLower());
        writer.setDouble(ForecastColumn.YHAT_UPPER.ordinal(), row.yhatUpper());
        writer.setString(ForecastColumn.MODEL_VERSION.ordinal(), row.modelVersion());
        writer.setString(ForecastColumn.QUALITY.ordinal(), row.quality().name());
        writer.setString(ForecastColumn.QUANTITY.ordinal(), row.quantity().code());
        for (int index = 0; index < row.quantiles().size(); index++) {
            writer.setDouble(FIXED + index, row.quantiles().get(index).kwh());
        }
        UncorrectedInterval before = row.uncorrected();
        if (corrected && before != null) {
            writer.setDouble(FIXED + quantiles.size(), before.lowerKwh());
            writer.setDouble(FIXED + quantiles.size() + 1, before.upperKwh());
        }
        writer.endRow();
    }

    /** Writes {@value #CSV}: times in ISO 8601, energies in kWh. */
    void writeCsv(List<ForecastRecord> rows) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(directory.resolve(CSV))) {
            csv.writeRecord(Stream.concat(
                            HEADER.stream(),
                            columns.subList(FIXED, columns.size()).stream().map(ParquetColumn::name))
                    .toList());
            for (ForecastRecord row : rows) {
                csv.writeRecord(cells(row));
            }
        }
    }

    private List<String> cells(ForecastRecord row) {
        List<String> cells = new ArrayList<>(List.of(
                row.targetTime().toString(),
                row.building().value(),
                Double.toString(row.yhat()),
                Double.toString(row.yhatLower()),
                Double.toString(row.yhatUpper()),
                row.issuedAt().toString(),
                Double.toString(row.leadHours()),
                row.modelVersion(),
                row.quality().name(),
                row.quantity().code()));
        row.quantiles().forEach(quantile -> cells.add(Double.toString(quantile.kwh())));
        UncorrectedInterval before = row.uncorrected();
        if (corrected && before != null) {
            cells.add(Double.toString(before.lowerKwh()));
            cells.add(Double.toString(before.upperKwh()));
        }
        return cells;
    }
}
