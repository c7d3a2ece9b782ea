package com.hometech.edf.additive;

import java.time.Duration;

/**
 * How good forecasts are up to a horizon: means over the forecasts at this horizon and, where these are too few for the window,
 * at the next shorter ones. Names are those of Prophet's {@code performance_metrics}.
 *
 * @param horizon how far ahead
 * @param mse mean squared error [unit of the series, squared]
 * @param rmse its root [unit of the series]
 * @param mae mean absolute error [unit of the series]
 * @param mape mean absolute error as a part of the value; NaN where a value is next to 0 anywhere
 * @param mdape median absolute error as a part of the value; not finite where too many values are 0
 * @param smape mean absolute error as a part of the mean of the sizes of value and forecast
 * @param coverage part of the values within the interval; NaN where there are no intervals
 */
public record HorizonMetrics(
        Duration horizon,
        double mse,
        double rmse,
        double mae,
        double mape,
        double mdape,
        double smape,
        double coverage) {}
