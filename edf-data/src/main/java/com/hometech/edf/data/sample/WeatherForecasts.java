package com.hometech.edf.data.sample;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/**
 * Archived weather forecasts of a site: one issue a day at 00:00 UTC. The error of an issue is a process in time whose
 * standard deviation grows with the lead: temperature from about 0.6 to 2.2 K over four days, as numerical forecasts have
 * it; errors of sky, dew point, wetness, wind and pressure grow alike.
 */
final class WeatherForecasts {
    /** Hours that an issue covers. */
    static final int HORIZON_HOURS = 96;

    private final SiteWeather truth;
    private final RandomStreams streams;

    WeatherForecasts(SiteWeather truth, RandomStreams streams) {
        this.truth = truth;
        this.streams = streams;
    }

    /** The hour of the first issue at or after the start of the weather. */
    int firstIssueHour() {
        Instant start = truth.timeOf(0);
        Instant midnight = start.truncatedTo(ChronoUnit.DAYS);
        int hoursPast = (int) ChronoUnit.HOURS.between(midnight, start);
        return hoursPast == 0 ? 0 : 24 - hoursPast;
    }

    /**
     * The forecast issued at an hour.
     *
     * @param hours how many hours it covers
     * @return element {@code i} is for {@code i} hours after the issue
     */
    WeatherHour[] issuedAt(int issueHour, int hours) {
        SplittableRandom random = streams.named("forecast/" + truth.site().id() + "/" + truth.timeOf(issueHour));
        RedNoise temperature = new RedNoise(random.split(), 16);
        RedNoise dewPoint = new RedNoise(random.split(), 16);
        RedNoise sky = new RedNoise(random.split(), 8);
        RedNoise wetness = new RedNoise(random.split(), 6);
        RedNoise wind = new RedNoise(random.split(), 10);
        RedNoise pressure = new RedNoise(random.split(), 24);
        WeatherHour[] forecast = new WeatherHour[hours];
        for (int lead = 0; lead < hours; lead++) {
            WeatherState actual = truth.stateAt(issueHour + lead);
            double growth = (double) lead / HORIZON_HOURS;
            double windError = wind.next();
            WeatherState expected = new WeatherState(
                    actual.temperatureC() + (0.6 + 1.6 * growth) * temperature.next(),
                    actual.dewPointC() + (0.6 + 1.6 * growth) * dewPoint.next(),
                    actual.sky() + (0.2 + 0.6 * growth) * sky.next(),
                    actual.wetness() + (0.3 + 0.9 * growth) * wetness.next(),
                    actual.windSpeedMs() * StrictMath.exp((0.12 + 0.3 * growth) * windError),
                    actual.windDirectionDegrees() + (8 + 50 * growth) * windError,
                    actual.pressureHpa() + (0.4 + 5 * growth) * pressure.next());
            forecast[lead] = truth.observed(expected, issueHour + lead);
        }
        return forecast;
    }
}
