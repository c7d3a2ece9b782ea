package com.hometech.edf.features.table;

import com.hometech.edf.common.error.InvalidInputException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The columns of a feature table as arrays of one length. {@code readiness} holds ordinals of {@link Readiness};
 * {@code features[column][row]} follows the schema; missing numbers are NaN.
 */
public record FeatureColumns(
        int[] buildingIndex,
        long[] originEpochSecond,
        float[] leadHours,
        double[] targetKwh,
        double[] levelKwh,
        double[] lastWeekKwh,
        double[] yesterdayKwh,
        double[] fourWeekMeanKwh,
        double[] fallbackKwh,
        double[] ceilingKwh,
        byte[] readiness,
        float[][] features)
        implements Serializable {
    static final Comparator<FeatureRow> ROW_ORDER = Comparator.comparing(FeatureRow::building)
            .thenComparing(FeatureRow::origin)
            .thenComparingDouble(FeatureRow::leadHours);

    public FeatureColumns {
        for (float[] feature : features) {
            if (feature.length != buildingIndex.length) {
                throw new InvalidInputException(
                        "A feature column has " + feature.length + " rows instead of " + buildingIndex.length);
            }
        }
    }

    /** Columns of zeros for {@code rows} rows, which nothing limits. */
    public static FeatureColumns allocate(int rows, int features) {
        double[] unlimited = new double[rows];
        Arrays.fill(unlimited, Double.NaN);
        return new FeatureColumns(
                new int[rows],
                new long[rows],
                new float[rows],
                new double[rows],
                new double[rows],
                new double[rows],
                new double[rows],
                new double[rows],
                new double[rows],
                unlimited,
                new byte[rows],
                new float[features][rows]);
    }

    /**
     * Copies all rows of other columns to {@code offset}.
     *
     * @param firstBuilding what becomes of their building index 0
     */
    public void copyFrom(FeatureColumns other, int offset, int firstBuilding) {
        int rows = other.rows();
        for (int row = 0; row < rows; row++) {
            buildingIndex[offset + row] = firstBuilding + other.buildingIndex[row];
        }
        System.arraycopy(other.originEpochSecond, 0, originEpochSecond, offset, rows);
        System.arraycopy(other.leadHours, 0, leadHours, offset, rows);
        System.arraycopy(other.targetKwh, 0, targetKwh, offset, rows);
        System.arraycopy(other.levelKwh, 0, levelKwh, offset, rows);
        System.arraycopy(other.lastWeekKwh, 0, lastWeekKwh, offset, rows);
        System.arraycopy(other.yesterdayKwh, 0, yesterdayKwh, offset, rows);
        System.arraycopy(other.fourWeekMeanKwh, 0, fourWeekMeanKwh, offset, rows);
        System.arraycopy(other.fallbackKwh, 0, fallbackKwh, offset, rows);
        System.arraycopy(other.ceilingKwh, 0, ceilingKwh, offset, rows);
        System.arraycopy(other.readiness, 0, readiness, offset, rows);
        for (int column = 0; column < features.length; column++) {
            System.arraycopy(other.features[column], 0, features[column], offset, rows);
        }
    }

    void copyRow(FeatureColumns other, int from, int to, int building) {
        buildingIndex[to] = building;
        originEpochSecond[to] = other.originEpochSecond[from];
        leadHours[to] = other.leadHours[from];
        targetKwh[to] = other.targetKwh[from];
        levelKwh[to] = other.levelKwh[from];
        lastWeekKwh[to] = other.lastWeekKwh[from];
        yesterdayKwh[to] = other.yesterdayKwh[from];
        fourWeekMeanKwh[to] = other.fourWeekMeanKwh[from];
        fallbackKwh[to] = other.fallbackKwh[from];
        ceilingKwh[to] = other.ceilingKwh[from];
        readiness[to] = other.readiness[from];
        for (int column = 0; column < features.length; column++) {
            features[column][to] = other.features[column][from];
        }
    }

    static FeatureColumns of(List<FeatureRow> rows, List<String> buildings, int features) {
        FeatureColumns columns = allocate(rows.size(), features);
        for (int row = 0; row < rows.size(); row++) {
            columns.set(row, rows.get(row), buildings);
        }
        return columns;
    }

    public int rows() {
        return buildingIndex.length;
    }

    private void set(int row, FeatureRow values, List<String> buildings) {
        buildingIndex[row] = buildings.indexOf(values.building());
        originEpochSecond[row] = values.origin().getEpochSecond();
        leadHours[row] = (float) values.leadHours();
        targetKwh[row] = values.targetKwh();
        levelKwh[row] = values.levelKwh();
        lastWeekKwh[row] = values.lastWeekKwh();
        yesterdayKwh[row] = values.yesterdayKwh();
        fourWeekMeanKwh[row] = values.fourWeekMeanKwh();
        fallbackKwh[row] = values.fallbackKwh();
        ceilingKwh[row] = values.ceilingKwh();
        readiness[row] = (byte) values.readiness().ordinal();
        for (int column = 0; column < features.length; column++) {
            features[column][row] = values.features().get(column);
        }
    }
}
