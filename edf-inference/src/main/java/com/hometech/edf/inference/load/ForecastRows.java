package com.hometech.edf.inference.load;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.UncorrectedInterval;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.data.table.QuantileColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of forecast files, one row group in memory at a time. A row that is no forecast (not finite, outside its
 * interval, unknown grade) goes to the consumer of rejected rows and is left out.
 */
final class ForecastRows implements Iterator<ForecastRecord>, AutoCloseable {
    private static final List<String> GRADES =
            Arrays.stream(ForecastQuality.values()).map(Enum::name).toList();

    private static final int FIXED = ForecastColumn.ALL.size();

    private final Deque<Path> files;
    private final Consumer<FileRow> rejected;
    private @Nullable ParquetTableReader reader;
    /** Those between the ends of the interval that the file has, ascending. */
    private List<Double> levels = List.of();

    private @Nullable RowGroup group;
    private int row;
    private @Nullable ForecastRecord next;

    ForecastRows(List<Path> files, Consumer<FileRow> rejected) {
        this.files = new ArrayDeque<>(files);
        this.rejected = rejected;
    }

    @Override
    public boolean hasNext() {
        while (next == null && advance()) {
            next = readRow();
        }
        return next != null;
    }

    @Override
    public ForecastRecord next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        ForecastRecord result = next;
        next = null;
        return result;
    }

    /** Moves to the next row of this group, the next group or the next file; false after the last. */
    private boolean advance() {
        row++;
        while (group == null || row >= group.rows()) {
            row = 0;
            try {
                if (reader == null) {
                    if (files.isEmpty()) {
                        return false;
                    }
                    reader = open(files.remove());
                }
                group = reader.next();
                if (group == null) {
                    close();
                }
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot read a forecast file: " + failure, failure);
            }
        }
        return true;
    }

    private ParquetTableReader open(Path file) throws IOException {
        try (ParquetTableReader names = new ParquetTableReader(file, List.of())) {
            levels = names.columnNames().stream()
                    .map(QuantileColumn::levelOf)
                    .flatMapToDouble(OptionalDouble::stream)
                    .sorted()
                    .boxed()
                    .toList();
        }
        List<ParquetColumn> columns = new ArrayList<>(ForecastColumn.ALL);
        for (double level : levels) {
            // optional, so that a row without a value is set aside and the others are loaded
            columns.add(ParquetColumn.optional(QuantileColumn.nameOf(level), ParquetKind.DOUBLE));
        }
        return new ParquetTableReader(file, columns);
    }

    private @Nullable ForecastRecord readRow() {
        RowGroup rows = group;
        if (rows == null) {
            throw new IllegalStateException("There is a group after a successful advance");
        }
        FileRow values = new FileRow(
                text(rows, ForecastColumn.BUILDING_ID),
                time(rows, ForecastColumn.TIMESTAMP),
                time(rows, ForecastColumn.ISSUED_AT),
                number(rows, ForecastColumn.LEAD_HOURS),
                number(rows, ForecastColumn.YHAT),
                number(rows, ForecastColumn.YHAT_LOWER),
                number(rows, ForecastColumn.YHAT_UPPER),
                text(rows, ForecastColumn.MODEL_VERSION),
                text(rows, ForecastColumn.QUALITY),
                quantity(rows),
                quantiles(rows),
                uncorrected(rows),
                "");
        try {
            return record(values);
        } catch (InvalidInputException noForecast) {
            rejected.accept(values.because(String.valueOf(noForecast.getMessage())));
            return null;
        }
    }

    private static ForecastRecord record(FileRow values) {
        if (!GRADES.contains(values.quality())) {
            throw new InvalidInputException("quality \"" + values.quality() + "\" is none of " + GRADES);
        }
        return new ForecastRecord(
                new BuildingId(values.buildingId()),
                Quantity.ofCode(values.quantity(), "quantity"),
                values.timestamp(),
                values.issuedAt(),
                values.leadHours(),
                values.yhat(),
                values.yhatLower(),
                values.yhatUpper(),
                values.modelVersion(),
                ForecastQuality.valueOf(values.quality()),
                values.quantiles(),
                values.uncorrected());
    }

    private @Nullable UncorrectedInterval uncorrected(RowGroup rows) {
        double lower = number(rows, ForecastColumn.YHAT_LOWER_UNCORRECTED);
        double upper = number(rows, ForecastColumn.YHAT_UPPER_UNCORRECTED);
        return Double.isNaN(lower) && Double.isNaN(upper) ? null : new UncorrectedInterval(lower, upper);
    }

    private List<ForecastQuantile> quantiles(RowGroup rows) {
        List<ForecastQuantile> quantiles = new ArrayList<>(levels.size());
        for (int index = 0; index < levels.size(); index++) {
            quantiles.add(new ForecastQuantile(levels.get(index), rows.doubles(FIXED + index)[row]));
        }
        return quantiles;
    }

    private String quantity(RowGroup rows) {
        String code = rows.strings(ForecastColumn.QUANTITY.ordinal())[row];
        return code == null ? Quantity.CONSUMPTION.code() : code;
    }

    private String text(RowGroup rows, ForecastColumn column) {
        String text = rows.strings(column.ordinal())[row];
        return text == null ? "" : text;
    }

    private double number(RowGroup rows, ForecastColumn column) {
        return rows.doubles(column.ordinal())[row];
    }

    private Instant time(RowGroup rows, ForecastColumn column) {
        return Instant.ofEpochSecond(rows.epochSeconds(column.ordinal())[row]);
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
