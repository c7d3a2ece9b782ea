package com.hometech.edf.data.sun;

import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.toRadians;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.LocalDate;

/**
 * Where the sun stands above a place. Declination and equation of time are the Fourier series of Spencer (1971), as the
 * NOAA Global Monitoring Laboratory gives them in "General Solar Position Calculations": good to a few tenths of a degree.
 * Irradiance without clouds after Haurwitz (1945), with the coefficients that pvlib uses. Depends on UTC alone, so clocks
 * of any zone may change without moving the sun.
 *
 * @param latitude degrees north
 * @param longitude degrees east
 */
public record SolarGeometry(double latitude, double longitude) {
    /** Elevation of the sun's centre at sunrise and sunset: its radius and the refraction at the horizon (NOAA) [degrees]. */
    static final double SUNRISE_ELEVATION = -0.833;

    private static final double SIN_SUNRISE = sin(toRadians(SUNRISE_ELEVATION));
    private static final int SAMPLE_SECONDS = 300;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final double MINUTES_PER_RADIAN = 229.18;

    public SolarGeometry {
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw new InvalidInputException("There is no place at latitude " + latitude + ", longitude " + longitude
                    + ": write degrees north (-90 to 90) and east (-180 to 180)");
        }
    }

    /** Sine of the elevation of the sun's centre, without refraction. */
    public double sinElevation(long epochSecond) {
        return Sun.above(this, epochSecond).sinElevation((double) epochSecond);
    }

    /** True solar time, 0 to 24. */
    public double solarHour(long epochSecond) {
        return Sun.above(this, epochSecond).solarHour((double) epochSecond);
    }

    /** Irradiance of a sun at this elevation on a level plane without clouds [W/m²]. */
    static double clearSkyGhi(double sinElevation) {
        return sinElevation <= 0 ? 0 : 1098 * sinElevation * exp(-0.059 / sinElevation);
    }

    /** The sun over the interval of so many seconds that starts at a time. */
    public SolarInterval over(long epochSecond, int seconds) {
        Sun sun = Sun.above(this, epochSecond + seconds / 2);
        double ghi = 0;
        double start = epochSecond;
        double highest = Math.max(sun.sinElevation(start), sun.sinElevation(start + seconds));
        int samples = Math.max(4, seconds / SAMPLE_SECONDS);
        for (int sample = 0; sample < samples; sample++) {
            double sinElevation = sun.sinElevation(start + seconds * (sample + 0.5) / samples);
            highest = Math.max(highest, sinElevation);
            ghi += clearSkyGhi(sinElevation);
        }
        double middle = start + seconds / 2.0;
        return new SolarInterval(sun.solarHour(middle), sun.sinElevation(middle), ghi / samples, highest > SIN_SUNRISE);
    }

    /**
     * The sun above a place about a time: what changes little within an hour.
     *
     * @param solarMinusUtcHours what true solar time is ahead of UTC [h]
     * @param constant part of the sine of the elevation that does not change with the hour
     * @param swing part that changes with the cosine of the hour angle
     */
    private record Sun(double solarMinusUtcHours, double constant, double swing) {
        static Sun above(SolarGeometry place, long epochSecond) {
            LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochSecond, SECONDS_PER_DAY));
            double dayFraction = Math.floorMod(epochSecond, SECONDS_PER_DAY) / (double) SECONDS_PER_DAY;
            double year = 2 * Math.PI * (date.getDayOfYear() - 1 + dayFraction - 0.5) / date.lengthOfYear();
            double declination = 0.006918
                    - 0.399912 * cos(year)
                    + 0.070257 * sin(year)
                    - 0.006758 * cos(2 * year)
                    + 0.000907 * sin(2 * year)
                    - 0.002697 * cos(3 * year)
                    + 0.00148 * sin(3 * year);
            double equationOfTime = MINUTES_PER_RADIAN
                    * (0.000075
                            + 0.001868 * cos(year)
                            - 0.032077 * sin(year)
                            - 0.014615 * cos(2 * year)
                            - 0.040849 * sin(2 * year));
            double phi = toRadians(place.latitude);
            return new Sun(
                    place.longitude / 15 + equationOfTime / 60,
                    sin(phi) * sin(declination),
                    cos(phi) * cos(declination));
        }

        double solarHour(double epochSecond) {
            double solar = epochSecond / 3600 + solarMinusUtcHours;
            return (solar % 24 + 24) % 24;
        }

        double sinElevation(double epochSecond) {
            double hourAngle = toRadians(15 * (solarHour(epochSecond) - 12));
            return constant + swing * cos(hourAngle);
        }
    }
}
