package com.hometech.edf.data.sample;

import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.toRadians;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Where the sun stands. Declination after Cooper (1969), equation of time as in Duffie and Beckman, clear-sky irradiance
 * after Haurwitz (1945).
 *
 * @param latitude degrees north
 * @param longitude degrees east
 */
record SolarGeometry(double latitude, double longitude) {
    private static final int SAMPLES_PER_HOUR = 4;

    /** Mean global horizontal irradiance without clouds over the hour that starts at {@code hour} [W/m²]. */
    double clearSkyGhi(Instant hour) {
        double sum = 0;
        for (int i = 0; i < SAMPLES_PER_HOUR; i++) {
            double sinElevation = sinElevation(hour, (i + 0.5) / SAMPLES_PER_HOUR);
            sum += sinElevation <= 0 ? 0 : 1098 * sinElevation * exp(-0.057 / sinElevation);
        }
        return sum / SAMPLES_PER_HOUR;
    }

    /** True solar time of the middle of the hour, 0 to 24. */
    double solarHour(Instant hour) {
        return solarHour(hour, 0.5);
    }

    private double sinElevation(Instant hour, double fraction) {
        int day = hour.atZone(ZoneOffset.UTC).getDayOfYear();
        double declination = toRadians(23.44) * sin(2 * Math.PI * (284 + day) / 365.0);
        double hourAngle = toRadians(15 * (solarHour(hour, fraction) - 12));
        double phi = toRadians(latitude);
        return sin(phi) * sin(declination) + cos(phi) * cos(declination) * cos(hourAngle);
    }

    private double solarHour(Instant hour, double fraction) {
        var utc = hour.atZone(ZoneOffset.UTC);
        double b = 2 * Math.PI * (utc.getDayOfYear() - 81) / 364.0;
        double equationOfTimeMinutes = 9.87 * sin(2 * b) - 7.53 * cos(b) - 1.5 * sin(b);
        double solar = utc.getHour() + fraction + longitude / 15 + equationOfTimeMinutes / 60;
        return (solar % 24 + 24) % 24;
    }
}
