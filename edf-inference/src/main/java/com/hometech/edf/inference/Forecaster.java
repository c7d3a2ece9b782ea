package com.hometech.edf.inference;

import com.hometech.edf.features.table.FeatureTable;
import java.util.List;

/**
 * Forecasts rows of features. Evaluation and serving use the same forecaster, so a score is a score of what is served.
 * Implementations are immutable and may be shared by threads.
 */
public interface Forecaster {
    /** Levels of the quantiles of its predictions, ascending: the first and the last are the ends of the interval. */
    List<Double> levels();

    /**
     * Forecasts the rows {@code [fromRow, toRow)}.
     *
     * @throws com.hometech.edf.common.error.ModelUnusableException when the table's features are not the model's
     */
    Prediction predict(FeatureTable table, int fromRow, int toRow);

    /** The plain forecasts of the rows {@code [fromRow, toRow)}: what stands in where {@link #predict} fails. */
    Prediction fallback(FeatureTable table, int fromRow, int toRow);

    /** Forecasts all rows. */
    default Prediction predict(FeatureTable table) {
        return predict(table, 0, table.rows());
    }
}
