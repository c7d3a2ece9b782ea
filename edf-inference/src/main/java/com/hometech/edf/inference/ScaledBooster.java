package com.hometech.edf.inference;

import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.booster.TreeEnsemble;

/**
 * A booster with the input that it reads: forecasts energy as the booster's multiple of the building's level.
 *
 * @param booster its trees
 * @param input makes its vector
 */
public record ScaledBooster(TreeEnsemble booster, ModelInput input) {

    /** The booster over the columns that it names, for tables with this schema. */
    public static ScaledBooster of(TreeEnsemble booster, FeatureSchema schema) {
        return new ScaledBooster(booster, new ModelInput(schema, booster.featureNames()));
    }

    /** Space for the vector of one row, to be used by one thread. */
    public float[] vector() {
        return new float[input.size()];
    }

    /**
     * Forecasts a row [kWh].
     *
     * @param vector space from {@link #vector()}
     */
    public double yhatKwh(FeatureTable table, int row, float[] vector) {
        input.copy(table, row, vector, 0);
        return booster.predict(vector) * table.levelKwh(row);
    }
}
