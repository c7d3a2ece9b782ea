package com.hometech.edf.training.fit;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.inference.RowModel;
import com.hometech.edf.inference.TargetWeather;
import com.hometech.edf.inference.blend.Blend;
import com.hometech.edf.inference.interval.PredictionSource;
import com.hometech.edf.inference.interval.Spread;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Forecasts of the calibration period, by row, of each source, by the rules of serving.
 *
 * @param bySource from best to worst; where one has no forecast the next one serves
 */
record CalibrationForecasts(Map<PredictionSource, SourceForecasts> bySource) {

    /**
     * Forecasts of one source.
     *
     * @param yhat NaN at rows that the source does not serve [kWh]
     * @param distance for each quantile level the distance from the forecast, as a multiple of the building's level; empty
     *     where the source says nothing of its errors
     * @param width of these quantiles, as a multiple of the level; empty where there are none
     */
    @SuppressWarnings("ArrayRecordComponent") // one number for each row; never compared
    record SourceForecasts(double[] yhat, float[][] distance, float[] width) {
        boolean hasQuantiles() {
            return distance.length > 0;
        }

        SourceForecasts withYhat(double[] other) {
            return new SourceForecasts(other, distance, width);
        }
    }

    /**
     * Forecasts with models that were just fitted.
     *
     * @param models by source
     * @param levels how many quantiles they give
     */
    static CalibrationForecasts of(FeatureTable table, Map<PredictionSource, ? extends RowModel> models, int levels) {
        TargetWeather weather = new TargetWeather(table.schema());
        IntPredicate ready = row -> table.readiness(row) == Readiness.MODEL;
        boolean blind = models.containsKey(PredictionSource.MODEL_WITHOUT_WEATHER);
        IntPredicate covered = row -> !blind || weather.isKnown(table, row);
        Map<PredictionSource, SourceForecasts> bySource = new EnumMap<>(PredictionSource.class);
        models.forEach((source, model) -> bySource.put(
                source,
                forecasts(table, model, levels, source == PredictionSource.MODEL ? ready.and(covered) : ready)));
        double[] fallback =
                IntStream.range(0, table.rows()).mapToDouble(table::fallbackKwh).toArray();
        bySource.put(PredictionSource.FALLBACK, new SourceForecasts(fallback, new float[0][], new float[0]));
        return new CalibrationForecasts(bySource);
    }

    private static SourceForecasts forecasts(FeatureTable table, RowModel model, int levels, IntPredicate serves) {
        double[] yhat = new double[table.rows()];
        int known = model.hasQuantiles() ? levels : 0;
        float[][] distance = new float[known][table.rows()];
        float[] width = new float[model.hasQuantiles() ? table.rows() : 0];
        // each building's rows are computed alone: the number of threads changes nothing
        BuildingRows.of(table).parallelStream().forEach(rows -> {
            RowModel.Workspace workspace = model.workspace();
            Spread spread = new Spread(levels);
            for (int row = rows.from(); row < rows.to(); row++) {
                if (serves.test(row) && model.covers(table, row)) {
                    yhat[row] = workspace.yhatKwh(table, row, spread);
                    for (int level = 0; level < known; level++) {
                        distance[level][row] = (float) spread.distance(level);
                    }
                    if (model.hasQuantiles()) {
                        width[row] = (float) spread.width();
                    }
                } else {
                    yhat[row] = Double.NaN;
                }
            }
        });
        return new SourceForecasts(yhat, distance, width);
    }

    /** The same forecasts mixed with plain ones. */
    CalibrationForecasts blended(FeatureTable table, Blend blend) {
        Map<PredictionSource, SourceForecasts> mixed = new EnumMap<>(PredictionSource.class);
        bySource.forEach((source, forecasts) -> mixed.put(
                source, forecasts.hasQuantiles() ? forecasts.withYhat(blended(table, blend, source)) : forecasts));
        return new CalibrationForecasts(mixed);
    }

    private double[] blended(FeatureTable table, Blend blend, PredictionSource source) {
        double[] alone = yhat(source);
        double[] mixed = new double[alone.length];
        BuildingRows.of(table).parallelStream().forEach(rows -> {
            var shares = blend.of(rows.building(), source);
            for (int row = rows.from(); row < rows.to(); row++) {
                mixed[row] = Double.isNaN(alone[row])
                        ? Double.NaN
                        : shares.kwh(table, row, blend.buckets().of(table.leadHours(row)), alone[row]);
            }
        });
        return mixed;
    }

    /** Forecasts of a source that is there [kWh]. */
    double[] yhat(PredictionSource source) {
        return requireNonNull(bySource.get(source)).yhat();
    }

    /** What each row would be served with [kWh]. */
    double[] served() {
        double[] served = yhat(PredictionSource.FALLBACK).clone();
        List<double[]> fromBest =
                bySource.values().stream().map(SourceForecasts::yhat).toList();
        for (int row = 0; row < served.length; row++) {
            for (double[] yhat : fromBest) {
                if (!Double.isNaN(yhat[row])) {
                    served[row] = yhat[row];
                    break;
                }
            }
        }
        return served;
    }
}
