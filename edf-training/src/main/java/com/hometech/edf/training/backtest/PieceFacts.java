package com.hometech.edf.training.backtest;

import com.hometech.edf.features.table.WeatherSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of a finished piece of work beside its result.
 *
 * @param cpuSeconds CPU time of fitting, or of forecasting [s]
 * @param featuresCpuSeconds CPU time of computing its features, which all strategies share [s]
 * @param rowsByWeather where the weather at the targets of its rows comes from
 */
record PieceFacts(double cpuSeconds, double featuresCpuSeconds, Map<WeatherSource, Long> rowsByWeather) {
    PieceFacts {
        rowsByWeather = new TreeMap<>(rowsByWeather);
    }
}
