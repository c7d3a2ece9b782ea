package com.hometech.edf.features.table;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import com.hometech.edf.features.schema.FeatureSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * The Parquet columns of a feature table: {@link FeatureTableColumn} first, then the features. A feature with the name of
 * one of the first columns ({@code lead_hours}) is stored once.
 */
final class FeatureTableLayout {
    private static final int FIRST_FEATURE = FeatureTableColumn.values().length;

    private final List<ParquetColumn> columns = new ArrayList<>();
    private final int[] columnByFeature;

    FeatureTableLayout(FeatureSchema schema) {
        for (FeatureTableColumn column : FeatureTableColumn.values()) {
            columns.add(parquet(column));
        }
        columnByFeature = new int[schema.size()];
        for (int feature = 0; feature < columnByFeature.length; feature++) {
            String name = schema.features().get(feature).name();
            int shared = indexOf(name);
            columnByFeature[feature] = shared < 0 ? columns.size() : shared;
            if (shared < 0) {
                columns.add(ParquetColumn.optional(name, ParquetKind.FLOAT));
            }
        }
    }

    private static ParquetColumn parquet(FeatureTableColumn column) {
        String name = column.columnName();
        return switch (column) {
            case BUILDING_ID, READINESS -> ParquetColumn.required(name, ParquetKind.STRING);
            case ORIGIN, TIMESTAMP_HOUR -> ParquetColumn.required(name, ParquetKind.TIMESTAMP);
            case LEAD_HOURS -> ParquetColumn.required(name, ParquetKind.FLOAT);
            case LEVEL_KWH, FALLBACK_KWH -> ParquetColumn.required(name, ParquetKind.DOUBLE);
            case TARGET_KWH, LAST_WEEK_KWH, YESTERDAY_KWH, FOUR_WEEK_MEAN_KWH, CEILING_KWH ->
                ParquetColumn.optional(name, ParquetKind.DOUBLE);
        };
    }

    private int indexOf(String name) {
        for (int column = 0; column < FIRST_FEATURE; column++) {
            if (columns.get(column).name().equals(name)) {
                return column;
            }
        }
        return -1;
    }

    List<ParquetColumn> columns() {
        return columns;
    }

    /** The Parquet column that holds a feature. */
    int columnOf(int feature) {
        return columnByFeature[feature];
    }

    /** Whether a feature has a Parquet column of its own. */
    boolean isStored(int feature) {
        return columnByFeature[feature] >= FIRST_FEATURE;
    }
}
