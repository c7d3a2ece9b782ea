package com.hometech.edf.training.fit;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.inference.ScaledBooster;
import com.hometech.edf.inference.TargetWeather;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.interval.PredictionSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Forecasts of the calibration period [kWh], by row.
 *
 * @param bySource of each source, NaN at rows that the source does not serve
 * @param served of the best source of each row
 */
@SuppressWarnings("ArrayRecordComponent") // one number for each row; never compared
record CalibrationForecasts(Map<PredictionSource, double[]> bySource, double[] served) {

    /** Forecasts with the boosters that were just grown, by the rules of serving. */
    static CalibrationForecasts of(FeatureTable table, Map<ArtifactFile, GrownBooster> boosters) {
        TargetWeather weather = new TargetWeather(table.schema());
        IntPredicate ready = row -> table.readiness(row) == Readiness.MODEL;
        GrownBooster withoutWeather = boosters.get(ArtifactFile.BOOSTER_WITHOUT_WEATHER);
        IntPredicate covered = row -> withoutWeather == null || weather.isKnown(table, row);
        Map<PredictionSource, double[]> bySource = new EnumMap<>(PredictionSource.class);
        bySource.put(
                PredictionSource.MODEL,
                forecasts(table, requireNonNull(boosters.get(ArtifactFile.BOOSTER)), ready.and(covered)));
        if (withoutWeather != null) {
            bySource.put(PredictionSource.MODEL_WITHOUT_WEATHER, forecasts(table, withoutWeather, ready));
        }
        bySource.put(
                PredictionSource.FALLBACK,
                IntStream.range(0, table.rows()).mapToDouble(table::fallbackKwh).toArray());
        return new CalibrationForecasts(bySource, served(bySource));
    }

    private static double[] forecasts(FeatureTable table, GrownBooster grown, IntPredicate serves) {
        double[] yhat = new double[table.rows()];
        ScaledBooster booster = grown.serving();
        // each building's rows are computed alone: the number of threads changes nothing
        BuildingRows.of(table).parallelStream().forEach(rows -> {
            float[] vector = booster.vector();
            for (int row = rows.from(); row < rows.to(); row++) {
                yhat[row] = serves.test(row) ? booster.yhatKwh(table, row, vector) : Double.NaN;
            }
        });
        return yhat;
    }

    /** The sources stand from best to worst: each fills what the better ones left open. */
    private static double[] served(Map<PredictionSource, double[]> bySource) {
        double[] served =
                requireNonNull(bySource.get(PredictionSource.FALLBACK)).clone();
        for (int row = 0; row < served.length; row++) {
            for (double[] yhat : bySource.values()) {
                if (!Double.isNaN(yhat[row])) {
                    served[row] = yhat[row];
                    break;
                }
            }
        }
        return served;
    }
}
