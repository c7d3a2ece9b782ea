package com.hometech.edf.training.fit;

import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.FollowingForecaster;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.training.evaluation.BuildingPredictions;
import java.util.Arrays;
import java.util.List;

/**
 * How good a model's forecasts are as they are served; every row counts as a multiple of its building's level.
 *
 * @param error mean absolute error
 * @param pinball mean pinball loss, by level (Koenker and Bassett, 1978)
 * @param coverage share of readings within the interval
 */
record ServedScores(double error, List<Double> pinball, double coverage) {
    /** Scores the rows whose reading is known. */
    static ServedScores of(ModelArtifact model, FeatureTable table) {
        Prediction prediction = BuildingPredictions.of(
                FollowingForecaster.of(model, SeriesSource.NONE, building -> false), table, Progress.SILENT);
        List<Double> levels = model.metadata().calibration().levels();
        double[] pinball = new double[levels.size()];
        double error = 0;
        int covered = 0;
        int rows = 0;
        for (int row = 0; row < table.rows(); row++) {
            double actual = table.targetKwh(row);
            double level = table.levelKwh(row);
            if (!Double.isFinite(actual)) {
                continue;
            }
            rows++;
            error += Math.abs(actual - prediction.yhat()[row]) / level;
            covered += prediction.lower()[row] <= actual && actual <= prediction.upper()[row] ? 1 : 0;
            for (int i = 0; i < pinball.length; i++) {
                double miss = (actual - prediction.quantiles()[i][row]) / level;
                pinball[i] += Math.max(levels.get(i) * miss, (levels.get(i) - 1) * miss);
            }
        }
        double count = rows;
        return new ServedScores(
                error / count,
                Arrays.stream(pinball).mapToObj(sum -> sum / count).toList(),
                covered / count);
    }
}
