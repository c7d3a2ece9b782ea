package com.hometech.edf.data.sample;

import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.exp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/**
 * The true weather of a site, hour by hour: seasons, days, and passing weather as autoregressive processes of pressure,
 * cloud, temperature, dew point, wetness and wind that lean on one another.
 */
final class SiteWeather {
    private final SampleSite site;
    private final Instant start;
    private final WeatherState[] states;
    private final WeatherHour[] hours;
    private final double[] clearSkyGhi;

    /**
     * @param start first hour
     * @param count how many hours
     */
    SiteWeather(SampleSite site, Instant start, int count, RandomStreams streams) {
        this.site = site;
        this.start = start;
        this.states = new WeatherState[count];
        this.hours = new WeatherHour[count];
        this.clearSkyGhi = new double[count];
        Passing passing = new Passing(streams.named("weather/" + site.id()));
        for (int t = 0; t < count; t++) {
            Instant hour = start.plusSeconds(3600L * t);
            clearSkyGhi[t] = site.clearSkyGhi(hour);
            states[t] = passing.next(hour);
            hours[t] = observed(states[t], t);
        }
    }

    SampleSite site() {
        return site;
    }

    int count() {
        return hours.length;
    }

    Instant timeOf(int hour) {
        return start.plusSeconds(3600L * hour);
    }

    WeatherHour at(int hour) {
        return hours[hour];
    }

    WeatherState stateAt(int hour) {
        return states[hour];
    }

    /** What a state means at that hour, under the sun of that hour. */
    WeatherHour observed(WeatherState state, int hour) {
        return state.observed(clearSkyGhi[hour], site.climate().rainThreshold());
    }

    /** Passing weather, one hour at a time. */
    private final class Passing {
        private final RedNoise pressure;
        private final RedNoise slowSky;
        private final RedNoise fastSky;
        private final RedNoise slowTemperature;
        private final RedNoise fastTemperature;
        private final RedNoise dewPoint;
        private final RedNoise wetness;
        private final RedNoise wind;
        private final RedNoise windDirection;
        private double mildCloud = 0.5;

        Passing(SplittableRandom random) {
            pressure = new RedNoise(random.split(), 60);
            slowSky = new RedNoise(random.split(), 30);
            fastSky = new RedNoise(random.split(), 4);
            slowTemperature = new RedNoise(random.split(), 110);
            fastTemperature = new RedNoise(random.split(), 14);
            dewPoint = new RedNoise(random.split(), 24);
            wetness = new RedNoise(random.split(), 5);
            wind = new RedNoise(random.split(), 14);
            windDirection = new RedNoise(random.split(), 30);
        }

        WeatherState next(Instant hour) {
            Climate climate = site.climate();
            double season = climate.season(hour.atZone(ZoneOffset.UTC).getDayOfYear());
            double high = pressure.next();
            double sky = climate.cloudiness()
                    + season * climate.seasonalCloudiness()
                    - 0.5 * high
                    + 0.75 * slowSky.next()
                    + 0.43 * fastSky.next();
            mildCloud += (WeatherState.coveredShare(sky) - mildCloud) / 8;
            double dailyMeanC = climate.meanC()
                    + season * climate.seasonalC()
                    + climate.synopticC() * (0.93 * slowTemperature.next() + 0.3 * fastTemperature.next())
                    - 2.4 * season * (mildCloud - 0.5);
            double dewPointC = dailyMeanC
                    - climate.drynessC()
                    - season * climate.seasonalDrynessC()
                    + 3 * (mildCloud - 0.5)
                    + 1.6 * dewPoint.next();
            return new WeatherState(
                    dailyMeanC + diurnalC(climate, season, site.solarHour(hour)),
                    dewPointC,
                    sky,
                    wetness.next(),
                    windMs(climate, hour),
                    climate.windFromDegrees() + 55 * windDirection.next(),
                    1015 + 8.5 * high);
        }

        /** Coldest before sunrise, warmest in the afternoon; clouds flatten the day. */
        private double diurnalC(Climate climate, double season, double solarHour) {
            double half = (climate.diurnalC() + season * climate.seasonalDiurnalC()) * (1.15 - 0.75 * mildCloud);
            double angle = 2 * Math.PI * (solarHour - 14.8) / 24;
            return half * (0.92 * cos(angle) + 0.16 * cos(2 * angle));
        }

        private double windMs(Climate climate, Instant hour) {
            double afternoon = cos(2 * Math.PI * (site.solarHour(hour) - 14) / 24);
            return climate.windMs() * exp(0.5 * wind.next() + 0.18 * afternoon);
        }
    }
}
