package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the model learns: the reading as a multiple of the building's level. A building's few highest multiples are cut, so
 * that a spike does not bend every tree.
 */
final class Targets {
    private static final double USUAL_SHARE = 0.995;
    private static final double MARGIN = 1.5;

    private final FeatureTable table;
    private final double[] limitOfBuilding;

    private Targets(FeatureTable table, double[] limitOfBuilding) {
        this.table = table;
        this.limitOfBuilding = limitOfBuilding;
    }

    /** Learns each building's limit from its rows: the 99.5 percentile of the absolute multiples, and half of that again. */
    static Targets of(FeatureTable table, int[] rows) {
        double[] limits = new double[table.buildings().size()];
        Arrays.fill(limits, Double.POSITIVE_INFINITY);
        int start = 0;
        for (int end = 1; end <= rows.length; end++) {
            int building = table.buildingIndex(rows[start]);
            if (end == rows.length || table.buildingIndex(rows[end]) != building) {
                limits[building] = limit(table, rows, start, end);
                start = end;
            }
        }
        return new Targets(table, limits);
    }

    /**
     * Targets of buildings whose limits are known.
     *
     * @param limits by id of the building
     */
    static Targets of(FeatureTable table, Map<String, Double> limits) {
        return new Targets(
                table,
                table.buildings().stream()
                        .mapToDouble(building -> limits.getOrDefault(building, Double.POSITIVE_INFINITY))
                        .toArray());
    }

    /** The limits by id of the building; none of buildings without rows. */
    Map<String, Double> limits() {
        Map<String, Double> limits = new TreeMap<>();
        for (int building = 0; building < limitOfBuilding.length; building++) {
            if (Double.isFinite(limitOfBuilding[building])) {
                limits.put(table.buildings().get(building), limitOfBuilding[building]);
            }
        }
        return limits;
    }

    private static double limit(FeatureTable table, int[] rows, int from, int to) {
        double[] multiples = new double[to - from];
        for (int i = from; i < to; i++) {
            multiples[i - from] = Math.abs(table.targetKwh(rows[i]) / table.levelKwh(rows[i]));
        }
        Arrays.sort(multiples);
        return MARGIN * multiples[(int) (USUAL_SHARE * (multiples.length - 1))];
    }

    /** The multiple to learn for a row. */
    float of(int row) {
        double multiple = table.targetKwh(row) / table.levelKwh(row);
        double limit = limitOfBuilding[table.buildingIndex(row)];
        return (float) Math.max(-limit, Math.min(limit, multiple));
    }
}
