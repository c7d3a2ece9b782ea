package com.hometech.edf.training.fit;

import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.artifact.AdditiveFiles;
import com.hometech.edf.inference.artifact.AdditiveModels;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.blend.Blend;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.inference.newbuilding.NewBuildings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a model of the fitted additive models of all buildings: intervals are calibrated with what these models, moved on from
 * origin to origin as they will be in service, forecast for the calibration period.
 */
final class AdditiveTrainer {
    private final AdditiveSettings settings;
    private final List<Double> quantiles;

    /** @param quantiles levels to forecast, ascending */
    AdditiveTrainer(AdditiveSettings settings, List<Double> quantiles) {
        this.settings = settings;
        this.quantiles = quantiles;
    }

    /** @throws InsufficientHistoryException when no building has a model or there is nothing to calibrate with */
    void requireModels(AdditiveFit.Fitted fitted, FeatureTable calibration) {
        if (fitted.models().buildings().isEmpty() || calibration.rows() == 0) {
            throw new InsufficientHistoryException("No building has the " + settings.fewestReadings()
                    + " readings that a model of its own needs (flagged ones do not count: see the data quality report),"
                    + " and rows to calibrate it with. Give a longer date range, or make calibration_days and"
                    + " evaluation_days smaller");
        }
    }

    /**
     * Calibrates.
     *
     * @param fitted models of all buildings, with their forecasts of the calibration rows
     * @param newBuildings trees for those that have too little history for a model of their own; empty where none were grown
     */
    FittedModel model(AdditiveFit.Fitted fitted, FeatureTable calibration, Optional<FittedNewBuildings> newBuildings)
            throws IOException {
        AdditiveModels models = fitted.models();
        CalibrationForecasts forecasts = fitted.forecasts();
        LeadBuckets buckets = XGBoostTrainer.buckets(calibration);
        return new FittedModel(
                newBuildings
                        .map(trees -> Map.of(ArtifactFile.NEW_BUILDINGS, trees.booster()))
                        .orElse(Map.of()),
                AdditiveFiles.write(models),
                fitted.tally().facts(),
                List.copyOf(models.buildings().keySet()),
                scores(calibration, forecasts),
                Blend.none(buckets),
                new IntervalCalibrator(calibration, forecasts, buckets, quantiles).calibrate(),
                newBuildings.map(FittedNewBuildings::knowledge).orElse(NewBuildings.UNKNOWN));
    }

    private static Map<String, Double> scores(FeatureTable calibration, CalibrationForecasts forecasts) {
        CalibrationScores scores = new CalibrationScores(calibration);
        double[] served = forecasts.served();
        scores.add("served", row -> served[row]);
        forecasts
                .bySource()
                .forEach((source, of) -> scores.add(source.name().toLowerCase(Locale.ROOT), row -> of.yhat()[row]));
        return scores.byName();
    }
}
