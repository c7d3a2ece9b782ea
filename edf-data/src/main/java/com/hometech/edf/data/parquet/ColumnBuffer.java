package com.hometech.edf.data.parquet;

import java.util.Arrays;
import org.apache.parquet.column.ColumnWriter;
import org.jspecify.annotations.Nullable;

/**
 * Values of one column for the next few rows. They are encoded column by column: going to and fro between the encoders of
 * a wide table for each row costs several times as much as encoding.
 */
final class ColumnBuffer {
    /** Rows that are buffered. */
    static final int ROWS = 1 << 10;

    private static final long MISSING = Long.MIN_VALUE;

    private final ParquetKind kind;
    private final int present;
    private final double[] numbers;
    private final long[] integers;
    private final @Nullable String[] texts;
    private final TextCache binaries = new TextCache();

    ColumnBuffer(ParquetColumn column) {
        this.kind = column.kind();
        this.present = column.required() ? 0 : 1;
        boolean text = kind == ParquetKind.STRING;
        boolean number = kind == ParquetKind.DOUBLE || kind == ParquetKind.FLOAT;
        this.texts = new String[text ? ROWS : 0];
        this.numbers = new double[number ? ROWS : 0];
        this.integers = new long[text || number ? 0 : ROWS];
        clear();
    }

    void set(int row, double value) {
        numbers[row] = value;
    }

    void set(int row, long value) {
        integers[row] = value;
    }

    void set(int row, @Nullable String value) {
        texts[row] = value;
    }

    boolean isMissing(int row) {
        return switch (kind) {
            case STRING -> texts[row] == null;
            case DOUBLE, FLOAT -> Double.isNaN(numbers[row]);
            case LONG, TIMESTAMP, BOOLEAN -> integers[row] == MISSING;
        };
    }

    /** Encodes the first rows and forgets them. */
    void writeTo(ColumnWriter target, int rows) {
        switch (kind) {
            case STRING -> writeTexts(target, rows);
            case DOUBLE -> writeDoubles(target, rows);
            case FLOAT -> writeFloats(target, rows);
            case LONG, TIMESTAMP -> writeLongs(target, rows);
            case BOOLEAN -> writeBooleans(target, rows);
        }
        clear();
    }

    private void writeTexts(ColumnWriter target, int rows) {
        for (int row = 0; row < rows; row++) {
            String text = texts[row];
            if (text == null) {
                target.writeNull(0, 0);
            } else {
                target.write(binaries.binary(text), 0, present);
            }
        }
    }

    private void writeDoubles(ColumnWriter target, int rows) {
        for (int row = 0; row < rows; row++) {
            if (Double.isNaN(numbers[row])) {
                target.writeNull(0, 0);
            } else {
                target.write(numbers[row], 0, present);
            }
        }
    }

    private void writeFloats(ColumnWriter target, int rows) {
        for (int row = 0; row < rows; row++) {
            if (Double.isNaN(numbers[row])) {
                target.writeNull(0, 0);
            } else {
                target.write((float) numbers[row], 0, present);
            }
        }
    }

    private void writeLongs(ColumnWriter target, int rows) {
        for (int row = 0; row < rows; row++) {
            if (integers[row] == MISSING) {
                target.writeNull(0, 0);
            } else {
                target.write(integers[row], 0, present);
            }
        }
    }

    private void writeBooleans(ColumnWriter target, int rows) {
        for (int row = 0; row < rows; row++) {
            if (integers[row] == MISSING) {
                target.writeNull(0, 0);
            } else {
                target.write(integers[row] == 1, 0, present);
            }
        }
    }

    private void clear() {
        Arrays.fill(numbers, Double.NaN);
        Arrays.fill(integers, MISSING);
        Arrays.fill(texts, null);
    }
}
