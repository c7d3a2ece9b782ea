package com.hometech.edf.data.parquet;

import com.hometech.edf.common.error.InvalidInputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** Decodes one column of one row group into a primitive array. */
final class ColumnValues {
    private final ParquetColumn column;
    private final int rows;
    private final Path file;

    ColumnValues(ParquetColumn column, int rows, Path file) {
        this.column = column;
        this.rows = rows;
        this.file = file;
    }

    Object allMissing() {
        return switch (column.kind()) {
            case STRING -> new String[rows];
            case DOUBLE -> filled(new double[rows]);
            case FLOAT -> filled(new float[rows]);
            case LONG, TIMESTAMP -> filled(new long[rows]);
            case BOOLEAN -> new boolean[rows];
        };
    }

    Object decode(ColumnReader reader, PrimitiveType type) {
        int present = reader.getDescriptor().getMaxDefinitionLevel();
        return switch (column.kind()) {
            case STRING -> strings(reader, present);
            case DOUBLE ->
                type.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT
                        ? widened(floats(reader, present))
                        : doubles(reader, present);
            case FLOAT -> floats(reader, present);
            case LONG -> longs(reader, present, type.getPrimitiveTypeName() == PrimitiveTypeName.INT32);
            case TIMESTAMP -> epochSeconds(longs(reader, present, false), ParquetKind.unitsPerSecond(type));
            case BOOLEAN -> booleans(reader, present);
        };
    }

    private double[] doubles(ColumnReader reader, int present) {
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = reader.getCurrentDefinitionLevel() == present ? reader.getDouble() : missing();
            reader.consume();
        }
        return values;
    }

    private float[] floats(ColumnReader reader, int present) {
        float[] values = new float[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = reader.getCurrentDefinitionLevel() == present ? reader.getFloat() : (float) missing();
            reader.consume();
        }
        return values;
    }

    private long[] longs(ColumnReader reader, int present, boolean narrow) {
        long[] values = new long[rows];
        for (int row = 0; row < rows; row++) {
            if (reader.getCurrentDefinitionLevel() == present) {
                values[row] = narrow ? reader.getInteger() : reader.getLong();
            } else {
                missing();
                values[row] = RowGroup.MISSING_LONG;
            }
            reader.consume();
        }
        return values;
    }

    private boolean[] booleans(ColumnReader reader, int present) {
        boolean[] values = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            if (reader.getCurrentDefinitionLevel() == present) {
                values[row] = reader.getBoolean();
            } else {
                missing();
            }
            reader.consume();
        }
        return values;
    }

    /** Equal texts become one instance, so a million rows of ten buildings hold ten strings. */
    @SuppressWarnings("ReferenceEquality") // a page's dictionary hands out one instance for each text
    private @Nullable String[] strings(ColumnReader reader, int present) {
        String[] values = new String[rows];
        Map<Binary, String> texts = new HashMap<>();
        Binary last = Binary.EMPTY;
        String lastText = "";
        for (int row = 0; row < rows; row++) {
            if (reader.getCurrentDefinitionLevel() == present) {
                Binary value = reader.getBinary();
                if (value != last) {
                    lastText = texts.computeIfAbsent(value.copy(), Binary::toStringUsingUTF8);
                    last = value;
                }
                values[row] = lastText;
            } else {
                missing();
            }
            reader.consume();
        }
        return values;
    }

    private long[] epochSeconds(long[] values, long unitsPerSecond) {
        for (int row = 0; row < rows; row++) {
            if (values[row] != RowGroup.MISSING_LONG) {
                if (values[row] % unitsPerSecond != 0) {
                    throw new InvalidInputException("Column " + column.name() + " of Parquet file " + file
                            + " holds a time with a fraction of a second (" + values[row] + " at " + unitsPerSecond
                            + " per second, row " + row + "): times must lie on the grid of whole seconds");
                }
                values[row] /= unitsPerSecond;
            }
        }
        return values;
    }

    private double missing() {
        if (column.required()) {
            throw new InvalidInputException("Column " + column.name() + " of Parquet file " + file
                    + " has a missing value, but every row must have one");
        }
        return Double.NaN;
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int row = 0; row < wide.length; row++) {
            wide[row] = values[row];
        }
        return wide;
    }

    private static double[] filled(double[] values) {
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private static float[] filled(float[] values) {
        Arrays.fill(values, Float.NaN);
        return values;
    }

    private static long[] filled(long[] values) {
        Arrays.fill(values, RowGroup.MISSING_LONG);
        return values;
    }
}
