package com.hometech.edf.data.parquet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a table, column by column. The arrays belong to the caller: they are made for this row group and not used
 * again. Columns are numbered as in the list that the file was opened with.
 */
public final class RowGroup {
    /** Stands for a missing {@link ParquetKind#LONG} or {@link ParquetKind#TIMESTAMP}. */
    public static final long MISSING_LONG = Long.MIN_VALUE;

    private final List<ParquetColumn> columns;
    private final int rows;
    private final Object[] values;

    RowGroup(List<ParquetColumn> columns, int rows, Object[] values) {
        this.columns = columns;
        this.rows = rows;
        this.values = values;
    }

    public int rows() {
        return rows;
    }

    /** Values of a {@link ParquetKind#STRING} column, null where missing; equal texts are one instance. */
    public @Nullable String[] strings(int column) {
        return (String[]) of(column, ParquetKind.STRING);
    }

    /** Values of a {@link ParquetKind#DOUBLE} column, NaN where missing. */
    public double[] doubles(int column) {
        return (double[]) of(column, ParquetKind.DOUBLE);
    }

    /** Values of a {@link ParquetKind#FLOAT} column, NaN where missing. */
    public float[] floats(int column) {
        return (float[]) of(column, ParquetKind.FLOAT);
    }

    /** Values of a {@link ParquetKind#LONG} column, {@link #MISSING_LONG} where missing. */
    public long[] longs(int column) {
        return (long[]) of(column, ParquetKind.LONG);
    }

    /** Values of a {@link ParquetKind#TIMESTAMP} column [s since 1970 in UTC], {@link #MISSING_LONG} where missing. */
    public long[] epochSeconds(int column) {
        return (long[]) of(column, ParquetKind.TIMESTAMP);
    }

    /** Values of a {@link ParquetKind#BOOLEAN} column, false where missing. */
    public boolean[] booleans(int column) {
        return (boolean[]) of(column, ParquetKind.BOOLEAN);
    }

    private Object of(int column, ParquetKind kind) {
        ParquetColumn asked = columns.get(column);
        if (asked.kind() != kind) {
            throw new IllegalArgumentException(
                    "Column " + asked.name() + " was opened as " + asked.kind() + ", not " + kind);
        }
        return values[column];
    }
}
