package com.hometech.edf.data.sun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SolarGeometryTest {
    private static final SolarGeometry TUCSON = new SolarGeometry(32.2, -111);
    private static final SolarGeometry GREENWICH = new SolarGeometry(51.4779, 0);
    private static final int HOUR = 3600;

    @Test
    @DisplayName("the example of NREL's Solar Position Algorithm: zenith 50.11 degrees with refraction")
    void exampleOfTheSolarPositionAlgorithm() {
        SolarGeometry golden = new SolarGeometry(39.742476, -105.1786);

        double elevation = elevation(golden, "2003-10-17T19:30:30Z");

        assertThat(elevation).isCloseTo(90 - 50.11162, within(0.3));
    }

    @ParameterizedTest(name = "{0}: {1} W/m2")
    @CsvSource({
        "2014-06-24T07:00:00Z, 0",
        "2014-06-24T13:00:00Z, 82.86",
        "2014-06-24T16:00:00Z, 699.75",
        "2014-06-24T19:00:00Z, 1016.50",
        "2014-06-24T22:00:00Z, 838.32",
        "2014-06-25T01:00:00Z, 271.91",
        "2014-06-25T04:00:00Z, 0"
    })
    @DisplayName("clear-sky irradiance in Tucson as pvlib publishes it for the Haurwitz model")
    void clearSkyOfHaurwitz(String time, double published) {
        double irradiance = SolarGeometry.clearSkyGhi(TUCSON.sinElevation(seconds(time)));

        assertThat(irradiance).isCloseTo(published, within(4.0));
    }

    @ParameterizedTest(name = "the sun rises at {0} and sets at {1}")
    @CsvSource({
        "2024-06-20T03:43:00Z, 2024-06-20T20:21:00Z",
        "2024-12-21T08:04:00Z, 2024-12-21T15:53:00Z",
        "2024-03-20T06:03:00Z, 2024-03-20T18:13:00Z"
    })
    @DisplayName("sunrise and sunset at Greenwich to three minutes")
    void sunriseAndSunset(String sunrise, String sunset) {
        assertThat(up(seconds(sunrise) - 240)).isFalse();
        assertThat(up(seconds(sunrise) + 120)).isTrue();
        assertThat(up(seconds(sunset) - 180)).isTrue();
        assertThat(up(seconds(sunset) + 180)).isFalse();
    }

    @Test
    void solarNoonFollowsTheEquationOfTime() {
        assertThat(GREENWICH.solarHour(seconds("2024-02-11T12:14:14Z"))).isCloseTo(12, within(0.02));
        assertThat(GREENWICH.solarHour(seconds("2024-11-03T11:43:34Z"))).isCloseTo(12, within(0.02));
        assertThat(TUCSON.solarHour(seconds("2024-06-13T19:24:00Z"))).isCloseTo(12, within(0.02));
    }

    @Test
    void anHourIsTheMeanOfItsTimes() {
        long start = seconds("2024-04-01T06:00:00Z");
        double sum = 0;
        for (int second = 0; second < HOUR; second++) {
            sum += SolarGeometry.clearSkyGhi(GREENWICH.sinElevation(start + second));
        }

        SolarInterval hour = GREENWICH.over(start, HOUR);

        assertThat(hour.clearSkyGhi()).isCloseTo(sum / HOUR, within(0.5));
        assertThat(hour.sinElevation()).isCloseTo(GREENWICH.sinElevation(start + HOUR / 2), within(1e-4));
        assertThat(hour.solarHour()).isCloseTo(GREENWICH.solarHour(start + HOUR / 2), within(1e-4));
    }

    @Test
    @DisplayName("beyond the polar circle the sun stays down in midwinter and up in midsummer, all day")
    void polarNightAndMidnightSun() {
        SolarGeometry tromso = new SolarGeometry(69.65, 18.96);

        for (int hour = 0; hour < 24; hour++) {
            assertThat(tromso.over(seconds("2024-12-21T00:00:00Z") + hour * HOUR, HOUR)
                            .sunIsUp())
                    .isFalse();
            assertThat(tromso.over(seconds("2024-06-21T00:00:00Z") + hour * HOUR, HOUR)
                            .sunIsUp())
                    .isTrue();
        }
    }

    @Test
    void seasonsAreOppositeSouthOfTheEquator() {
        SolarGeometry sydney = new SolarGeometry(-33.9, 151.2);

        double december = sydney.over(seconds("2024-12-21T02:00:00Z"), HOUR).clearSkyGhi();
        double june = sydney.over(seconds("2024-06-21T02:00:00Z"), HOUR).clearSkyGhi();

        assertThat(december).isGreaterThan(950);
        assertThat(june).isBetween(400.0, 600.0);
    }

    @Test
    void aPlaceThatIsNotOnEarthIsRefused() {
        assertThatThrownBy(() -> new SolarGeometry(91, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("latitude 91");
        assertThatThrownBy(() -> new SolarGeometry(0, Double.NaN)).isInstanceOf(InvalidInputException.class);
    }

    private static boolean up(long epochSecond) {
        return GREENWICH.over(epochSecond, 2).sunIsUp();
    }

    private static double elevation(SolarGeometry place, String time) {
        return Math.toDegrees(Math.asin(place.sinElevation(seconds(time))));
    }

    private static long seconds(String time) {
        return Instant.parse(time).getEpochSecond();
    }
}
