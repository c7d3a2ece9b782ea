package com.hometech.edf.inference;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.interval.BuildingCalibration;
import com.hometech.edf.inference.interval.IntervalEnds;
import com.hometech.edf.inference.interval.PredictionSource;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Predicts with one global model over all buildings: the booster says which multiple of its own level a building will use.
 * Rows that no weather covers go to the booster without weather, rows that are not ready for a model to the plain forecast.
 */
public final class XGBoostForecaster implements Forecaster {
    private final SchemaCheck schema;
    private final TargetWeather weather;
    private final ScaledBooster withWeather;
    private final Optional<ScaledBooster> withoutWeather;
    private final IntervalEnds intervals;
    private final Predicate<String> feedsIn;

    /**
     * A forecaster for a model.
     *
     * @param feedsIn tells by id which buildings may have negative readings; the others are never forecast below 0
     */
    public XGBoostForecaster(ModelArtifact model, Predicate<String> feedsIn) {
        this.schema = new SchemaCheck(model.metadata().featureSchema());
        this.weather = new TargetWeather(model.metadata().featureSchema());
        this.withWeather = ScaledBooster.of(model.booster(), model.metadata().featureSchema());
        this.withoutWeather = model.withoutWeather()
                .map(booster -> ScaledBooster.of(booster, model.metadata().featureSchema()));
        this.intervals = new IntervalEnds(model.metadata().calibration());
        this.feedsIn = feedsIn;
    }

    @Override
    public Prediction predict(FeatureTable table, int fromRow, int toRow) {
        schema.require(table.schema());
        Rows rows = new Rows(table, fromRow, toRow);
        for (int row = fromRow; row < toRow; row++) {
            rows.forecast(row, sourceOf(table, row));
        }
        return rows.prediction;
    }

    @Override
    public Prediction fallback(FeatureTable table, int fromRow, int toRow) {
        Rows rows = new Rows(table, fromRow, toRow);
        for (int row = fromRow; row < toRow; row++) {
            rows.forecast(row, PredictionSource.FALLBACK);
        }
        return rows.prediction;
    }

    private PredictionSource sourceOf(FeatureTable table, int row) {
        if (table.readiness(row) != Readiness.MODEL) {
            return PredictionSource.FALLBACK;
        }
        return withoutWeather.isEmpty() || weather.isKnown(table, row)
                ? PredictionSource.MODEL
                : PredictionSource.MODEL_WITHOUT_WEATHER;
    }

    /** Fills a prediction row by row; one for each call, so that the forecaster itself has no state. */
    private final class Rows {
        private final FeatureTable table;
        private final int from;
        private final Prediction prediction;
        private final float[] vector = withWeather.vector();
        private int building = -1;
        private BuildingCalibration calibration;
        private boolean negativeAllowed;

        Rows(FeatureTable table, int fromRow, int toRow) {
            this.table = table;
            this.from = fromRow;
            this.prediction = Prediction.empty(toRow - fromRow);
            this.calibration = intervals.of("");
        }

        void forecast(int row, PredictionSource source) {
            enterBuildingOf(row);
            double level = table.levelKwh(row);
            long target = table.targetEpochSecond(row);
            double lead = table.leadHours(row);
            double ceiling = table.ceilingKwh(row);
            double yhat = Math.min(ceiling, allowed(yhatKwh(row, source)));
            double upper = yhat + intervals.above(calibration, source, target, lead, level);
            int at = row - from;
            prediction.yhat()[at] = yhat;
            prediction.lower()[at] =
                    Math.min(yhat, allowed(yhat + intervals.below(calibration, source, target, lead, level)));
            prediction.upper()[at] = Math.max(yhat, Math.min(ceiling, upper));
            prediction.quality()[at] = qualityOf(row, source);
        }

        private void enterBuildingOf(int row) {
            if (table.buildingIndex(row) != building) {
                building = table.buildingIndex(row);
                calibration = intervals.of(table.building(row));
                negativeAllowed = feedsIn.test(table.building(row));
            }
        }

        private double yhatKwh(int row, PredictionSource source) {
            return switch (source) {
                case MODEL -> withWeather.yhatKwh(table, row, vector);
                case MODEL_WITHOUT_WEATHER -> withoutWeather.orElseThrow().yhatKwh(table, row, vector);
                case FALLBACK -> table.fallbackKwh(row);
            };
        }

        private double allowed(double kwh) {
            return negativeAllowed ? kwh : Math.max(0, kwh);
        }

        private ForecastQuality qualityOf(int row, PredictionSource source) {
            return switch (source) {
                case MODEL -> ForecastQuality.MODEL;
                case MODEL_WITHOUT_WEATHER -> ForecastQuality.WEATHER_MISSING;
                case FALLBACK ->
                    table.readiness(row) == Readiness.COLD_START
                            ? ForecastQuality.COLD_START
                            : ForecastQuality.FALLBACK;
            };
        }
    }
}
