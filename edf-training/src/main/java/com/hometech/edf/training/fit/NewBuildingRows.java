package com.hometech.edf.training.fit;

import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureNames;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The rows of a training table whose building is looked at as if it were new.
 *
 * @param table those rows
 * @param fitting numbers of rows to grow trees with, ascending
 * @param calibrating later ones, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // row numbers; never compared
record NewBuildingRows(FeatureTable table, int[] fitting, int[] calibrating) {
    /** Every so many rows do without weather, so that trees learn what to do where none is known. */
    private static final int WITHOUT_WEATHER_EVERY = 3;
    /** More rows than these tell little more of buildings that are not there yet. */
    static final int MOST_ROWS = 200_000;

    /** The rows of a table; those from the first origin of calibration on calibrate. */
    static NewBuildingRows of(FeatureTable train, FeatureTable calibration) {
        long calibrates = IntStream.range(0, calibration.rows())
                .mapToLong(calibration::originEpochSecond)
                .min()
                .orElse(Long.MAX_VALUE);
        FeatureTable table = compact(train, Thinning.thinned(asIfNew(train), MOST_ROWS));
        hideWeather(table);
        return new NewBuildingRows(
                table,
                rows(table, row -> table.originEpochSecond(row) < calibrates),
                rows(table, row -> table.originEpochSecond(row) >= calibrates));
    }

    /** Numbers of the rows of buildings as if they were new; none where features do not tell how new they are. */
    static int[] asIfNew(FeatureTable train) {
        if (train.schema().indexOf(FeatureNames.HISTORY_DAYS) < 0) {
            return new int[0];
        }
        return IntStream.range(0, train.rows())
                .filter(row -> train.readiness(row) == Readiness.COLD_START && Double.isFinite(train.targetKwh(row)))
                .toArray();
    }

    /** A table of some rows. */
    static FeatureTable compact(FeatureTable table, int[] rows) {
        return FeatureTable.joined(FeatureTable.builder(table.schema()).build(), table, rows);
    }

    private static int[] rows(FeatureTable table, IntPredicate chosen) {
        return IntStream.range(0, table.rows()).filter(chosen).toArray();
    }

    private static void hideWeather(FeatureTable table) {
        List<Feature> features = table.schema().features();
        for (int column = 0; column < features.size(); column++) {
            if (features.get(column).kind() == FeatureKind.WEATHER) {
                float[] values = table.columns().features()[column];
                for (int row = 0; row < values.length; row += WITHOUT_WEATHER_EVERY) {
                    values[row] = Float.NaN;
                }
            }
        }
    }

    /** Ids of the buildings that have rows of both kinds, in their order. */
    List<String> buildings() {
        TreeSet<String> both = buildings(fitting);
        both.retainAll(buildings(calibrating));
        return List.copyOf(both);
    }

    private TreeSet<String> buildings(int[] rows) {
        TreeSet<String> buildings = new TreeSet<>();
        Arrays.stream(rows).forEach(row -> buildings.add(table.building(row)));
        return buildings;
    }
}
