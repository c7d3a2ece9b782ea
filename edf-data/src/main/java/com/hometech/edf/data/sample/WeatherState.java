package com.hometech.edf.data.sample;

import static java.lang.StrictMath.exp;

/**
 * What passing weather is at one hour, before it becomes variables. Sky and wetness are in standard deviations, so that an
 * error can be added to them without leaving what is possible.
 *
 * @param temperatureC [°C]
 * @param dewPointC [°C]; may lie above the temperature, which then is saturation
 * @param sky cloud process with the climate's cloudiness: 0 is half covered
 * @param wetness of the air
 * @param windSpeedMs [m/s]
 * @param windDirectionDegrees any number of turns
 * @param pressureHpa [hPa]
 */
record WeatherState(
        double temperatureC,
        double dewPointC,
        double sky,
        double wetness,
        double windSpeedMs,
        double windDirectionDegrees,
        double pressureHpa) {
    /** How far rain takes the dew point towards the temperature. */
    private static final double RAIN_MOISTENS = 0.4;

    /** Covered part of the sky for a value of the cloud process, 0 to 1: clear and overcast are both common. */
    static double coveredShare(double sky) {
        return 1 / (1 + exp(-2.6 * sky));
    }

    /**
     * The variables of this state. Clouds dim the sun after Kasten and Czeplak (1980); humidity comes from temperature and
     * dew point by the Magnus formula with the constants of Alduchov and Eskridge (1996).
     */
    WeatherHour observed(double clearSkyGhi, double rainThreshold) {
        double cloud = coveredShare(sky);
        double rainMm = rainMm(cloud, rainThreshold);
        double moistened = rainMm > 0 ? dewPointC + RAIN_MOISTENS * (temperatureC - dewPointC) : dewPointC;
        double dewPoint = Math.min(moistened, temperatureC - 0.1);
        double humidity = 100 * exp(magnus(dewPoint) - magnus(temperatureC));
        double ghi = clearSkyGhi * (1 - 0.75 * StrictMath.pow(cloud, 3.4));
        double direction = (windDirectionDegrees % 360 + 360) % 360;
        return new WeatherHour(
                temperatureC, humidity, dewPoint, ghi, 100 * cloud, windSpeedMs, direction, pressureHpa, rainMm);
    }

    private double rainMm(double cloud, double threshold) {
        double excess = wetness + 2 * (cloud - 0.9) - threshold;
        return cloud < 0.6 || excess <= 0 ? 0 : 0.3 * (exp(1.3 * excess) - 1);
    }

    private static double magnus(double temperatureC) {
        return 17.625 * temperatureC / (243.04 + temperatureC);
    }
}
