package com.hometech.edf.inference;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.features.schema.FeatureNames;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.inference.additive.AdditiveRowModel;
import com.hometech.edf.inference.artifact.BoostedModel;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.blend.Blend;
import com.hometech.edf.inference.interval.BuildingCalibration;
import com.hometech.edf.inference.interval.Offsets;
import com.hometech.edf.inference.interval.PredictionSource;
import com.hometech.edf.inference.interval.QuantileEnds;
import com.hometech.edf.inference.interval.Spread;
import com.hometech.edf.inference.newbuilding.NewBuildingModel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Predicts with the model of an artifact: one global model over all buildings, or one for each building. Mixed with plain
 * forecasts where the model's blend says so. Rows that no weather covers, or whose building has no model with weather, go to
 * the model without weather, those of buildings with little history to trees of their own where there are any, and rows that
 * are not ready for a model, or whose building it does not know, to the plain forecast.
 */
public final class ModelForecaster implements Forecaster {
    private final SchemaCheck schema;
    private final TargetWeather weather;
    private final Map<PredictionSource, RowModel> models = new EnumMap<>(PredictionSource.class);
    private final Optional<NewBuildingModel> newBuildings;
    private final int historyDays;
    /** Trees make something of single gaps in the weather, additive models need all that they read. */
    private final boolean treesServe;

    private final Blend blend;
    private final QuantileEnds quantiles;
    private final List<Double> levels;
    private final Predicate<String> feedsIn;

    /**
     * A forecaster for a model.
     *
     * @param series the readings up to each origin, which models of single buildings move on with
     * @param feedsIn tells by id which buildings may have negative readings; the others are never forecast below 0
     */
    public ModelForecaster(ModelArtifact model, SeriesSource series, Predicate<String> feedsIn) {
        FeatureSchema features = model.metadata().featureSchema();
        this.levels = List.copyOf(model.metadata().calibration().levels());
        this.schema = new SchemaCheck(features);
        this.treesServe = model.boosted().isPresent();
        this.weather = new TargetWeather(features);
        this.blend = model.metadata().blend();
        this.quantiles = new QuantileEnds(model.metadata().calibration());
        this.feedsIn = feedsIn;
        this.historyDays = features.indexOf(FeatureNames.HISTORY_DAYS);
        this.newBuildings = model.newBuildings()
                .map(trees -> new NewBuildingModel(trees, model.metadata().newBuildings(), features, levels));
        model.additive().ifPresent(additive -> models.putAll(AdditiveRowModel.of(additive, series, features)));
        model.boosted()
                .map(BoostedModel::trees)
                .ifPresent(trees -> models.put(PredictionSource.MODEL, ScaledModel.of(trees, features, levels)));
        model.boosted()
                .flatMap(BoostedModel::withoutWeather)
                .ifPresent(trees ->
                        models.put(PredictionSource.MODEL_WITHOUT_WEATHER, ScaledModel.of(trees, features, levels)));
    }

    @Override
    public List<Double> levels() {
        return levels;
    }

