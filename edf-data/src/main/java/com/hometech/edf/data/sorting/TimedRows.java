package com.hometech.edf.data.sorting;

import java.io.IOException;

/**
 * Rows in order, one at a time: by entity, issue, time, sequence, line. Start with {@link #next()}; the values are those of the
 * current row.
 */
public interface TimedRows extends AutoCloseable {
    /** Moves to the next row; false after the last. */
    boolean next() throws IOException;

    /** Number of the building or site. */
    int entity();

    /** When a forecast was issued; 0 for observations [s since 1970]. */
    long issuedAt();

    /** Start of the interval [s since 1970]. */
    long epochSecond();

    /** Which delivery the row is from. */
    long sequence();

    /** Which line of the delivery. */
    long line();

    /** A value of the row, numbered from 0. */
    double value(int index);

    @Override
    void close() throws IOException;

    /** Whether the current row of {@code a} comes before that of {@code b}, or at the same place. */
    static boolean inOrder(TimedRows a, TimedRows b) {
        if (a.entity() != b.entity()) {
            return a.entity() < b.entity();
        }
        if (a.issuedAt() != b.issuedAt()) {
            return a.issuedAt() < b.issuedAt();
        }
        if (a.epochSecond() != b.epochSecond()) {
            return a.epochSecond() < b.epochSecond();
        }
        if (a.sequence() != b.sequence()) {
            return a.sequence() < b.sequence();
        }
        return a.line() <= b.line();
    }
}
