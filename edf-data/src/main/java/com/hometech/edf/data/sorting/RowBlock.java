package com.hometech.edf.data.sorting;

/** Rows in memory, column by column, and the order in which they are read. */
final class RowBlock implements TimedRows {
    private static final int SMALLEST_RUN = 32;

    private final int[] entities;
    private final long[] issues;
    private final long[] times;
    private final long[] sequences;
    private final long[] lines;
    private final double[][] values;
    private int[] order;
    private int[] spare;
    private int size;
    private boolean sorted = true;
    private int cursor = -1;
    private int row;

    RowBlock(int capacity, int width) {
        entities = new int[capacity];
        issues = new long[capacity];
        times = new long[capacity];
        sequences = new long[capacity];
        lines = new long[capacity];
        values = new double[width][capacity];
        order = new int[capacity];
        spare = new int[0];
    }

    boolean isFull() {
        return size == entities.length;
    }

    int size() {
        return size;
    }

    int width() {
        return values.length;
    }

    void begin(int entity, long issuedAt, long epochSecond, long sequence, long line) {
        entities[size] = entity;
        issues[size] = issuedAt;
        times[size] = epochSecond;
        sequences[size] = sequence;
        lines[size] = line;
        order[size] = size;
        sorted = sorted && (size == 0 || !comesBefore(size, size - 1));
    }

    void set(int index, double value) {
        values[index][size] = value;
    }

    void end() {
        size++;
    }

    void clear() {
        size = 0;
        sorted = true;
        cursor = -1;
    }

    private boolean comesBefore(int a, int b) {
        if (entities[a] != entities[b]) {
            return entities[a] < entities[b];
        }
        if (issues[a] != issues[b]) {
            return issues[a] < issues[b];
        }
        if (times[a] != times[b]) {
            return times[a] < times[b];
        }
        if (sequences[a] != sequences[b]) {
            return sequences[a] < sequences[b];
        }
        return lines[a] < lines[b];
    }

    /** Orders the rows: nothing to do for those that arrived in order, else a bottom-up merge sort of the row numbers. */
    void sort() {
        if (sorted) {
            return;
        }
        if (spare.length == 0) {
            spare = new int[order.length];
        }
        for (int start = 0; start < size; start += SMALLEST_RUN) {
            insertionSort(start, Math.min(start + SMALLEST_RUN, size));
        }
        for (int run = SMALLEST_RUN; run < size; run *= 2) {
            for (int start = 0; start < size; start += 2 * run) {
                merge(start, Math.min(start + run, size), Math.min(start + 2 * run, size));
            }
            int[] merged = spare;
            spare = order;
            order = merged;
        }
        sorted = true;
    }

    private void insertionSort(int start, int end) {
        for (int at = start + 1; at < end; at++) {
            int moving = order[at];
            int to = at;
            while (to > start && comesBefore(moving, order[to - 1])) {
                order[to] = order[to - 1];
                to--;
            }
            order[to] = moving;
        }
    }

    private void merge(int left, int middle, int end) {
        int from = left;
        int other = middle;
        for (int to = left; to < end; to++) {
            boolean takeOther = from == middle || (other < end && comesBefore(order[other], order[from]));
            spare[to] = takeOther ? order[other++] : order[from++];
        }
    }

    @Override
    public boolean next() {
        cursor++;
        if (cursor < size) {
            row = order[cursor];
            return true;
        }
        return false;
    }

    @Override
    public int entity() {
        return entities[row];
    }

    @Override
    public long issuedAt() {
        return issues[row];
    }

    @Override
    public long epochSecond() {
        return times[row];
    }

    @Override
    public long sequence() {
        return sequences[row];
    }

    @Override
    public long line() {
        return lines[row];
    }

    @Override
    public double value(int index) {
        return values[index][row];
    }

    @Override
    public void close() {
        clear();
    }
}
