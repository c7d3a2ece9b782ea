package com.hometech.edf.training.evaluation;

/**
 * What is measured. With errors {@code e = forecast - actual}; definitions after Hyndman and Athanasopoulos, Forecasting:
 * Principles and Practice (3rd edition), sections 5.8 and 5.9, where nothing else is said. A metric that has nothing to
 * stand on (no rows, a scale of zero) is NaN.
 */
public enum Metric {
    /** Mean of |e| [kWh]. */
    MAE("mae_kwh", "MAE [kWh]"),
    /** Root of the mean of e² [kWh]. */
    RMSE("rmse_kwh", "RMSE [kWh]"),
    /** Mean of |e / actual| [%] over readings above {@value BuildingScale#MAPE_FLOOR_SHARE} of the building's mean. */
    MAPE("mape_percent", "MAPE [%]"),
    /** Share of rows that MAPE leaves out [%]. */
    MAPE_LEFT_OUT("mape_left_out_percent", "left out of MAPE [%]"),
    /** Mean of 2 |e| / (|actual| + |forecast|) [%]; a row of two zeros counts as no error. */
    SMAPE("smape_percent", "sMAPE [%]"),
    /** Sum of |e| over the sum of |actual| [%]. */
    WAPE("wape_percent", "WAPE [%]"),
    /** MAE over the in-sample MAE of the forecast "the hour a week ago" (Hyndman and Koehler, 2006). */
    MASE("mase", "MASE"),
    /** RMSE over the mean of the readings [%] (ASHRAE Guideline 14). */
    CV_RMSE("cv_rmse_percent", "CV-RMSE [%]"),
    /** RMSE over the building's mean [%]. */
    RELATIVE_RMSE("rmse_percent", "RMSE [% of mean]"),
    /** Mean of e [kWh]; positive where too much is forecast. */
    BIAS("bias_kwh", "bias [kWh]"),
    /** Sum of e over the sum of |actual| [%]. */
    RELATIVE_BIAS("bias_percent", "bias [%]"),
    /** Pinball loss, mean over {@link ScoredLevels#all() all levels} [kWh]. */
    PINBALL("pinball_kwh", "pinball loss [kWh]"),
    /** Pinball loss as {@link #PINBALL} over the building's mean [%]. */
    RELATIVE_PINBALL("pinball_percent", "pinball loss [% of mean]"),
    /** Share of readings inside the interval [%]. */
    COVERAGE("coverage_percent", "coverage [%]"),
    /** Mean width of the interval [kWh]. */
    WIDTH("interval_width_kwh", "interval width [kWh]"),
    /** Sum of widths over the sum of |actual| [%]. */
    RELATIVE_WIDTH("interval_width_percent", "interval width [% of use]"),
    /** Interval score (Winkler, 1972; Gneiting and Raftery, 2007): width plus a penalty for readings outside [kWh]. */
    INTERVAL_SCORE("interval_score_kwh", "interval score [kWh]");

    private final String key;
    private final String label;

    Metric(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** The name in files, with the unit. */
    public String key() {
        return key;
    }

    /** The name for people, with the unit. */
    public String label() {
        return label;
    }
}
