package com.hometech.edf.features.table;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.features.schema.FeatureSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of {@code (building, origin, lead)} by column, sorted by building, origin, lead. Missing numbers are NaN. Safe to
 * share between threads once made.
 */
public final class FeatureTable {
    private static final Readiness[] READINESS = Readiness.values();

    private final FeatureSchema schema;
    private final List<String> buildings;
    private final FeatureColumns columns;

    /**
     * Takes over the columns.
     *
     * @param buildings the ids that {@code columns.buildingIndex} points into, in the order of their rows
     */
    public FeatureTable(FeatureSchema schema, List<String> buildings, FeatureColumns columns) {
        if (columns.features().length != schema.size()) {
            throw new InvalidInputException(
                    "Table has " + columns.features().length + " feature columns, its schema " + schema.size());
        }
        this.schema = schema;
        this.buildings = List.copyOf(buildings);
        this.columns = columns;
    }

    /** Makes a small table row by row. */
    public static Builder builder(FeatureSchema schema) {
        return new Builder(schema);
    }

    /**
     * Reads the Parquet files and {@code feature_schema.json} of a directory; files in the order of their names.
     *
     * @throws InvalidInputException when a file is damaged or does not have the columns of the schema
     */
    public static FeatureTable read(Path directory) throws IOException {
        return FeatureTableReader.read(directory, name -> true);
    }

    /**
     * Reads one file of a directory; there are no rows where the file is missing.
     *
     * @throws InvalidInputException when it is damaged or does not have the columns of the schema
     */
    public static FeatureTable read(Path directory, String fileName) throws IOException {
        return FeatureTableReader.read(directory, name -> name.equals(fileName));
    }

    /** Writes the table as one Parquet file with its schema beside it. */
    public void write(Path directory) throws IOException {
        schema.write(directory);
        try (FeatureTableWriter writer = new FeatureTableWriter(directory.resolve("part-00000.parquet"), schema)) {
            writer.append(this);
            writer.finish();
        }
    }

    /**
     * The same rows with other readings at their targets.
     *
     * @param targetKwh by row [kWh]; NaN where unknown
     */
    public FeatureTable withTargetKwh(double[] targetKwh) {
        if (targetKwh.length != rows()) {
            throw new InvalidInputException(targetKwh.length + " targets for a table of " + rows() + " rows");
        }
        FeatureColumns others = new FeatureColumns(
                columns.buildingIndex(),
                columns.originEpochSecond(),
                columns.leadHours(),
                targetKwh,
                columns.levelKwh(),
                columns.lastWeekKwh(),
                columns.yesterdayKwh(),
                columns.fourWeekMeanKwh(),
                columns.fallbackKwh(),
                columns.ceilingKwh(),
                columns.readiness(),
                columns.features());
        return new FeatureTable(schema, buildings, others);
    }

    /**
     * All rows of a table and some of a later one with the same features: of each building first the one, then the other.
     *
     * @param laterRows row numbers of the later table, ascending
     */
    public static FeatureTable joined(FeatureTable table, FeatureTable later, int[] laterRows) {
        List<String> ids = Stream.concat(table.buildings.stream(), later.buildings.stream())
                .sorted()
                .distinct()
                .toList();
        FeatureColumns all = FeatureColumns.allocate(table.rows() + laterRows.length, table.schema.size());
        int at = 0;
        int next = 0;
        int nextLater = 0;
        for (int building = 0; building < ids.size(); building++) {
            String id = ids.get(building);
            for (; next < table.rows() && table.building(next).equals(id); next++) {
                all.copyRow(table.columns, next, at++, building);
            }
            for (;
                    nextLater < laterRows.length
                            && later.building(laterRows[nextLater]).equals(id);
                    nextLater++) {
                all.copyRow(later.columns, laterRows[nextLater], at++, building);
            }
        }
        if (at != all.rows()) {
            throw new InvalidInputException("Tables to join are not in the order of their buildings' ids");
        }
        return new FeatureTable(table.schema, ids, all);
    }

