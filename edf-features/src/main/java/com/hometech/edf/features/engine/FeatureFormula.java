package com.hometech.edf.features.engine;

import com.hometech.edf.features.schema.Feature;
import java.util.function.Function;

/** A feature and how it is computed. Prepared once for each building, then filled for many rows. */
interface FeatureFormula {
    Feature feature();

    /** Does what is the same for all rows of the building. */
    FeatureValues prepare(BuildingContext building);

    /** Values of one feature of one building. */
    @FunctionalInterface
    interface FeatureValues {
        /** Puts the value of row {@code r} at {@code out[offset + r]}; NaN where it is missing. */
        void fill(RowBatch rows, float[] out, int offset);
    }

    /** A formula of these two. */
    static FeatureFormula of(Feature feature, Function<BuildingContext, FeatureValues> preparation) {
        return new FeatureFormula() {
            @Override
            public Feature feature() {
                return feature;
            }

            @Override
            public FeatureValues prepare(BuildingContext building) {
                return preparation.apply(building);
            }
        };
    }
}
