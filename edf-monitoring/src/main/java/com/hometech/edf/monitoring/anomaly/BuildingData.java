package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.features.engine.StepGrid;

/**
 * Readings of a building and the forecasts that they are held against, by index on a grid; NaN where missing. The grid begins
 * before what is looked at.
 *
 * @param kwh readings [kWh]
 * @param unitSlip readings that import found to be in another unit, which nothing is learned from
 * @param groups which intervals are alike
 * @param forecastKwh forecasts issued on the day before or earlier on the day [kWh]
 * @param lowerKwh lower ends of their intervals [kWh]
 * @param upperKwh upper ends [kWh]
 */
@SuppressWarnings("ArrayRecordComponent") // arrays without copies: one for each interval
record BuildingData(
        Building building,
        Quantity quantity,
        StepGrid grid,
        double[] kwh,
        boolean[] unitSlip,
        int[] groups,
        double[] forecastKwh,
        double[] lowerKwh,
        double[] upperKwh) {
    boolean isMissing(int index) {
        return Double.isNaN(kwh[index]);
    }

    boolean hasForecast(int index) {
        return !Double.isNaN(forecastKwh[index]);
    }
}
