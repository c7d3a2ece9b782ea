package com.hometech.edf.inference.explain;

import com.hometech.edf.features.table.FeatureTable;

/**
 * Takes the forecasts of one way to forecast apart, as that way makes them: limits come after it. Holds working space: one
 * instance for each thread.
 */
@FunctionalInterface
public interface Explainer {
    /** Explains the forecast of a row. */
    Explanation explain(FeatureTable table, int row);
}
