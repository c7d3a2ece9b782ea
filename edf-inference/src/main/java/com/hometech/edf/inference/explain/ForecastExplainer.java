package com.hometech.edf.inference.explain;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.Forecaster;
import com.hometech.edf.inference.ModelForecaster;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.ScaledModel;
import com.hometech.edf.inference.additive.AdditiveRowModel;
import com.hometech.edf.inference.artifact.BoostedModel;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.artifact.ModelMetadata;
import com.hometech.edf.inference.artifact.ModelTrees;
import com.hometech.edf.inference.blend.Blend;
import com.hometech.edf.inference.interval.PredictionSource;
import com.hometech.edf.inference.newbuilding.NewBuildingModel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Explains forecasts as they are served. Which booster made one, or none, and where it was limited is what the
 * {@link Forecaster} itself says, so an explanation never tells of another forecast than the served one. Holds working
 * space: one instance for each thread.
 */
public final class ForecastExplainer {
    /** Name of the contribution that lifts a forecast to 0. */
    public static final String NOT_BELOW_ZERO = "not below 0";
    /** Name of the contribution that lowers a forecast to the most that the interval can hold. */
    public static final String NOT_ABOVE_CEILING = "not above what is possible";
    /** Name of the contribution of a forecast without a model. */
    public static final String PLAIN_FORECAST = "plain forecast";

    private static final Explainer PLAIN = new PlainExplainer(PLAIN_FORECAST, FeatureTable::fallbackKwh);

    /** Boosters add in single precision, explanations in double: as a share of the parts, they may differ by this. */
    private static final double ROUNDING = 1e-4;

    private final Forecaster forecaster;
    private final Map<ForecastQuality, Explainer> explainers = new EnumMap<>(ForecastQuality.class);

    /**
     * A forecast and its explanation.
     *
     * @param quality which way it was made
     * @param explanation adds up to the forecast
     */
    public record Explained(ForecastQuality quality, Explanation explanation) {}

    /**
     * Explains forecasts of a model.
     *
     * @param series the readings up to each origin, which models of single buildings move on with
     * @param feedsIn tells by id which buildings may have negative readings
     */
    public ForecastExplainer(ModelArtifact model, SeriesSource series, Predicate<String> feedsIn) {
        forecaster = new ModelForecaster(model, series, feedsIn);
        explainers.put(ForecastQuality.COLD_START, PLAIN);
        explainers.put(ForecastQuality.FALLBACK, PLAIN);
        model.boosted().ifPresent(boosted -> addTrees(model.metadata(), boosted));
        FeatureSchema schema = model.metadata().featureSchema();
        model.newBuildings()
                .ifPresent(trees -> explainers.put(
                        ForecastQuality.COLD_START,
                        new NewBuildingExplainer(
                                new BoosterExplainer(trees.median(), schema),
                                new NewBuildingModel(
                                        trees,
                                        model.metadata().newBuildings(),
                                        schema,
                                        model.metadata().calibration().levels()))));
        model.additive().ifPresent(additive -> AdditiveRowModel.of(
                        additive, series, model.metadata().featureSchema())
                .forEach((source, models) -> explainers.put(
                        source == PredictionSource.MODEL ? ForecastQuality.MODEL : ForecastQuality.WEATHER_MISSING,
                        new AdditiveExplainer(models))));
    }

    private void addTrees(ModelMetadata metadata, BoostedModel model) {
        FeatureSchema schema = metadata.featureSchema();
        Blend blend = metadata.blend();
        explainers.put(
                ForecastQuality.MODEL,
                new ServedExplainer(ofTrees(model.trees(), schema), blend, PredictionSource.MODEL));
        model.withoutWeather()
                .ifPresent(trees -> explainers.put(
                        ForecastQuality.WEATHER_MISSING,
                        new ServedExplainer(ofTrees(trees, schema), blend, PredictionSource.MODEL_WITHOUT_WEATHER)));
    }

    /** Explains what a model alone forecasts, before it is mixed with plain forecasts and before any limit. */
    public static Explainer ofTrees(ModelTrees trees, FeatureSchema schema) {
        return new BlendExplainer(List.of(
                new BlendExplainer.Member(new BoosterExplainer(trees.expected(), schema), ScaledModel.EXPECTED_SHARE),
                new BlendExplainer.Member(
                        new BoosterExplainer(trees.quantiles().median(), schema), 1 - ScaledModel.EXPECTED_SHARE)));
    }

    /**
     * Explains the forecast of a row.
     *
     * @throws com.hometech.edf.common.error.ModelUnusableException when the table's features are not the model's
     */
    public Explained explain(FeatureTable table, int row) {
        Prediction prediction = forecaster.predict(table, row, row + 1);
        ForecastQuality quality = prediction.quality()[0];
        Explainer explainer = explainers.get(quality);
        if (explainer == null) {
            throw new IllegalStateException("No explainer knows how a forecast of quality " + quality + " is made");
        }
        return new Explained(
                quality, fitted(explainer.explain(table, row), prediction.yhat()[0], table.ceilingKwh(row)));
    }

    /**
     * Explains the forecast of a row that had to do without a model, whatever the row is ready for.
     *
     * @param feedsIn whether the building may have negative readings
     */
    public static Explanation explainPlain(FeatureTable table, int row, boolean feedsIn) {
        double ceiling = table.ceilingKwh(row);
        double kwh = Math.min(ceiling, table.fallbackKwh(row));
        return fitted(PLAIN.explain(table, row), feedsIn ? kwh : Math.max(0, kwh), ceiling);
    }

    /** What is missing to the forecast is a limit, or rounding, which the base value takes where there is one. */
    private static Explanation fitted(Explanation explanation, double yhat, double ceilingKwh) {
        double missing = yhat - explanation.sumKwh();
        double size = Math.abs(explanation.baseKwh());
        for (Contribution contribution : explanation.contributions()) {
            size += Math.abs(contribution.kwh());
        }
        if (Math.abs(missing) <= ROUNDING * size) {
            return explanation.baseKwh() == 0
                    ? explanation
                    : new Explanation(explanation.baseKwh() + missing, explanation.contributions());
        }
        if (yhat == ceilingKwh && missing < 0) {
            return explanation.and(new Contribution(NOT_ABOVE_CEILING, ContributionKind.LIMIT, Double.NaN, missing));
        }
        if (yhat != 0 || missing < 0) {
            throw new IllegalStateException(
                    "The forecast is " + yhat + " kWh, its explanation adds up to " + explanation.sumKwh() + " kWh");
        }
        return explanation.and(new Contribution(NOT_BELOW_ZERO, ContributionKind.LIMIT, Double.NaN, missing));
    }
}
