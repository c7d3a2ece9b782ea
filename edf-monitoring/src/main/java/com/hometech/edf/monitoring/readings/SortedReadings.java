package com.hometech.edf.monitoring.readings;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.sorting.RowSorter;
import com.hometech.edf.data.sorting.TimedRows;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.ConsumptionFiles;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.input.ReadingSeries;
import com.hometech.edf.features.input.TimeSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The readings of a quantity on a grid, one building after the other. They are sorted on disk where they are many, so that
 * memory holds those of one building and one file.
 */
public final class SortedReadings implements AutoCloseable {
    private static final int VALUES = 2;

    private final StepGrid grid;
    private final RowSorter sorter;
    private final TimedRows rows;
    private final ReadingRows collected = new ReadingRows();
    private final long newestEpochSecond;
    private boolean hasRow;

    /**
     * Sorts what is there.
     *
     * @param files of the table; those of other buildings are left out
     * @param buildings in the order in which they are asked for
     * @param grid what is read of them
     * @param until readings of intervals that end later are not known
     * @param work an empty folder for what does not fit into memory
     */
    SortedReadings(
            List<Path> files, Quantity quantity, List<Building> buildings, StepGrid grid, Instant until, Path work)
            throws IOException {
        this.grid = grid;
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = 0; number < buildings.size(); number++) {
            numbers.put(buildings.get(number).id().value(), number);
        }
        long start = grid.epochSecond(0);
        // an interval has a reading once it has ended
        long known = until.getEpochSecond() - grid.stepSeconds() + 1;
        TimeSpan span = new TimeSpan(start, Math.max(start, Math.min(grid.epochSecond(grid.length()), known)));
        sorter = new RowSorter(work, VALUES);
        long newest = Long.MIN_VALUE;
        try {
            for (Path file : files) {
                for (Map.Entry<String, ReadingChunk> entry :
                        ConsumptionFiles.read(file, span, quantity).entrySet()) {
                    Integer number = numbers.get(entry.getKey());
                    if (number != null) {
                        newest = Math.max(newest, sort(number, entry.getValue()));
                    }
                }
            }
            rows = sorter.sorted();
            hasRow = rows.next();
        } catch (IOException | RuntimeException failure) {
            sorter.close();
            throw failure;
        }
        newestEpochSecond = newest;
    }

    private long sort(int building, ReadingChunk chunk) throws IOException {
        double[] values = new double[VALUES];
        long newest = Long.MIN_VALUE;
        for (int row = 0; row < chunk.kwh().length; row++) {
            values[0] = chunk.kwh()[row];
            values[1] = chunk.flags()[row];
            sorter.add(building, 0, chunk.epochSeconds()[row], chunk.versions()[row], row, values);
            if (!Double.isNaN(values[0])) {
                newest = Math.max(newest, chunk.epochSeconds()[row]);
            }
        }
        return newest;
    }

    /** Start of the newest reading of all buildings [s since 1970]; {@link Long#MIN_VALUE} where there is none. */
    public long newestEpochSecond() {
        return newestEpochSecond;
    }

    /**
     * The readings of a building, those that count of several versions. Ask for each building once, in order; one may be left
     * out.
     *
     * @param building its number in the list of buildings
     */
    public ReadingSeries of(int building) throws IOException {
        collected.clear();
        while (hasRow && rows.entity() <= building) {
            if (rows.entity() == building) {
                collected.add(rows.epochSecond(), rows.value(0), rows.sequence(), (byte) rows.value(1));
            }
            hasRow = rows.next();
        }
        return ReadingSeries.of(List.of(collected.chunk()), grid);
    }

    @Override
    public void close() throws IOException {
        sorter.close();
    }
}
