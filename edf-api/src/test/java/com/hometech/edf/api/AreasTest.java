package com.hometech.edf.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.Quantity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AreasTest {
    private final Served served = new Served();

    @BeforeEach
    void aRun() {
        served.issue("school-7", Quantity.CONSUMPTION, Served.ISSUED, hour -> 10);
        served.issue("hall-1", Quantity.CONSUMPTION, Served.ISSUED, hour -> 10);
        served.issue("home-3", Quantity.CONSUMPTION, Served.ISSUED, hour -> 10, ForecastQuality.FALLBACK);
    }

    @AfterEach
    void end() {
        served.close();
    }

    /** Half-widths of 2 kWh each whose errors have a correlation of 0.5: together sqrt(4 + 4 + 2 · 0.5 · 4). */
    @Test
    void theIntervalIsThatOfTheSum() {
        JsonNode forecast = served.get("dso", "/v1/areas/feeder-12/forecast").json();
        JsonNode hour = forecast.path("values").path(0);
        assertThat(forecast.path("values")).hasSize(72);
        assertThat(hour.path("yhat").asDouble()).isEqualTo(20);
        assertThat(hour.path("yhat_upper").asDouble()).isCloseTo(20 + Math.sqrt(12), within(1e-9));
        assertThat(hour.path("yhat_lower").asDouble()).isCloseTo(20 - Math.sqrt(12), within(1e-9));
        assertThat(forecast.path("correlation").toString())
                .isEqualTo("{\"within_site\":0.5,\"between_sites\":0.25,\"source\":\"EDFBuildingDemandForecaster/3\"}");
    }

    @Test
    void whoHasNoForecastIsCounted() {
        JsonNode forecast = served.get("supplier", "/v1/areas/mine/forecast").json();
        assertThat(forecast.path("buildings").asInt()).isEqualTo(3);
        assertThat(forecast.path("values").path(0).path("buildings").asInt()).isEqualTo(2);
        assertThat(forecast.path("values").path(0).path("model_share").asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void mineIsAnotherAreaForEachCaller() {
        assertThat(yhat("dso", "mine")).isEqualTo(20);
        assertThat(yhat("resident", "mine")).isEqualTo(10);
        assertThat(yhat("supplier", "north")).isEqualTo(20);
    }

    private double yhat(String subject, String area) {
        return served.get(subject, "/v1/areas/" + area + "/forecast")
                .json()
                .path("values")
                .path(0)
                .path("yhat")
                .asDouble();
    }

    @Test
    void anUnregisteredModelMakesTheWidestInterval() {
        served.registry.models.clear();
        JsonNode forecast = served.get("dso", "/v1/areas/feeder-12/forecast").json();
        assertThat(forecast.path("values").path(0).path("yhat_upper").asDouble())
                .isCloseTo(24, within(1e-9));
        assertThat(forecast.path("correlation").path("source").asText()).isEqualTo("assumed");
    }

    @Test
    void aTableHasARowForEachHour() {
        assertThat(served.get(
                                "dso",
                                "/v1/areas/feeder-12/forecast?from=2026-03-01T05:00:00Z&to=2026-03-01T07:00:00Z",
                                "Accept",
                                "text/csv")
                        .text()
                        .lines())
                .hasSize(3)
                .first()
                .isEqualTo("area_id,timestamp,yhat,yhat_lower,yhat_upper,buildings,model_share");
    }

    @Test
    void withoutHistoryThereAreNoScores() {
        JsonNode accuracy = served.get("dso", "/v1/areas/feeder-12/accuracy").json();
        assertThat(accuracy.path("from").asText()).isEqualTo("2026-01-30");
        assertThat(accuracy.path("to").asText()).isEqualTo("2026-03-01");
        assertThat(accuracy.path("total").path("hours").asInt()).isZero();
        assertThat(accuracy.path("total").path("wape_percent").isNull()).isTrue();
        assertThat(accuracy.path("nominal_coverage_percent").asDouble()).isEqualTo(80);
        assertThat(accuracy.path("by_day")).isEmpty();
        assertThat(served.get("dso", "/v1/areas/feeder-12/accuracy?from=2025-10-01&to=2026-03-01")
                        .text())
                .contains("more than 92 days");
        assertThat(served.get("dso", "/v1/buildings/hall-1/accuracy?from=2025-10-01&to=2026-03-01")
                        .status())
                .isEqualTo(200);
    }
}
