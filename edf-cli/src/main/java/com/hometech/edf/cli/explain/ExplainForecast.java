package com.hometech.edf.cli.explain;

import com.hometech.edf.cli.ForecastView;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.explain.IssueFeatures.Row;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.explain.Explanation;
import com.hometech.edf.inference.explain.ForecastExplainer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Explains a stored forecast with the model and the features that it was made from. Features that are gone are computed
 * again; where the explanation then adds up to something else, it says so.
 */
public final class ExplainForecast {
    /** What a column of doubles and a sum of floats may differ by. */
    private static final double ROUNDING = 1e-6;

    private final Workbench bench;
    private final IssueFeatures features;
    private final Topology topology;

    /** Explains forecasts of a home. */
    public ExplainForecast(Workbench bench) {
        this.bench = bench;
        this.features = new IssueFeatures(bench);
        this.topology = bench.topology();
    }

    /**
     * Explains a forecast.
     *
     * @throws ModelUnusableException when its model is not registered any more, is not what was registered, or the features
     *     are not those of the model
     */
    public ExplainedForecast explain(ForecastRecord forecast) {
        Optional<ModelArtifact> model = forecast.modelVersion().equals(ForecastRecord.NO_MODEL)
                ? Optional.empty()
                : Optional.of(model(forecast));
        Function<Row, Explanation> explainer = model.map(artifact -> byModel(artifact, forecast))
                .orElse(row -> ForecastExplainer.explainPlain(
                        row.table(), row.row(), topology.mayBeNegative(forecast.building(), forecast.quantity())));
        for (Row row : features.stored(forecast)) {
            Explanation explanation = explainer.apply(row);
            if (addsUp(explanation, forecast)) {
                return explained(forecast, row, explanation, List.of());
            }
        }
        Row row = features.computedAgain(forecast, model.map(ModelArtifact::metadata));
        Explanation explanation = explainer.apply(row);
        return explained(forecast, row, explanation, recomputed(explanation, forecast));
    }

    private Function<Row, Explanation> byModel(ModelArtifact model, ForecastRecord forecast) {
        Predicate<String> feedsIn = building -> topology.mayBeNegative(new BuildingId(building), forecast.quantity());
        return row -> new ForecastExplainer(model, row.series(), feedsIn)
                .explain(row.table(), row.row())
                .explanation();
    }

    private ModelArtifact model(ForecastRecord forecast) {
        String modelVersion = forecast.modelVersion();
        String group = bench.modelGroup(forecast.quantity());
        ModelPackage registered = bench.platform().models().list(group).stream()
                .filter(model -> model.modelVersion().equals(modelVersion))
                .findFirst()
                .orElseThrow(() -> new ModelUnusableException("The forecast was made by " + modelVersion
                        + ", which is not registered in " + group + " any more"));
        try {
            return ModelArtifact.open(bench.pathOf(registered.modelData()), registered.sha256());
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + registered.modelData() + ": " + failure, failure);
        }
    }

    private static boolean addsUp(Explanation explanation, ForecastRecord forecast) {
        return Math.abs(explanation.sumKwh() - forecast.yhat()) <= ROUNDING * Math.max(1, Math.abs(forecast.yhat()));
    }

    private static List<String> recomputed(Explanation explanation, ForecastRecord forecast) {
        String again =
                "The features that the forecast was made from are not stored any more; they were computed again.";
        return addsUp(explanation, forecast)
                ? List.of(again)
                : List.of(again + " With the readings, weather and configuration of today the forecast would be "
                        + ForecastView.number(explanation.sumKwh()) + " kWh instead of "
                        + ForecastView.number(forecast.yhat()) + " kWh, and it is the former that is explained.");
    }

    private static ExplainedForecast explained(
            ForecastRecord forecast, Row row, Explanation explanation, List<String> aboutFeatures) {
        List<String> remarks = new ArrayList<>();
        remarks.addAll(aboutQuality(forecast, row));
        remarks.addAll(aboutFeatures);
        Instant origin = Instant.ofEpochSecond(row.table().originEpochSecond(row.row()));
        return new ExplainedForecast(forecast, origin, row.table().levelKwh(row.row()), explanation, remarks);
    }

    private static List<String> aboutQuality(ForecastRecord forecast, Row row) {
        return switch (forecast.quality()) {
            case MODEL -> List.of();
            case MODEL_STALE -> List.of("An older approved model was used, because the newest could not be.");
            case WEATHER_MISSING ->
                List.of(
                        "No weather covers this time, or too little covered the building's readings in training: the model"
                                + " without weather made the forecast.");
            case COLD_START ->
                forecast.modelVersion().equals(ForecastRecord.NO_MODEL)
                        ? List.of(
                                "No model was used: the building had too little history at the origin"
                                        + " (data_quality.min_history_days).",
                                PLAIN_WAYS)
                        : List.of("The building had too little history at the origin (data_quality.min_history_days):"
                                + " trees made the forecast that were grown on buildings as if they were new. Without"
                                + " any reading, its size is what is typical of its use and floor area.");
            case FALLBACK -> List.of("No model was used: " + whyNone(row.table().readiness(row.row())), PLAIN_WAYS);
        };
    }

    private static final String PLAIN_WAYS =
            "A plain forecast takes the first that is known: the same hour a week ago, two"
                    + " weeks ago, its mean over four weeks, a day before in the shape of the building's use, that shape alone.";

    private static String whyNone(Readiness readiness) {
        return readiness == Readiness.FALLBACK
                ? "too many readings before the origin are missing, or the meter stands still"
                        + " (data_quality.max_missing_share, flatline_hours)."
                : "there is none for this building, which had too few readings in training, or it failed in that run"
                        + " (then the run's log tells why).";
    }
}
