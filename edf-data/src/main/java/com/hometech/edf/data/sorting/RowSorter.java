package com.hometech.edf.data.sorting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes rows in any order and gives them back sorted. What does not fit into its buffer spills to disk in sorted runs; rows
 * that arrive in order cost no sorting.
 */
public final class RowSorter implements AutoCloseable {
    private static final int DEFAULT_BUFFER_BYTES = 48 << 20;
    private static final int ORDER_BYTES = 2 * Integer.BYTES;

    private final Path directory;
    private final RowBlock block;
    private final List<TimedRows> runs = new ArrayList<>();

    /**
     * A sorter of rows with {@code width} values each.
     *
     * @param directory where runs spill; its own, so that names cannot clash
     */
    public RowSorter(Path directory, int width) throws IOException {
        this(directory, width, DEFAULT_BUFFER_BYTES / (SpilledRun.rowBytes(width) + ORDER_BYTES));
    }

    RowSorter(Path directory, int width, int bufferedRows) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.block = new RowBlock(bufferedRows, width);
    }

    /** Adds a row with one value. */
    public void add(int entity, long epochSecond, long sequence, long line, double value) throws IOException {
        block.begin(entity, 0, epochSecond, sequence, line);
        block.set(0, value);
        block.end();
        spillIfFull();
    }

    /** Adds a row with as many values as this sorter's rows have. */
    public void add(int entity, long issuedAt, long epochSecond, long sequence, long line, double[] values)
            throws IOException {
        block.begin(entity, issuedAt, epochSecond, sequence, line);
        for (int index = 0; index < values.length; index++) {
            block.set(index, values[index]);
        }
        block.end();
        spillIfFull();
    }

    private void spillIfFull() throws IOException {
        if (block.isFull()) {
            block.sort();
            runs.add(SpilledRun.of(block, directory.resolve("run-" + runs.size())));
            block.clear();
        }
    }

    /** All rows in order, once; nothing may be added after this. */
    public TimedRows sorted() throws IOException {
        block.sort();
        List<TimedRows> parts = new ArrayList<>(runs);
        parts.add(block);
        return new MergedRuns(parts);
    }

    /** Frees the disk. */
    @Override
    public void close() throws IOException {
        for (TimedRows run : runs) {
            run.close();
        }
    }
}
