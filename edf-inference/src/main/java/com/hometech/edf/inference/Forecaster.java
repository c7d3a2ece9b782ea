package com.hometech.edf.inference;

import com.hometech.edf.common.domain.ForecastQuality;
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

    /** Whether anything can be said of a row's building: without a reading, and a model for new buildings, nothing can. */
    default boolean canForecast(FeatureTable table, int row) {
        return true;
    }

    /** Whether forecasts of this grade are made without the model. */
    default boolean isPlain(ForecastQuality quality) {
        return quality == ForecastQuality.FALLBACK || quality == ForecastQuality.COLD_START;
    }

    /** Forecasts all rows. */
    default Prediction predict(FeatureTable table) {
        return predict(table, 0, table.rows());
    }
}
