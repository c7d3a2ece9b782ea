package com.hometech.edf.inference;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.interval.Spread;

/** A model that forecasts rows of a feature table. Immutable; each thread takes a workspace of its own. */
public interface RowModel {
    /** Whether it can forecast a row at all. */
    boolean covers(FeatureTable table, int row);

    /** Whether it says itself how far readings may lie from its forecasts. */
    boolean hasQuantiles();

    /** Working space for one thread. */
    Workspace workspace();

    /** Forecasts row after row, cheapest in the order of the table. */
    interface Workspace {
        /**
         * The forecast of a row that is covered [kWh].
         *
         * @param spread takes what the model says of its errors; left as it is by a model that has no quantiles
         */
        double yhatKwh(FeatureTable table, int row, Spread spread);
    }
}
