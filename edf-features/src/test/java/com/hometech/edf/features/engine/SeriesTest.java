package com.hometech.edf.features.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.table.ReadingFlag;
import com.hometech.edf.features.series.BuildingSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a model of one building is fitted with. */
class SeriesTest {
    private static final String TEMPERATURE = "temperature_c";
    private static final String WIND = "wind_speed";
    private static final int HOUR = 80 * 24;

    @Test
    void soundReadingsAreAsMeasured() {
        TestSeries readings = plain(true);

        BuildingSeries series = readings.prepare().series(List.of(), HOUR, HOUR + 500);

        assertThat(series.building()).isEqualTo("b1");
        assertThat(series.kwh()).containsExactly(Arrays.copyOfRange(readings.kwh, HOUR, HOUR + 500));
        assertThat(series.weather()).isEmpty();
        assertThat(series.epochSecond(0)).isEqualTo(readings.grid.epochSecond(HOUR));
        assertThat(series.epochSecond(499)).isEqualTo(readings.grid.epochSecond(HOUR + 499));
        assertThat(series.stepSeconds()).isEqualTo(3600);
    }

    @Test
    @DisplayName(
            "a missing hour stays missing though features interpolate it; a flagged one and a standstill are missing")
    void missingAndSuspectReadingsAreMissing() {
        TestSeries readings = plain(true);
        readings.kwh[HOUR] = Double.NaN;
        readings.flags[HOUR + 10] = (byte) ReadingFlag.SPIKE.ordinal();
        Arrays.fill(readings.kwh, HOUR + 100, HOUR + 200, 7);

        double[] kwh = all(readings).kwh();

        assertThat(kwh[HOUR]).isNaN();
        assertThat(kwh[HOUR + 10]).isNaN();
        assertThat(Arrays.copyOfRange(kwh, HOUR + 100, HOUR + 200)).containsOnly(Double.NaN);
        assertThat(Arrays.stream(kwh).filter(Double::isNaN).count()).isEqualTo(102);
    }

    @Test
    void aSpikeIsClippedAtItsLimit() {
        TestSeries readings = plain(true);
        readings.kwh[HOUR] = 10_000;

        double limit = readings.settings.quality().spikeFactor() * 30.6;
        assertThat(all(readings).kwh()[HOUR]).isBetween(0.95 * limit, limit);
    }

    @Test
    @DisplayName("weather is the newest forecast that had been issued by the interval; a later one does not count")
    void archivedForecastBeforeObservation() {
        TestSeries readings = plain(true);
        addIssue(readings, HOUR, 100);
        addIssue(readings, HOUR + 6, 200);

        float[] temperature = all(readings).weather().get(TEMPERATURE);

        assertThat(temperature[HOUR - 1]).isEqualTo(observed(HOUR - 1));
        assertThat(Arrays.copyOfRange(temperature, HOUR, HOUR + 6)).containsOnly(100);
        assertThat(temperature[HOUR + 6]).isEqualTo(200);
    }

    @Test
    void withoutStandInWeatherThatNobodyForecastIsMissing() {
        TestSeries readings = plain(false);
        addIssue(readings, HOUR, 100);

        BuildingSeries series = all(readings);

        assertThat(series.weather().get(TEMPERATURE)[HOUR - 1]).isNaN();
        assertThat(series.weather().get(WIND)[HOUR]).isEqualTo(100);
        assertThat(series.weather().get(WIND)[0]).isNaN();
    }

    @Test
    @DisplayName("where the origin of the shortest lead lies before the grid, only the observation can stand in")
    void originsBeforeTheGrid() {
        for (boolean standIn : new boolean[] {true, false}) {
            TestSeries readings = plain(standIn);
            readings.settings = TestSeries.settings(Duration.ofHours(1), standIn, 24);
            addIssue(readings, 0, 100);

            float[] temperature = all(readings).weather().get(TEMPERATURE);

            for (int index = 0; index < 25; index++) {
                assertThat(temperature[index]).isEqualTo((Float) (standIn ? observed(index) : Float.NaN));
            }
            assertThat(temperature[25]).isEqualTo(100);
        }
    }

    @Test
    @DisplayName("a series is in UTC: it has each hour of the clock change once and does not depend on the zone")
    void zonesDoNotMatter() {
        TestSeries berlin = plain(true);
        TestSeries utc = plain(true);
        utc.zone = ZoneOffset.UTC;
        int change = berlin.index("2023-03-26T00:00:00Z");

        BuildingSeries series = berlin.prepare().series(List.of(TEMPERATURE), change, change + 24);
        BuildingSeries sameInUtc = utc.prepare().series(List.of(TEMPERATURE), change, change + 24);

        assertThat(series.kwh())
                .containsExactly(sameInUtc.kwh())
                .containsExactly(Arrays.copyOfRange(berlin.kwh, change, change + 24));
        assertThat(series.weather().get(TEMPERATURE))
                .containsExactly(sameInUtc.weather().get(TEMPERATURE));
    }

    @Test
    void anUnknownColumnIsRefused() {
        BuildingFeatures building = plain(true).prepare();

        assertThatThrownBy(() -> building.series(List.of("temperature"), 0, 10))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"temperature\"")
                .hasMessageContaining("temperature_c, humidity");
    }

    private static BuildingSeries all(TestSeries readings) {
        return readings.prepare().series(List.of(WIND, TEMPERATURE), 0, readings.grid.length());
    }

    /** Days between 10 and 30.6 kWh, no noise, no gaps, the weather counts the hours. */
    private static TestSeries plain(boolean standIn) {
        TestSeries series = new TestSeries(Instant.parse("2023-01-03T00:00:00Z"), 120, Duration.ofHours(1), standIn);
        for (int index = 0; index < series.kwh.length; index++) {
            series.kwh[index] = 20 + 10 * Math.sin(index * Math.PI / 12) + index % 7 * 0.1;
            for (float[] variable : series.observed) {
                variable[index] = observed(index);
            }
        }
        return series;
    }

    private static float observed(int index) {
        return index / 100f;
    }

    private static void addIssue(TestSeries series, int issuedAt, float value) {
        float[][] values = new float[TestSeries.VARIABLES][100];
        Arrays.stream(values).forEach(variable -> Arrays.fill(variable, value));
        series.issues.add(new WeatherForecastIssue(
                series.grid.epochSecond(issuedAt), series.grid.firstStep() + issuedAt, values));
    }
}
