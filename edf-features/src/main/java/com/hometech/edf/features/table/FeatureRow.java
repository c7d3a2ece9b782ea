package com.hometech.edf.features.table;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.util.List;

/**
 * One row of a feature table, for making small tables; bulk code works on columns. Missing numbers are NaN.
 *
 * @param building id of the building
 * @param origin start of the last interval whose reading is known
 * @param leadHours from origin to target [h]
 * @param targetKwh what was used; NaN where unknown
 * @param levelKwh the building's own level known at the origin; positive
 * @param lastWeekKwh baseline: same hour a week ago
 * @param yesterdayKwh baseline: the last known 24 hours repeated
 * @param fourWeekMeanKwh baseline: mean of the hour in the last four weeks
 * @param fallbackKwh plain forecast; finite
 * @param ceilingKwh the most that the interval can hold; NaN where nothing limits it
 * @param readiness the best grade this row can be forecast with
 * @param features values in the order of the schema
 */
public record FeatureRow(
        String building,
        Instant origin,
        double leadHours,
        double targetKwh,
        double levelKwh,
        double lastWeekKwh,
        double yesterdayKwh,
        double fourWeekMeanKwh,
        double fallbackKwh,
        double ceilingKwh,
        Readiness readiness,
        List<Float> features) {

    /** A row that nothing limits. */
    public FeatureRow(
            String building,
            Instant origin,
            double leadHours,
            double targetKwh,
            double levelKwh,
            double lastWeekKwh,
            double yesterdayKwh,
            double fourWeekMeanKwh,
            double fallbackKwh,
            Readiness readiness,
            List<Float> features) {
        this(
                building,
                origin,
                leadHours,
                targetKwh,
                levelKwh,
                lastWeekKwh,
                yesterdayKwh,
                fourWeekMeanKwh,
                fallbackKwh,
                Double.NaN,
                readiness,
                features);
    }

    public FeatureRow {
        features = List.copyOf(features);
        if (!Double.isFinite(fallbackKwh)) {
            throw new InvalidInputException(
                    "fallback_kwh of " + building + " at " + origin + " must be finite, not " + fallbackKwh);
        }
        if (!(levelKwh > 0)) {
            throw new InvalidInputException(
                    "level_kwh of " + building + " at " + origin + " must be positive, not " + levelKwh);
        }
    }
}
