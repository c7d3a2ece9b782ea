package com.hometech.edf.training.fit;

import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.FollowingForecaster;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.training.evaluation.BuildingPredictions;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How good a model's forecasts are as they are served: the median over buildings of means over rows, in multiples of the
 * building's level.
 *
 * @param error mean absolute error
 * @param pinball mean pinball loss, by level (Koenker and Bassett, 1978)
 * @param coverage share of readings within the interval
 */
record ServedScores(double error, List<Double> pinball, double coverage) {
    /** Scores rows whose reading is known. */
    static ServedScores of(ModelArtifact model, FeatureTable table) {
        Prediction prediction = BuildingPredictions.of(
                FollowingForecaster.of(model, SeriesSource.NONE, building -> false), table, Progress.SILENT);
        List<Double> levels = model.metadata().calibration().levels();
        return new ServedScores(
                median(table, row -> Math.abs(miss(table, row, prediction.yhat()))),
                IntStream.range(0, levels.size())
                        .mapToObj(i -> median(
                                table,
                                row -> pinball(
                                        levels.get(i),
                                        miss(table, row, prediction.quantiles()[i]))))
                        .toList(),
                median(
                        table,
                        row -> miss(table, row, prediction.lower()) >= 0 && miss(table, row, prediction.upper()) <= 0
                                ? 1
                                : 0));
    }

    private static double miss(FeatureTable table, int row, double[] forecast) {
        return (table.targetKwh(row) - forecast[row]) / table.levelKwh(row);
    }

    private static double pinball(double level, double miss) {
        return Math.max(level * miss, (level - 1) * miss);
    }

    private static double median(FeatureTable table, IntToDoubleFunction score) {
        double[] means = IntStream.range(0, table.buildings().size())
                .mapToDouble(building -> IntStream.range(0, table.rows())
                        .filter(row -> table.buildingIndex(row) == building)
                        .filter(row -> Double.isFinite(table.targetKwh(row)))
                        .mapToDouble(score)
                        .average()
                        .orElse(Double.NaN))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return means[means.length / 2];
    }
}
