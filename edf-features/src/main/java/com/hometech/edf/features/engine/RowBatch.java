package com.hometech.edf.features.engine;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of one building to compute: pairs of origin and target on the grid, in the order of origin, then lead. After them
 * there may be rows of the building as if it were new.
 */
public final class RowBatch {
    private int[] origins;
    private int[] targets;
    private int size;
    private final List<AsNew> asNew = new ArrayList<>();

    /**
     * Rows of the building as if it were new.
     *
     * @param shown what is known of it
     * @param from number of the first row
     * @param to number after the last
     */
    record AsNew(ShownReadings shown, int from, int to) {}

    public RowBatch(int capacity) {
        origins = new int[capacity];
        targets = new int[capacity];
    }

    /** Appends a row. */
    public void add(int origin, int leadSteps) {
        if (leadSteps <= 0) {
            throw new InvalidInputException("Lead of " + leadSteps + " steps: a target lies after its origin");
        }
        if (size == origins.length) {
            int capacity = Math.max(16, size * 2);
            origins = Arrays.copyOf(origins, capacity);
            targets = Arrays.copyOf(targets, capacity);
        }
        origins[size] = origin;
        targets[size] = origin + leadSteps;
        size++;
    }

    /** Appends rows of the building as if only some of its readings existed; no others may follow. */
    public void addAsNew(ShownReadings shown, RowBatch rows) {
        int from = size;
        for (int row = 0; row < rows.size; row++) {
            add(rows.origins[row], rows.leadSteps(row));
        }
        asNew.add(new AsNew(shown, from, size));
    }

    List<AsNew> asNew() {
        return asNew;
    }

    /** The rows of the building as it is. */
    public RowBatch asItIs() {
        return asNew.isEmpty() ? this : part(0, asNew.get(0).from());
    }

    RowBatch part(int from, int to) {
        RowBatch part = new RowBatch(to - from);
        for (int row = from; row < to; row++) {
            part.add(origins[row], leadSteps(row));
        }
        return part;
    }

    /** Forgets all rows and keeps the memory. */
    public void clear() {
        asNew.clear();
        size = 0;
    }

    /** The rows of the origin that comes last. */
    public RowBatch ofLastOrigin() {
        int first = size;
        while (first > 0 && origins[first - 1] == origins[size - 1]) {
            first--;
        }
        RowBatch last = new RowBatch(size - first);
        for (int row = first; row < size; row++) {
            last.add(origins[row], leadSteps(row));
        }
        return last;
    }

    public int size() {
        return size;
    }

    /** Index of a row's origin on the grid. */
    public int origin(int row) {
        return origins[row];
    }

    /** The newest origin of all rows; there is at least one. */
    public int newestOrigin() {
        return Arrays.stream(origins, 0, size).max().orElseThrow();
    }

    /** Index of a row's target on the grid. */
    public int target(int row) {
        return targets[row];
    }

    int leadSteps(int row) {
        return targets[row] - origins[row];
    }
}
