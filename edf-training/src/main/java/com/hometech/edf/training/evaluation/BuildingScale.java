package com.hometech.edf.training.evaluation;

/**
 * What relative errors of a building are measured by.
 *
 * @param meanKwh mean of its readings [kWh]; NaN where unknown
 * @param maseScaleKwh in-sample mean absolute error of the hour a week ago [kWh]; NaN where unknown
 */
public record BuildingScale(double meanKwh, double maseScaleKwh) {
    /** Readings up to this share of the building's mean have no meaningful percentage error. */
    public static final double MAPE_FLOOR_SHARE = 0.01;

    /** Readings whose absolute value is not above it are left out of MAPE [kWh]. */
    double mapeFloorKwh() {
        return Double.isNaN(meanKwh) ? 0 : Math.abs(meanKwh) * MAPE_FLOOR_SHARE;
    }
}
