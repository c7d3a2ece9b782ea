package com.hometech.edf.data.sample;

/**
 * Weather of one hour, each variable consistent with the others.
 *
 * @param temperatureC [°C]
 * @param humidity relative [%]
 * @param dewPointC [°C], never above the temperature
 * @param ghi global horizontal irradiance, mean of the hour [W/m²]
 * @param cloudCover [%]
 * @param windSpeedMs [m/s]
 * @param windDirectionDegrees where the wind comes from
 * @param pressureHpa at sea level [hPa]
 * @param precipitationMm [mm]
 */
record WeatherHour(
        double temperatureC,
        double humidity,
        double dewPointC,
        double ghi,
        double cloudCover,
        double windSpeedMs,
        double windDirectionDegrees,
        double pressureHpa,
        double precipitationMm) {}