    @Override
    public Prediction predict(FeatureTable table, int fromRow, int toRow) {
        schema.require(table.schema());
        Rows rows = new Rows(table, fromRow, toRow);
        for (int row = fromRow; row < toRow; row++) {
            if (newBuildings.isPresent() && table.readiness(row) == Readiness.COLD_START) {
                rows.forecastNew(row, newBuildings.get());
            } else {
                rows.forecast(row, sourceOf(table, row));
            }
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

    @Override
    public boolean isPlain(ForecastQuality quality) {
        return quality == ForecastQuality.FALLBACK || (quality == ForecastQuality.COLD_START && newBuildings.isEmpty());
    }

    @Override
    public boolean canForecast(FeatureTable table, int row) {
        return newBuildings.isPresent()
                || table.readiness(row) != Readiness.COLD_START
                || historyDays < 0
                || table.feature(row, historyDays) > 0;
    }

    private PredictionSource sourceOf(FeatureTable table, int row) {
        if (table.readiness(row) != Readiness.MODEL) {
            return PredictionSource.FALLBACK;
        }
        boolean blind = treesServe
                && models.containsKey(PredictionSource.MODEL_WITHOUT_WEATHER)
                && !weather.isKnown(table, row);
        for (Map.Entry<PredictionSource, RowModel> model : models.entrySet()) {
            boolean seesWhatItReads = !blind || model.getKey() != PredictionSource.MODEL;
            if (seesWhatItReads && model.getValue().covers(table, row)) {
                return model.getKey();
            }
        }
        return PredictionSource.FALLBACK;
    }

    /** Fills a prediction row by row; one for each call, so that the forecaster itself has no state. */
    private final class Rows {
        private final FeatureTable table;
        private final int from;
        private final Prediction prediction;
        private final Map<PredictionSource, RowModel.Workspace> workspaces = new EnumMap<>(PredictionSource.class);
        private final Optional<NewBuildingModel.Workspace> newBuilding = newBuildings.map(NewBuildingModel::workspace);
        private final Spread spread = new Spread(quantiles.count());
        private final double[] ends = new double[quantiles.count()];
        private int building = -1;
        private BuildingCalibration calibration;
        private boolean negativeAllowed;

        Rows(FeatureTable table, int fromRow, int toRow) {
            this.table = table;
            this.from = fromRow;
            this.prediction = Prediction.empty(toRow - fromRow, quantiles.count());
            this.calibration = quantiles.of("");
            models.forEach((source, model) -> workspaces.put(source, model.workspace()));
        }

        void forecast(int row, PredictionSource source) {
            enterBuildingOf(row);
            double lead = table.leadHours(row);
            double yhat = allowed(yhatKwh(row, source, lead), table.ceilingKwh(row));
            quantiles.fill(calibration, source, lead, spread, yhat, levelKwh(row), ends);
            put(row, yhat, qualityOf(row, source));
        }

        void forecastNew(int row, NewBuildingModel model) {
            enterBuildingOf(row);
            double yhat = allowed(newBuilding.orElseThrow().yhatKwh(table, row, spread), table.ceilingKwh(row));
            Offsets offsets = model.historyClass(table, row).offsets();
            quantiles.fill(offsets, table.leadHours(row), spread, yhat, model.levelKwh(table, row), ends);
            put(row, yhat, ForecastQuality.COLD_START);
        }

        private void put(int row, double yhat, ForecastQuality quality) {
            double ceiling = table.ceilingKwh(row);
            int at = row - from;
            prediction.yhat()[at] = yhat;
            for (int level = 0; level < ends.length; level++) {
                prediction.quantiles()[level][at] = allowed(ends[level], ceiling);
            }
            prediction.quality()[at] = quality;
        }

        private void enterBuildingOf(int row) {
            if (table.buildingIndex(row) != building) {
                building = table.buildingIndex(row);
                calibration = quantiles.of(table.building(row));
                negativeAllowed = feedsIn.test(table.building(row));
            }
        }

        /** The forecast of a row; leaves in {@link #spread} what is known of its errors. */
        private double yhatKwh(int row, PredictionSource source, double lead) {
            RowModel.Workspace model = workspaces.get(source);
            if (model == null || !requireNonNull(models.get(source)).hasQuantiles()) {
                spread.setUsual(QuantileEnds.usual(calibration, table.targetEpochSecond(row)));
            }
            if (model == null) {
                return newBuildings.map(plain -> plain.fallbackKwh(table, row)).orElseGet(() -> table.fallbackKwh(row));
            }
            double yhat = model.yhatKwh(table, row, spread);
            return blend.of(table.building(row), source)
                    .kwh(table, row, blend.buckets().of(lead), yhat);
        }

        /** Of a building without a reading there is only what is typical. */
        private double levelKwh(int row) {
            return table.readiness(row) == Readiness.COLD_START && newBuildings.isPresent()
                    ? newBuildings.get().levelKwh(table, row)
                    : table.levelKwh(row);
        }

        private double allowed(double kwh, double ceiling) {
            return Math.min(ceiling, negativeAllowed ? kwh : Math.max(0, kwh));
        }

        private ForecastQuality qualityOf(int row, PredictionSource source) {
            return switch (source) {
                case MODEL -> ForecastQuality.MODEL;
                case MODEL_WITHOUT_WEATHER -> ForecastQuality.WEATHER_MISSING;
                case FALLBACK ->
                    table.readiness(row) == Readiness.COLD_START && newBuildings.isEmpty()
                            ? ForecastQuality.COLD_START
                            : ForecastQuality.FALLBACK;
            };
        }
    }
}
