package com.hometech.edf.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.api.Served.Response;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.Quantity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HomesTest {
    private static final String OUTLOOK = "/v1/homes/home-3/outlook";
    private static final String TIMES = "/v1/homes/home-3/best-times";

    private final Served served = new Served();

    @AfterEach
    void end() {
        served.close();
    }

    /** Each hour uses 1 kWh; from 11:00 to 15:00 UTC of each day the roof makes 3 kWh an hour. */
    private void sunnyDays() {
        served.issue("home-3", Quantity.CONSUMPTION, Served.ISSUED, hour -> 1);
        served.issue(
                "home-3", Quantity.SOLAR, Served.ISSUED, hour -> hourOfDay(hour) >= 11 && hourOfDay(hour) < 15 ? 3 : 0);
    }

    private static int hourOfDay(int hour) {
        return (5 + hour) % 24;
    }

    private JsonNode day(int position) {
        return served.get("resident", OUTLOOK).json().path("days").path(position);
    }

    @Test
    void anOutlookIsByLocalDays() {
        sunnyDays();
        JsonNode tomorrow = day(1);
        assertThat(tomorrow.path("name").asText()).isEqualTo("tomorrow");
        assertThat(tomorrow.path("date").asText()).isEqualTo("2026-03-02");
        assertThat(tomorrow.path("complete").asBoolean()).isTrue();
        assertThat(tomorrow.path("hours")).hasSize(24);
        assertThat(tomorrow.path("hours").path(0).path("from").asText()).isEqualTo("2026-03-02T00:00:00+01:00");
        assertThat(tomorrow.path("use").path("kwh").asDouble()).isEqualTo(24);
        assertThat(tomorrow.path("solar").path("kwh").asDouble()).isEqualTo(12);
        assertThat(tomorrow.path("surplus_kwh").asDouble()).isEqualTo(8);
        assertThat(tomorrow.path("surplus_hours").toString())
                .isEqualTo(
                        "[{\"from\":\"2026-03-02T12:00:00+01:00\",\"to\":\"2026-03-02T16:00:00+01:00\",\"kwh\":8.0}]");
        assertThat(day(0).path("complete").asBoolean())
                .as("the first hours of today were not forecast")
                .isFalse();
        assertThat(served.get("resident", OUTLOOK).json().path("message").asText())
                .isEqualTo(
                        "Tomorrow you will probably have about 8.0 kWh of solar to spare, most of it from 12:00 to 16:00.");
    }

    @Test
    void aDayOfWhichOnlySomeSolarIsForecastIsNotComplete() {
        served.issue("home-3", Quantity.CONSUMPTION, Served.ISSUED, hour -> 1);
        served.issue("home-3", Quantity.SOLAR, Served.ISSUED.minus(Duration.ofDays(2)), hour -> 1);
        JsonNode tomorrow = day(1);
        assertThat(tomorrow.path("hours")).hasSize(24);
        assertThat(tomorrow.path("solar").path("kwh").asDouble())
                .as("the first hours")
                .isEqualTo(6);
        assertThat(tomorrow.path("complete").asBoolean()).isFalse();
    }

    /** Errors of hours have a correlation of 0.5: half-widths of 0.2 kWh join to 0.2 sqrt(24 (1 + 23 / 2)). */
    @Test
    void theIntervalOfADayIsNarrowerThanTheSumOfItsHours() {
        sunnyDays();
        JsonNode use = day(1).path("use");
        double half = 0.2 * Math.sqrt(24 * (0.5 + 0.5 * 24));
        assertThat(use.path("upper_kwh").asDouble()).isCloseTo(24 + half, within(1e-9));
        assertThat(use.path("lower_kwh").asDouble()).isCloseTo(24 - half, within(1e-9));
    }

    @Test
    void aDayOnWhichClocksAreSetForwardHas23Hours() {
        served.issue("home-3", Quantity.CONSUMPTION, Instant.parse("2026-03-28T05:00:00Z"), hour -> 1);
        served.at("2026-03-28T08:00:00Z");
        JsonNode sunday = day(1);
        assertThat(sunday.path("date").asText()).isEqualTo("2026-03-29");
        assertThat(sunday.path("hours")).hasSize(23);
        assertThat(sunday.path("complete").asBoolean()).isTrue();
        assertThat(sunday.path("use").path("kwh").asDouble()).isEqualTo(23);
        assertThat(sunday.path("hours").path(1).path("to").asText()).isEqualTo("2026-03-29T03:00:00+02:00");
        assertThat(sunday.path("solar").isNull()).isTrue();
        assertThat(sunday.path("surplus_kwh").isNull()).isTrue();
    }

    @Test
    void aDayOnWhichClocksAreSetBackHas25Hours() {
        served.issue("home-3", Quantity.CONSUMPTION, Instant.parse("2026-10-24T05:00:00Z"), hour -> 1);
        served.at("2026-10-24T08:00:00Z");
        assertThat(day(1).path("hours")).hasSize(25);
        assertThat(day(1).path("complete").asBoolean()).isTrue();
        assertThat(day(1).path("hours").path(2).path("from").asText()).isEqualTo("2026-10-25T02:00:00+02:00");
        assertThat(day(1).path("hours").path(3).path("from").asText()).isEqualTo("2026-10-25T02:00:00+01:00");
    }

    @Test
    void whatIsToldSaysHowFarItCanBeReliedOn() {
        assertThat(status()).isEqualTo("none");
        served.issue("home-3", Quantity.CONSUMPTION, Served.ISSUED, hour -> 1, ForecastQuality.FALLBACK);
        served.pass(Duration.ofMinutes(15));
        assertThat(status()).isEqualTo("learning");
        served.issue("home-3", Quantity.CONSUMPTION, Served.ISSUED.plus(Duration.ofDays(1)), hour -> 1);
        served.at("2026-03-02T06:00:00Z");
        assertThat(status()).isEqualTo("current");
        assertThat(served.get("resident", OUTLOOK)
                        .json()
                        .path("confidence")
                        .path("level")
                        .asText())
                .isEqualTo("high");
        served.at("2026-03-03T08:00:00Z");
        assertThat(status()).isEqualTo("late");
    }

    private String status() {
        return served.get("resident", OUTLOOK).json().path("status").asText();
    }

    @Test
    void aHomeThatIsNoLongerForecastIsInactive() {
        served.issue("home-3", Quantity.CONSUMPTION, Served.ISSUED.minus(Duration.ofDays(60)), hour -> 1);
        served.issue("home-4", Quantity.CONSUMPTION, Served.ISSUED, hour -> 1);
        Response closed = served.get("resident", OUTLOOK);
        assertThat(closed.status()).isEqualTo(404);
        assertThat(closed.json().path("type").asText()).isEqualTo("/problems/inactive");
        assertThat(served.get("resident", TIMES + "?duration_minutes=60&energy_kwh=1")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void homesSayWhetherTheyHaveSolar() {
        sunnyDays();
        assertThat(served.get("resident", "/v1/homes").json().path("homes").toString())
                .isEqualTo("[{\"building_id\":\"home-3\",\"time_zone\":\"Europe/Madrid\",\"has_solar\":true}]");
    }

    /** The surplus is 2 kWh in each of four hours: 2 kW. An appliance of 1.5 kWh in 90 minutes draws 1 kW. */
    @Test
    void theBestTimesAreInTheSurplus() {
        sunnyDays();
        JsonNode times = served.get("resident", TIMES + "?duration_minutes=90&energy_kwh=1.5&count=3")
                .json();
        assertThat(times.path("windows")).hasSize(3);
        JsonNode best = times.path("windows").path(0);
        assertThat(best.path("from").asText()).isEqualTo("2026-03-01T12:00:00+01:00");
        assertThat(best.path("to").asText()).isEqualTo("2026-03-01T13:30:00+01:00");
        assertThat(best.path("solar_percent").asDouble()).isEqualTo(100);
        assertThat(best.path("grid_kwh").asDouble()).isZero();
        assertThat(times.path("windows").path(1).path("from").asText()).isEqualTo("2026-03-01T13:30:00+01:00");
        assertThat(times.path("windows").path(2).path("from").asText()).isEqualTo("2026-03-02T12:00:00+01:00");
        assertThat(times.path("message").asText())
                .isEqualTo("The best start is Sunday at 12:00: about 100 % of the energy should be your own solar.");
    }

    /** It draws 4 kW for five hours; the roof has 2 kW for four of them. */
    @Test
    void whatTheSurplusDoesNotCoverComesFromTheGrid() {
        sunnyDays();
        JsonNode best = served.get("resident", TIMES + "?duration_minutes=300&energy_kwh=20&count=1")
                .json()
                .path("windows")
                .path(0);
        assertThat(best.path("from").asText()).isEqualTo("2026-03-01T11:00:00+01:00");
        assertThat(best.path("solar_kwh").asDouble()).isCloseTo(8, within(1e-9));
        assertThat(best.path("grid_kwh").asDouble()).isCloseTo(12, within(1e-9));
        assertThat(best.path("solar_percent").asDouble()).isCloseTo(40, within(1e-9));
    }

    @Test
    void windowsStayInTheTimeThatIsWanted() {
        sunnyDays();
        String wish = "?duration_minutes=60&energy_kwh=1&earliest=2026-03-01T14:20:00Z";
        JsonNode windows = served.get("resident", TIMES + wish + "&latest=2026-03-01T20:00:00Z")
                .json()
                .path("windows");
        assertThat(windows).hasSize(1);
        assertThat(windows.path(0).path("from").asText()).isEqualTo("2026-03-01T15:30:00+01:00");
        assertThat(windows.path(0).path("solar_kwh").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(served.get("resident", TIMES + wish + "&latest=2026-03-01T15:00:00Z")
                        .text())
                .contains("leaves no 60 minutes");
        assertThat(served.get("resident", TIMES + wish + "&latest=2026-04-01T15:00:00Z")
                        .text())
                .contains("more than 7 days away");
    }

    @Test
    void withoutSolarNoTimeIsBetter() {
        served.issue("home-3", Quantity.CONSUMPTION, Served.ISSUED, hour -> 1);
        JsonNode times = served.get("resident", TIMES + "?duration_minutes=60&energy_kwh=1")
                .json();
        assertThat(times.path("windows")).isEmpty();
        assertThat(times.path("has_solar").asBoolean()).isFalse();
    }
}
