package com.hometech.edf.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.api.Served.Response;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.AnomalyFile;
import com.hometech.edf.data.anomaly.AnomalyKind;
import com.hometech.edf.data.anomaly.AnomalyRule;
import com.hometech.edf.data.anomaly.AnomalySeverity;
import com.hometech.edf.data.anomaly.AnomalyTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnomaliesTest {
    @TempDir
    private Path directory;

    private final Served served = new Served();

    @BeforeEach
    void table() throws IOException {
        publish("2026-01", List.of(anomaly("school-7", "2026-01-31T20:00:00Z", AnomalyKind.DIP, AnomalySeverity.LOW)));
        publish(
                "2026-02",
                List.of(
                        anomaly("hall-1", "2026-02-10T08:00:00Z", AnomalyKind.SPIKE, AnomalySeverity.HIGH),
                        anomaly("home-3", "2026-02-12T08:00:00Z", AnomalyKind.SPIKE, AnomalySeverity.LOW),
                        anomaly("home-4", "2026-02-12T08:00:00Z", AnomalyKind.SPIKE, AnomalySeverity.LOW),
                        anomaly("school-7", "2026-02-11T08:00:00Z", AnomalyKind.MISSING, AnomalySeverity.MEDIUM),
                        anomaly("school-7", "2026-02-20T08:00:00Z", AnomalyKind.SPIKE, AnomalySeverity.LOW)));
    }

    @AfterEach
    void end() {
        served.close();
    }

    private static Anomaly anomaly(String building, String start, AnomalyKind kind, AnomalySeverity severity) {
        Instant from = Instant.parse(start);
        boolean missing = kind == AnomalyKind.MISSING;
        return new Anomaly(
                new BuildingId(building),
                Quantity.CONSUMPTION,
                kind,
                severity,
                missing ? AnomalyRule.NO_READING : AnomalyRule.FORECAST_INTERVAL,
                new Anomaly.Period(from, from.plus(2, ChronoUnit.HOURS), 2),
                missing
                        ? new Anomaly.Energy(Double.NaN, 8, 7, 9, Double.NaN, Double.NaN)
                        : new Anomaly.Energy(12.5, 8, 7, 9, 4.5, 0.25),
                missing ? Double.NaN : 1.75);
    }

    private void publish(String month, List<Anomaly> anomalies) throws IOException {
        Path local = directory.resolve("anomalies.parquet");
        AnomalyFile.write(local, anomalies);
        served.objects.put(
                served.places.monitoring().resolve(AnomalyTable.FOLDER + AnomalyFile.name(YearMonth.parse(month))),
                local);
    }

    @Test
    void theNewestOfABuildingComeFirst() {
        JsonNode items = served.get("dso", "/v1/buildings/school-7/anomalies?from=2026-01-15&to=2026-03-01")
                .json()
                .path("items");

        assertThat(items.findValuesAsText("start_time"))
                .containsExactly("2026-02-20T08:00:00Z", "2026-02-11T08:00:00Z", "2026-01-31T20:00:00Z");
        JsonNode spike = items.path(0);
        assertThat(spike.path("kind").asText()).isEqualTo("spike");
        assertThat(spike.path("rule").asText()).isEqualTo("forecast_interval");
        assertThat(spike.path("end_time").asText()).isEqualTo("2026-02-20T10:00:00Z");
        assertThat(spike.path("actual_kwh").asDouble()).isEqualTo(12.5);
        assertThat(spike.path("upper_kwh").asDouble()).isEqualTo(9);
        assertThat(spike.path("id").asText()).isNotEmpty();
        assertThat(items.path(1).path("actual_kwh").isNull()).isTrue();
    }

    @Test
    void anAreaHasThoseOfItsBuildingsFromASeverityOn() {
        String address = "/v1/areas/feeder-12/anomalies?from=2026-02-01&to=2026-03-01";
        assertThat(served.get("dso", address).json().path("items").findValuesAsText("building_id"))
                .containsExactly("school-7", "school-7", "hall-1");
        assertThat(served.get("dso", address + "&severity=medium").json().path("items"))
                .extracting(item -> item.path("severity").asText())
                .containsExactly("medium", "high");
        assertThat(served.get("dso", address + "&quantity=solar").json().path("items"))
                .isEmpty();
        assertThat(served.get("dso", address + "&severity=grave").status()).isEqualTo(400);
        assertThat(served.get("dso", "/v1/areas/feeder-12/anomalies?from=2025-10-01&to=2026-03-01")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aResidentSeesThoseOfTheOwnHomeOnly() {
        assertThat(served.get("resident", "/v1/homes/home-3/anomalies?from=2026-02-01&to=2026-03-01")
                        .json()
                        .path("items")
                        .findValuesAsText("building_id"))
                .containsExactly("home-3");
        assertThat(served.get("resident", "/v1/homes/home-4/anomalies").status())
                .isEqualTo(404);
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        String address = "/v1/areas/feeder-12/anomalies?from=2026-02-01&to=2026-03-01&limit=2";
        Response first = served.get("dso", address);
        String cursor = first.json().path("next_cursor").asText();
        JsonNode second = served.get("dso", address + "&cursor=" + cursor).json();

        assertThat(first.json().path("items")).hasSize(2);
        assertThat(second.path("items").findValuesAsText("building_id")).containsExactly("hall-1");
        assertThat(second.path("next_cursor").isNull()).isTrue();
    }

    @Test
    void asATableWhatIsNotKnownIsEmpty() {
        Response table = served.get(
                "dso", "/v1/buildings/school-7/anomalies?from=2026-02-01&to=2026-02-15", "Accept", "text/csv");

        List<String> lines = table.text().lines().toList();
        assertThat(lines.get(0))
                .startsWith("id,building_id,quantity,kind,severity,rule,start_time,end_time,hours,actual_kwh");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1))
                .endsWith("missing,medium,no_reading,2026-02-11T08:00:00Z,2026-02-11T10:00:00Z,2,,8,7,9,,,");
    }
}
