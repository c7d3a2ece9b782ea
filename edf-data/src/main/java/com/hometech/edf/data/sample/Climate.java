package com.hometech.edf.data.sample;

/**
 * How the weather of a site behaves. A seasonal part is what is added on the warmest day and taken off on the coldest.
 *
 * @param meanC mean temperature [°C]
 * @param seasonalC seasonal part of the temperature [K]
 * @param warmestDayOfYear day of the year with the highest normal temperature
 * @param diurnalC half of the range of a cloudless day [K]
 * @param seasonalDiurnalC seasonal part of it [K]
 * @param synopticC standard deviation that passing weather adds [K]
 * @param cloudiness 0 for half of the sky on average, above 0 for more; in standard deviations of the cloud process
 * @param seasonalCloudiness seasonal part of it
 * @param drynessC mean distance of the dew point below the daily mean temperature [K]
 * @param seasonalDrynessC seasonal part of it [K]
 * @param windMs median wind speed [m/s]
 * @param windFromDegrees prevailing direction
 * @param rainThreshold how wet the air must be for rain, in standard deviations
 */
record Climate(
        double meanC,
        double seasonalC,
        int warmestDayOfYear,
        double diurnalC,
        double seasonalDiurnalC,
        double synopticC,
        double cloudiness,
        double seasonalCloudiness,
        double drynessC,
        double seasonalDrynessC,
        double windMs,
        double windFromDegrees,
        double rainThreshold) {

    /** 1 on the warmest day of the year, -1 half a year from it. */
    double season(int dayOfYear) {
        return StrictMath.cos(2 * Math.PI * (dayOfYear - warmestDayOfYear) / 365.25);
    }
}
