package com.hometech.edf.data.parquet;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** What a column holds. */
public enum ParquetKind {
    /** UTF-8 text. */
    STRING(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType()),
    DOUBLE(PrimitiveTypeName.DOUBLE, null),
    FLOAT(PrimitiveTypeName.FLOAT, null),
    LONG(PrimitiveTypeName.INT64, null),
    BOOLEAN(PrimitiveTypeName.BOOLEAN, null),
    /** An instant: {@code TIMESTAMP(MICROS, UTC)} in the file, epoch seconds in memory. */
    TIMESTAMP(PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS));

    private final PrimitiveTypeName physical;
    private final @Nullable LogicalTypeAnnotation logical;

    ParquetKind(PrimitiveTypeName physical, @Nullable LogicalTypeAnnotation logical) {
        this.physical = physical;
        this.logical = logical;
    }

    PrimitiveType type(String name, boolean required) {
        return Types.primitive(physical, required ? Repetition.REQUIRED : Repetition.OPTIONAL)
                .as(logical)
                .named(name);
    }

    /** Whether values stored as {@code type} can be read as this kind without losing anything. */
    boolean reads(PrimitiveType type) {
        PrimitiveTypeName stored = type.getPrimitiveTypeName();
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        return switch (this) {
            case STRING -> stored == PrimitiveTypeName.BINARY && physicalText(annotation);
            case DOUBLE -> stored == PrimitiveTypeName.DOUBLE || stored == PrimitiveTypeName.FLOAT;
            case FLOAT -> stored == PrimitiveTypeName.FLOAT;
            case LONG ->
                isInteger(stored) && !(annotation instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation);
            case BOOLEAN -> stored == PrimitiveTypeName.BOOLEAN;
            case TIMESTAMP -> stored == PrimitiveTypeName.INT64 && isUtcTimestamp(annotation);
        };
    }

    private static boolean isInteger(PrimitiveTypeName stored) {
        return stored == PrimitiveTypeName.INT64 || stored == PrimitiveTypeName.INT32;
    }

    private static boolean physicalText(@Nullable LogicalTypeAnnotation annotation) {
        return annotation instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
                || annotation instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
    }

    private static boolean isUtcTimestamp(@Nullable LogicalTypeAnnotation annotation) {
        return annotation instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation timestamp
                && timestamp.isAdjustedToUTC();
    }

    /** Stored units in one second of a timestamp column. */
    static long unitsPerSecond(PrimitiveType type) {
        var timestamp = (LogicalTypeAnnotation.TimestampLogicalTypeAnnotation) type.getLogicalTypeAnnotation();
        return switch (timestamp.getUnit()) {
            case MILLIS -> 1_000L;
            case MICROS -> 1_000_000L;
            case NANOS -> 1_000_000_000L;
        };
    }
}
