package com.hometech.edf.data.sorting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Reads several sorted runs as one. */
final class MergedRuns implements TimedRows {
    private final List<TimedRows> all;
    private final PriorityQueue<TimedRows> waiting =
            new PriorityQueue<>(11, (a, b) -> TimedRows.inOrder(a, b) ? (TimedRows.inOrder(b, a) ? 0 : -1) : 1);
    private TimedRows current;
    private boolean started;

    MergedRuns(List<TimedRows> runs) throws IOException {
        all = new ArrayList<>(runs);
        for (TimedRows run : runs) {
            if (run.next()) {
                waiting.add(run);
            }
        }
        current = runs.get(0);
    }

    @Override
    public boolean next() throws IOException {
        if (started && current.next()) {
            TimedRows other = waiting.peek();
            if (other == null || TimedRows.inOrder(current, other)) {
                return true;
            }
            waiting.add(current);
        }
        started = true;
        TimedRows first = waiting.poll();
        if (first == null) {
            started = false;
            return false;
        }
        current = first;
        return true;
    }

    @Override
    public int entity() {
        return current.entity();
    }

    @Override
    public long issuedAt() {
        return current.issuedAt();
    }

    @Override
    public long epochSecond() {
        return current.epochSecond();
    }

    @Override
    public long sequence() {
        return current.sequence();
    }

    @Override
    public long line() {
        return current.line();
    }

    @Override
    public double value(int index) {
        return current.value(index);
    }

    @Override
    public void close() throws IOException {
        for (TimedRows run : all) {
            run.close();
        }
    }
}
