package com.hometech.edf.inference;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.interval.IntervalCalibration;
import com.hometech.edf.inference.interval.QuantileEnds;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A forecaster whose intervals follow its recent errors. Where the rows that are forecast together hold earlier forecasts of a
 * building whose readings are known at a later row's origin, that row's quantiles move by what these readings say. Whatever
 * forecasts rows of many origins (evaluation, backtests) does so by itself; a daily run adds some rows of the weeks before.
 */
public final class FollowingForecaster implements Forecaster {
    private final Forecaster inner;
    private final IntervalCalibration calibration;
    private final QuantileEnds ends;
    private final long unseenFrom;
    private final Predicate<String> feedsIn;

    /**
     * The forecaster that serves a model.
     *
     * @param series the readings up to each origin, which models of single buildings move on with
     * @param feedsIn tells by id which buildings may have negative readings; the others are never forecast below 0
     */
    public static Forecaster of(ModelArtifact model, SeriesSource series, Predicate<String> feedsIn) {
        return new FollowingForecaster(new ModelForecaster(model, series, feedsIn), model, feedsIn);
    }

    private FollowingForecaster(Forecaster inner, ModelArtifact model, Predicate<String> feedsIn) {
        this.inner = inner;
        this.calibration = model.metadata().calibration();
        this.ends = new QuantileEnds(calibration);
        this.unseenFrom = unseenFrom(model);
        this.feedsIn = feedsIn;
    }

    private static long unseenFrom(ModelArtifact model) {
        Instant last = model.metadata().training().lastTarget();
        return last.plus(model.metadata().featureSchema().step()).getEpochSecond();
    }

    @Override
    public Prediction predict(FeatureTable table, int fromRow, int toRow) {
        Prediction prediction = inner.predict(table, fromRow, toRow);
        int from = fromRow;
        for (int to = fromRow + 1; to <= toRow; to++) {
            if (to == toRow || table.buildingIndex(to) != table.buildingIndex(from)) {
                correct(table, prediction, fromRow, from, to);
                from = to;
            }
        }
        return prediction;
    }

    @Override
    public Prediction fallback(FeatureTable table, int fromRow, int toRow) {
        return inner.fallback(table, fromRow, toRow);
    }

    @Override
    public List<Double> levels() {
        return inner.levels();
    }

    @Override
    public boolean isPlain(ForecastQuality quality) {
        return inner.isPlain(quality);
    }

    @Override
    public boolean canForecast(FeatureTable table, int row) {
        return inner.canForecast(table, row);
    }

    private void correct(FeatureTable table, Prediction prediction, int tableFrom, int from, int to) {
        RecentErrors errors = new RecentErrors(
                table, prediction, tableFrom, from, to, unseenFrom, calibration.levels(), calibration.buckets());
        double[] widths = new double[to - from];
        for (int row = from; row < to; row++) {
            widths[row - from] = errors.widthKwh(row);
        }
        double least = feedsIn.test(table.building(from)) ? Double.NEGATIVE_INFINITY : 0;
        Map<ForecastQuality, double[][]> ofOrigin = new EnumMap<>(ForecastQuality.class);
        double[] quantiles = new double[ends.count()];
        for (int row = from; row < to; row++) {
            if (row > from && table.originEpochSecond(row) != table.originEpochSecond(row - 1)) {
                ofOrigin.clear();
            }
            int at = row - tableFrom;
            double[] moves = moves(errors, ofOrigin, table, row, prediction.quality()[at]);
            for (int level = 0; level < quantiles.length; level++) {
                quantiles[level] = prediction.quantiles()[level][at] + moves[level] * widths[row - from];
            }
            ends.order(prediction.yhat()[at], quantiles);
            for (int level = 0; level < quantiles.length; level++) {
                prediction.quantiles()[level][at] = Math.min(table.ceilingKwh(row), Math.max(least, quantiles[level]));
            }
        }
    }

    /** What moves the quantiles of a row; worked out once for all rows of its origin, bucket and kind. */
    private double[] moves(
            RecentErrors errors,
            Map<ForecastQuality, double[][]> ofOrigin,
            FeatureTable table,
            int row,
            ForecastQuality quality) {
        double[][] byBucket = ofOrigin.computeIfAbsent(
                quality, kind -> new double[calibration.buckets().count()][]);
        int bucket = calibration.buckets().of(table.leadHours(row));
        if (byBucket[bucket] == null) {
            byBucket[bucket] = errors.corrections(table.originEpochSecond(row), bucket, quality);
        }
        return byBucket[bucket];
    }
}
