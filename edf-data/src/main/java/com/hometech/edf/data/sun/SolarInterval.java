package com.hometech.edf.data.sun;

/**
 * The sun over an interval at a place.
 *
 * @param solarHour true solar time of the middle, 0 to 24: the sun is highest at 12
 * @param sinElevation sine of the elevation (the cosine of the zenith angle) in the middle; negative below the horizon
 * @param clearSkyGhi mean global horizontal irradiance without clouds [W/m²]
 * @param sunIsUp whether any part of the sun is above the horizon at any time of it
 */
public record SolarInterval(double solarHour, double sinElevation, double clearSkyGhi, boolean sunIsUp) {}
