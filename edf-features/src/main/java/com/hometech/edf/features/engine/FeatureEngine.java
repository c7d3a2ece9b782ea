package com.hometech.edf.features.engine;

import com.hometech.edf.features.schema.FeatureSchema;
import java.util.Arrays;
import java.util.List;

/**
 * Computes features. The one place where they are computed: training, calibration, evaluation and the daily run all call
 * {@link BuildingFeatures#fill}. Safe to share between threads; what it prepares for a building is for one thread.
 */
public final class FeatureEngine {
    private final FeatureSettings settings;
    private final List<FeatureFormula> formulas;
    private final FeatureSchema schema;

    public FeatureEngine(FeatureSettings settings) {
        this(settings, FeatureCatalog.all(settings));
    }

    FeatureEngine(FeatureSettings settings, List<FeatureFormula> formulas) {
        this.settings = settings;
        this.formulas = List.copyOf(formulas);
        this.schema = new FeatureSchema(
                settings.features().step(),
                formulas.stream().map(FeatureFormula::feature).toList());
    }

    public FeatureSettings settings() {
        return settings;
    }

    /** The features in their order. */
    public FeatureSchema schema() {
        return schema;
    }

    /** Prepares a building: everything that its rows share. */
    public BuildingFeatures prepare(BuildingInput input) {
        return new BuildingFeatures(input, settings, schema, formulas, false);
    }

    /** Prepares a building whose features cannot be computed: all of them are missing, the fallback stands for it. */
    public BuildingFeatures preparePlain(BuildingInput input) {
        List<FeatureFormula> missing = formulas.stream()
                .map(formula -> FeatureFormula.of(
                        formula.feature(),
                        context -> (rows, out, offset) -> Arrays.fill(out, offset, offset + rows.size(), Float.NaN)))
                .toList();
        return new BuildingFeatures(input, settings, schema, missing, true);
    }
}
