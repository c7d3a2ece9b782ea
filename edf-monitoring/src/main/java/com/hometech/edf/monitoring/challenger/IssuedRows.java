package com.hometech.edf.monitoring.challenger;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.data.table.TableColumn;
import com.hometech.edf.monitoring.accuracy.IssuedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The forecasts of an issue for one building, with intervals as the model made them. */
final class IssuedRows {
    private static final List<ParquetColumn> COLUMNS = TableColumn.of(
            ForecastColumn.BUILDING_ID,
            ForecastColumn.TIMESTAMP,
            ForecastColumn.YHAT,
            ForecastColumn.YHAT_LOWER,
            ForecastColumn.YHAT_UPPER,
            ForecastColumn.YHAT_LOWER_UNCORRECTED,
            ForecastColumn.YHAT_UPPER_UNCORRECTED);
    private static final int ROWS_TO_BEGIN_WITH = 72;

    private long[] targets = new long[ROWS_TO_BEGIN_WITH];
    private double[] forecasts = new double[ROWS_TO_BEGIN_WITH];
    private double[] lowers = new double[ROWS_TO_BEGIN_WITH];
    private double[] uppers = new double[ROWS_TO_BEGIN_WITH];
    private int size;

    private IssuedRows() {}

    /** The rows of a run whose targets lie in {@code [from, to)}, by building; in files they are in order. */
    static Map<String, IssuedRows> read(IssuedRun run, long from, long to) throws IOException {
        Map<String, IssuedRows> rows = new HashMap<>();
        for (Path file : run.files()) {
            try (ParquetTableReader reader = new ParquetTableReader(file, COLUMNS)) {
                for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                    addAll(group, from, to, rows);
                }
            }
        }
        return rows;
    }

    private static void addAll(RowGroup group, long from, long to, Map<String, IssuedRows> rows) {
        String[] ids = group.strings(0);
        long[] targets = group.epochSeconds(1);
        double[] forecasts = group.doubles(2);
        double[] lowers = group.doubles(3);
        double[] uppers = group.doubles(4);
        double[] madeLowers = group.doubles(5);
        double[] madeUppers = group.doubles(6);
        for (int row = 0; row < group.rows(); row++) {
            double lower = Double.isNaN(madeLowers[row]) ? lowers[row] : madeLowers[row];
            double upper = Double.isNaN(madeUppers[row]) ? uppers[row] : madeUppers[row];
            if (targets[row] >= from && targets[row] < to && Double.isFinite(lower) && Double.isFinite(upper)) {
                rows.computeIfAbsent(ids[row], absent -> new IssuedRows())
                        .add(targets[row], forecasts[row], lower, upper);
            }
        }
    }

    private void add(long target, double forecast, double lower, double upper) {
        if (size == targets.length) {
            targets = Arrays.copyOf(targets, size * 2);
            forecasts = Arrays.copyOf(forecasts, size * 2);
            lowers = Arrays.copyOf(lowers, size * 2);
            uppers = Arrays.copyOf(uppers, size * 2);
        }
        targets[size] = target;
        forecasts[size] = forecast;
        lowers[size] = lower;
        uppers[size] = upper;
        size++;
    }

    int size() {
        return size;
    }

    /** Start of the interval of a row [s since 1970]. */
    long target(int row) {
        return targets[row];
    }

    /** The row of a target; below 0 where there is none. */
    int rowOf(long target) {
        return Arrays.binarySearch(targets, 0, size, target);
    }

    double forecastKwh(int row) {
        return forecasts[row];
    }

    double lowerKwh(int row) {
        return lowers[row];
    }

    double upperKwh(int row) {
        return uppers[row];
    }
}
