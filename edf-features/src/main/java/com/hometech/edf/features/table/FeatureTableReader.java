package com.hometech.edf.features.table;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.features.schema.FeatureSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads the Parquet files of a directory, in the order of their names, into one table. */
final class FeatureTableReader {
    private final FeatureSchema schema;
    private final FeatureTableLayout layout;
    private final Map<String, Integer> indexByBuilding = new LinkedHashMap<>();
    private FeatureColumns columns;
    private int rows;

    private FeatureTableReader(FeatureSchema schema) {
        this.schema = schema;
        this.layout = new FeatureTableLayout(schema);
        this.columns = FeatureColumns.allocate(0, schema.size());
    }

    /** @param wanted tells by name which files to read */
    static FeatureTable read(Path directory, Predicate<String> wanted) throws IOException {
        FeatureTableReader reader = new FeatureTableReader(FeatureSchema.read(directory));
        List<Path> files = ParquetFiles.in(directory).stream()
                .filter(file -> wanted.test(file.getFileName().toString()))
                .toList();
        reader.columns = FeatureColumns.allocate(countRows(directory, files), reader.schema.size());
        for (Path file : files) {
            reader.readFile(file);
        }
        return new FeatureTable(reader.schema, new ArrayList<>(reader.indexByBuilding.keySet()), reader.columns);
    }

    private static int countRows(Path directory, List<Path> files) throws IOException {
        long rows = 0;
        for (Path file : files) {
            try (ParquetTableReader reader = new ParquetTableReader(file, List.of())) {
                rows += reader.rows();
            }
        }
        if (rows > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException("Feature table " + directory + " has " + rows
                    + " rows, more than fit into memory; lower edf_feature_eng.max_training_rows");
        }
        return (int) rows;
    }

    private void readFile(Path file) throws IOException {
        List<ParquetColumn> stored = layout.columns();
        try (ParquetTableReader reader = new ParquetTableReader(file, stored)) {
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                copy(group);
                rows += group.rows();
            }
        }
    }

    private void copy(RowGroup group) {
        copyKeys(group);
        int count = group.rows();
        float[] leads = group.floats(FeatureTableColumn.LEAD_HOURS.ordinal());
        System.arraycopy(leads, 0, columns.leadHours(), rows, count);
        copy(group, FeatureTableColumn.TARGET_KWH, columns.targetKwh());
        copy(group, FeatureTableColumn.LEVEL_KWH, columns.levelKwh());
        copy(group, FeatureTableColumn.LAST_WEEK_KWH, columns.lastWeekKwh());
        copy(group, FeatureTableColumn.YESTERDAY_KWH, columns.yesterdayKwh());
        copy(group, FeatureTableColumn.FOUR_WEEK_MEAN_KWH, columns.fourWeekMeanKwh());
        copy(group, FeatureTableColumn.FALLBACK_KWH, columns.fallbackKwh());
        copy(group, FeatureTableColumn.CEILING_KWH, columns.ceilingKwh());
        for (int feature = 0; feature < schema.size(); feature++) {
            System.arraycopy(group.floats(layout.columnOf(feature)), 0, columns.features()[feature], rows, count);
        }
    }

    private void copy(RowGroup group, FeatureTableColumn column, double[] into) {
        System.arraycopy(group.doubles(column.ordinal()), 0, into, rows, group.rows());
    }

    private void copyKeys(RowGroup group) {
        String[] buildings = group.strings(FeatureTableColumn.BUILDING_ID.ordinal());
        String[] readiness = group.strings(FeatureTableColumn.READINESS.ordinal());
        long[] origins = group.epochSeconds(FeatureTableColumn.ORIGIN.ordinal());
        System.arraycopy(origins, 0, columns.originEpochSecond(), rows, group.rows());
        for (int row = 0; row < group.rows(); row++) {
            columns.buildingIndex()[rows + row] =
                    indexByBuilding.computeIfAbsent(buildings[row], id -> indexByBuilding.size());
            columns.readiness()[rows + row] =
                    (byte) Readiness.valueOf(readiness[row]).ordinal();
        }
    }
}
