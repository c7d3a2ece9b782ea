package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Median over buildings of the WAPE on the calibration period: what the model's metadata record beside it. */
final class CalibrationScores {
    private final FeatureTable table;
    private final List<BuildingRows> buildings;
    private final Map<String, Double> scores = new TreeMap<>();

    CalibrationScores(FeatureTable table) {
        this.table = table;
        this.buildings = BuildingRows.of(table);
        add("last_week", table::lastWeekKwh);
        add("yesterday", table::yesterdayKwh);
        add("four_week_mean", table::fourWeekMeanKwh);
    }

    /** Scores one more forecast under {@code calibration_wape_<name>} [%]; not at all where no row can be scored. */
    CalibrationScores add(String name, IntToDoubleFunction yhatKwh) {
        double[] wapes = buildings.stream()
                .mapToDouble(rows -> wape(rows, yhatKwh))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (wapes.length > 0) {
            double median = (wapes[(wapes.length - 1) / 2] + wapes[wapes.length / 2]) / 2;
            scores.put("calibration_wape_" + name, median);
        }
        return this;
    }

    private double wape(BuildingRows rows, IntToDoubleFunction yhatKwh) {
        double errors = 0;
        double readings = 0;
        for (int row : IntStream.range(rows.from(), rows.to()).toArray()) {
            double error = Math.abs(table.targetKwh(row) - yhatKwh.applyAsDouble(row));
            if (!Double.isNaN(error)) {
                errors += error;
                readings += Math.abs(table.targetKwh(row));
            }
        }
        return 100 * errors / readings;
    }

    Map<String, Double> byName() {
        return scores;
    }
}