    public int rows() {
        return columns.rows();
    }

    public FeatureSchema schema() {
        return schema;
    }

    /** The ids of the buildings that have rows, in the order of their rows. */
    public List<String> buildings() {
        return buildings;
    }

    /** Position of the row's building in {@link #buildings()}. */
    public int buildingIndex(int row) {
        return columns.buildingIndex()[row];
    }

    public String building(int row) {
        return buildings.get(columns.buildingIndex()[row]);
    }

    /** Start of the last interval whose reading is known [seconds since 1970 UTC]. */
    public long originEpochSecond(int row) {
        return columns.originEpochSecond()[row];
    }

    /** Start of the interval to forecast [seconds since 1970 UTC]. */
    public long targetEpochSecond(int row) {
        return columns.originEpochSecond()[row] + Math.round(columns.leadHours()[row] * 3600.0);
    }

    /** From origin to target [h]. */
    public double leadHours(int row) {
        return columns.leadHours()[row];
    }

    /** What was used [kWh]; NaN where unknown. */
    public double targetKwh(int row) {
        return columns.targetKwh()[row];
    }

    /** The building's own level known at the origin [kWh]; positive. */
    public double levelKwh(int row) {
        return columns.levelKwh()[row];
    }

    /** Baseline [kWh]: the hour a week ago, else two or three weeks ago; NaN where none is known. */
    public double lastWeekKwh(int row) {
        return columns.lastWeekKwh()[row];
    }

    /** Baseline [kWh]: the last 24 hours before the origin repeated; NaN where the reading is missing. */
    public double yesterdayKwh(int row) {
        return columns.yesterdayKwh()[row];
    }

    /** Baseline [kWh]: mean of the hour of the week over four weeks; NaN where none is known. */
    public double fourWeekMeanKwh(int row) {
        return columns.fourWeekMeanKwh()[row];
    }

    /** A plain forecast that is always there [kWh]. */
    public double fallbackKwh(int row) {
        return columns.fallbackKwh()[row];
    }

    /**
     * The most that the interval can hold [kWh]: no forecast and no end of an interval lies above it. 0 where there can be
     * nothing, as of sunshine at night; infinite where nothing limits it.
     */
    public double ceilingKwh(int row) {
        double ceiling = columns.ceilingKwh()[row];
        return Double.isNaN(ceiling) ? Double.POSITIVE_INFINITY : ceiling;
    }

    /** The best grade that the row can be forecast with. */
    public Readiness readiness(int row) {
        return READINESS[columns.readiness()[row]];
    }

    /** Value of a feature, NaN where missing; {@code column} as in {@link FeatureSchema#indexOf}. */
    public float feature(int row, int column) {
        return columns.features()[column][row];
    }

    /** All columns, shared and not to be changed: for code that copies or writes in bulk. */
    public FeatureColumns columns() {
        return columns;
    }

    /** Collects rows; they may come in any order and are sorted by {@link #build()}. */
    public static final class Builder {
        private final FeatureSchema schema;
        private final List<FeatureRow> rows = new ArrayList<>();

        private Builder(FeatureSchema schema) {
            this.schema = schema;
        }

        public Builder add(FeatureRow row) {
            if (row.features().size() != schema.size()) {
                throw new InvalidInputException("Row of " + row.building() + " has "
                        + row.features().size() + " features, the schema " + schema.size());
            }
            rows.add(row);
            return this;
        }

        public FeatureTable build() {
            List<FeatureRow> sorted = new ArrayList<>(rows);
            sorted.sort(FeatureColumns.ROW_ORDER);
            List<String> buildings =
                    sorted.stream().map(FeatureRow::building).distinct().toList();
            return new FeatureTable(schema, buildings, FeatureColumns.of(sorted, buildings, schema.size()));
        }
    }
}
