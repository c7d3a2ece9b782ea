package com.hometech.edf.data.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SiteWeatherTest {
    private static final Instant START = Instant.parse("2023-01-01T00:00:00Z");
    private static final int YEAR_HOURS = 365 * 24;
    private static final RandomStreams STREAMS = new RandomStreams(7);

    @ParameterizedTest
    @EnumSource(SampleSite.class)
    void everyHourIsPhysicallyPossible(SampleSite site) {
        SiteWeather weather = weatherOf(site);

        for (int t = 0; t < YEAR_HOURS; t++) {
            WeatherHour hour = weather.at(t);
            assertThat(hour.temperatureC()).isBetween(-30.0, 48.0);
            assertThat(hour.dewPointC()).isLessThan(hour.temperatureC());
            assertThat(hour.humidity()).isBetween(1.0, 100.0);
            assertThat(hour.ghi()).isBetween(0.0, site.clearSkyGhi(weather.timeOf(t)));
            assertThat(hour.cloudCover()).isBetween(0.0, 100.0);
            assertThat(hour.windSpeedMs()).isPositive();
            assertThat(hour.windDirectionDegrees()).isBetween(0.0, 360.0);
            assertThat(hour.pressureHpa()).isBetween(950.0, 1070.0);
            assertThat(hour.precipitationMm()).isNotNegative();
        }
    }

    @Test
    void summerIsInJulyInTheNorthAndInJanuaryInTheSouth() {
        for (SampleSite site : SampleSite.values()) {
            SiteWeather weather = weatherOf(site);
            double january = mean(weather, t -> t < 31 * 24, WeatherHour::temperatureC);
            double july = mean(weather, t -> t >= 181 * 24 && t < 212 * 24, WeatherHour::temperatureC);
            double difference = july - january;
            assertThat(site == SampleSite.SYDNEY ? -difference : difference)
                    .as("summer less winter at " + site)
                    .isGreaterThan(5);
        }
    }

    @Test
    void cloudsTakeTheSunAndBringTheRain() {
        SiteWeather weather = weatherOf(SampleSite.BERLIN);
        double clear = mean(weather, t -> weather.at(t).cloudCover() < 20, WeatherHour::ghi);
        double overcast = mean(weather, t -> weather.at(t).cloudCover() > 90, WeatherHour::ghi);

        assertThat(overcast).isLessThan(0.5 * clear);
        assertThat(mean(weather, t -> weather.at(t).cloudCover() < 60, WeatherHour::precipitationMm))
                .isZero();
        assertThat(mean(weather, t -> true, WeatherHour::precipitationMm) * YEAR_HOURS)
                .isBetween(300.0, 1200.0);
    }

    @Test
    void theForecastErrorGrowsWithTheLead() {
        SiteWeather weather = weatherOf(SampleSite.MADRID);
        WeatherForecasts forecasts = new WeatherForecasts(weather, STREAMS);

        double firstDay = meanTemperatureError(weather, forecasts, 0, 24);
        double secondDay = meanTemperatureError(weather, forecasts, 24, 48);
        double fourthDay = meanTemperatureError(weather, forecasts, 72, 96);

        assertThat(firstDay).isBetween(0.3, 1.0);
        assertThat(secondDay).isGreaterThan(1.2 * firstDay);
        assertThat(fourthDay).isGreaterThan(1.3 * secondDay).isLessThan(2.5);
    }

    @Test
    void theForecastErrorRemembersTheHourBefore() {
        SiteWeather weather = weatherOf(SampleSite.MADRID);
        WeatherForecasts forecasts = new WeatherForecasts(weather, STREAMS);
        double product = 0;
        double square = 0;
        for (int issue = 0; issue < 300 * 24; issue += 24) {
            WeatherHour[] forecast = forecasts.issuedAt(issue, 96);
            for (int lead = 1; lead < 96; lead++) {
                double error =
                        forecast[lead].temperatureC() - weather.at(issue + lead).temperatureC();
                double before = forecast[lead - 1].temperatureC()
                        - weather.at(issue + lead - 1).temperatureC();
                product += error * before;
                square += error * error;
            }
        }
        assertThat(product / square).isGreaterThan(0.8);
    }

    private static double meanTemperatureError(SiteWeather weather, WeatherForecasts forecasts, int from, int to) {
        return IntStream.range(0, 300)
                .map(day -> day * 24)
                .mapToDouble(issue -> {
                    WeatherHour[] forecast = forecasts.issuedAt(issue, 96);
                    return IntStream.range(from, to)
                            .mapToDouble(lead -> Math.abs(forecast[lead].temperatureC()
                                    - weather.at(issue + lead).temperatureC()))
                            .average()
                            .orElseThrow();
                })
                .average()
                .orElseThrow();
    }

    private static SiteWeather weatherOf(SampleSite site) {
        return new SiteWeather(site, START, YEAR_HOURS, STREAMS);
    }

    private static double mean(SiteWeather weather, IntPredicate hours, ToDoubleFunction<WeatherHour> variable) {
        return IntStream.range(0, YEAR_HOURS)
                .filter(hours)
                .mapToDouble(t -> variable.applyAsDouble(weather.at(t)))
                .average()
                .orElseThrow();
    }
}
