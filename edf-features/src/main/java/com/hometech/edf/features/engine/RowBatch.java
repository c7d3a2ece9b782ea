package com.hometech.edf.features.engine;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.Arrays;

/** Rows of one building to compute: pairs of origin and target on the grid, in the order of origin, then lead. */
public final class RowBatch {
    private int[] origins;
    private int[] targets;
    private int size;

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

    /** Forgets all rows and keeps the memory. */
    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** Index of a row's origin on the grid. */
    public int origin(int row) {
        return origins[row];
    }

    /** Index of a row's target on the grid. */
    public int target(int row) {
        return targets[row];
    }

    int leadSteps(int row) {
        return targets[row] - origins[row];
    }
}
