package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.sorting.RowSorter;
import com.hometech.edf.data.sorting.TimedRows;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.data.table.TableColumn;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.monitoring.accuracy.IssuedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was forecast of each interval on the day before it or on the day itself: of several issues whose first 24 hours hold the
 * interval that of the newest. So no forecast counts that was made with the reading at hand. One building after the other.
 */
final class DayAheadForecasts implements AutoCloseable {
    private static final List<ParquetColumn> COLUMNS = TableColumn.of(
            ForecastColumn.BUILDING_ID,
            ForecastColumn.TIMESTAMP,
            ForecastColumn.YHAT,
            ForecastColumn.YHAT_LOWER,
            ForecastColumn.YHAT_UPPER);
    private static final int VALUES = 3;
    private static final long FIRST_DAY_SECONDS = Duration.ofDays(1).toSeconds();

    private final StepGrid grid;
    private final RowSorter sorter;
    private final TimedRows rows;
    private final Map<String, Integer> numbers = new HashMap<>();
    private boolean hasRow;

    /** Of each interval of the grid: forecasts and both ends of their intervals; NaN where there is none [kWh]. */
    @SuppressWarnings("ArrayRecordComponent") // arrays without copies: one for each interval
    record Forecasts(double[] kwh, double[] lowerKwh, double[] upperKwh) {}

    /**
     * Sorts what is there.
     *
     * @param runs in the order of their issues
     * @param buildings in the order in which they are asked for
     * @param from first interval of the grid whose forecasts count
     * @param work an empty folder for what does not fit into memory
     */
    DayAheadForecasts(List<IssuedRun> runs, List<Building> buildings, StepGrid grid, int from, Path work)
            throws IOException {
        this.grid = grid;
        for (int number = 0; number < buildings.size(); number++) {
            numbers.put(buildings.get(number).id().value(), number);
        }
        sorter = new RowSorter(work, VALUES);
        try {
            for (IssuedRun run : runs) {
                for (Path file : run.files()) {
                    sort(file, run.issuedAt().getEpochSecond(), grid.epochSecond(from));
                }
            }
            rows = sorter.sorted();
            hasRow = rows.next();
        } catch (IOException | RuntimeException failure) {
            sorter.close();
            throw failure;
        }
    }

    private void sort(Path file, long issuedAt, long from) throws IOException {
        long end = Math.min(grid.epochSecond(grid.length()), issuedAt + FIRST_DAY_SECONDS);
        double[] values = new double[VALUES];
        try (ParquetTableReader reader = new ParquetTableReader(file, COLUMNS)) {
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                String[] ids = group.strings(0);
                long[] targets = group.epochSeconds(1);
                double[][] columns = {group.doubles(2), group.doubles(3), group.doubles(4)};
                for (int row = 0; row < group.rows(); row++) {
                    Integer building = targets[row] >= from && targets[row] < end ? numbers.get(ids[row]) : null;
                    if (building != null) {
                        for (int column = 0; column < VALUES; column++) {
                            values[column] = columns[column][row];
                        }
                        sorter.add(building, issuedAt, targets[row], 0, row, values);
                    }
                }
            }
        }
    }

    /**
     * The forecasts of a building. Ask for each building once, in order; one may be left out.
     *
     * @param building its number in the list of buildings
     */
    Forecasts of(int building) throws IOException {
        Forecasts forecasts = new Forecasts(missing(), missing(), missing());
        while (hasRow && rows.entity() <= building) {
            // rows come in the order of their issues, so the newest is what stays
            if (rows.entity() == building && isForecast()) {
                int index = grid.indexOf(rows.epochSecond());
                forecasts.kwh()[index] = rows.value(0);
                forecasts.lowerKwh()[index] = rows.value(1);
                forecasts.upperKwh()[index] = rows.value(2);
            }
            hasRow = rows.next();
        }
        return forecasts;
    }

    /** Whether a store takes the row. */
    private boolean isForecast() {
        return rows.value(1) <= rows.value(0)
                && rows.value(0) <= rows.value(2)
                && Double.isFinite(rows.value(1))
                && Double.isFinite(rows.value(2));
    }

    private double[] missing() {
        double[] values = new double[grid.length()];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    @Override
    public void close() throws IOException {
        sorter.close();
    }
}
