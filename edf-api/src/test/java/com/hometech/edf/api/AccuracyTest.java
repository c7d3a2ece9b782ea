package com.hometech.edf.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.accuracy.AccuracyFile;
import com.hometech.edf.data.accuracy.AccuracyHistory;
import com.hometech.edf.data.accuracy.AccuracyRecord;
import com.hometech.edf.data.accuracy.AccuracySums;
import com.hometech.edf.data.accuracy.AccuracyWriter;
import com.hometech.edf.data.accuracy.HourCounts;
import com.hometech.edf.data.accuracy.IntervalSums;
import com.hometech.edf.data.accuracy.MissSums;
import com.hometech.edf.data.accuracy.PointSums;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyTest {
    private static final LocalDate FEBRUARY = LocalDate.parse("2026-02-27");

    @TempDir
    private Path directory;

    private final Served served = new Served();

    @BeforeEach
    void history() throws IOException {
        publish(List.of(
                scored("hall-1", FEBRUARY, 1, 24, 24),
                scored("school-7", FEBRUARY.minusMonths(1), 1, 24, 12),
                scored("school-7", FEBRUARY, 1, 24, 24),
                scored("school-7", FEBRUARY, 2, 24, 48),
                scored("school-7", FEBRUARY.plusDays(1), 1, 12, 24),
                scored("school-7", FEBRUARY.plusDays(2), 1, 24, 2400)));
    }

    @AfterEach
    void end() {
        served.close();
    }

    /** Readings of 10 kWh an hour; the model's errors add up to so many kWh, all below; baselines err by 4 kWh an hour. */
    private static AccuracyRecord scored(String building, LocalDate day, int dayAhead, long hours, double errorKwh) {
        double actual = 10.0 * hours;
        PointSums model =
                new PointSums(hours, actual, hours, -errorKwh, errorKwh, errorKwh * errorKwh / hours, errorKwh / 10);
        PointSums plain = new PointSums(hours, actual, hours, 0, 4.0 * hours, 16.0 * hours, 0.4 * hours);
        return new AccuracyRecord(
                new BuildingId(building),
                Quantity.CONSUMPTION,
                day,
                dayAhead,
                new AccuracySums(
                        new HourCounts(24, hours, 24 - hours, 0, 0),
                        List.of(model, plain, plain, plain),
                        new IntervalSums(hours, actual, hours / 2, 0.8 * hours, 3.0 * hours, 1, 1),
                        MissSums.NONE));
    }

    private void publish(List<AccuracyRecord> records) throws IOException {
        Map<String, List<AccuracyRecord>> files = records.stream()
                .collect(Collectors.groupingBy(
                        scored ->
                                AccuracyFile.of(scored.building(), scored.day()).name(),
                        TreeMap::new,
                        Collectors.toList()));
        ObjectUri history = served.places.accuracy().resolve(AccuracyHistory.FOLDER);
        for (Map.Entry<String, List<AccuracyRecord>> file : files.entrySet()) {
            Path local = directory.resolve("history.parquet");
            try (AccuracyWriter writer = new AccuracyWriter(local)) {
                for (AccuracyRecord scored : file.getValue()) {
                    writer.add(scored);
                }
                writer.finish();
            }
            served.objects.put(history.resolve(file.getKey()), local);
        }
    }

    @Test
    void scoresAreThoseOfTheWantedDays() {
        JsonNode accuracy = served.get("dso", "/v1/buildings/school-7/accuracy?from=2026-02-01&to=2026-03-01")
                .json();
        JsonNode total = accuracy.path("total");
        assertThat(accuracy.path("buildings").asInt()).isEqualTo(1);
        assertThat(total.path("hours").asInt()).isEqualTo(60);
        assertThat(total.path("mae_kwh").asDouble()).isCloseTo(96.0 / 60, within(1e-9));
        assertThat(total.path("wape_percent").asDouble()).isCloseTo(16, within(1e-9));
        assertThat(total.path("bias_kwh").asDouble()).isCloseTo(-96.0 / 60, within(1e-9));
        assertThat(total.path("coverage_percent").asDouble()).isCloseTo(50, within(1e-9));
        assertThat(total.path("interval_width_kwh").asDouble()).isCloseTo(3, within(1e-9));
        assertThat(total.path("baselines").path("last_week").asDouble()).isCloseTo(40, within(1e-9));
        assertThat(accuracy.path("nominal_coverage_percent").asDouble()).isCloseTo(80, within(1e-9));
    }

    @Test
    void scoresAreToldByLeadAndByDay() {
        JsonNode accuracy = served.get("dso", "/v1/buildings/school-7/accuracy?from=2026-02-01&to=2026-03-01")
                .json();
        JsonNode leads = accuracy.path("by_lead");
        assertThat(leads).hasSize(2);
        assertThat(leads.path(1).path("lead_from_hours").asInt()).isEqualTo(24);
        assertThat(leads.path(1).path("lead_to_hours").asInt()).isEqualTo(48);
        assertThat(leads.path(1).path("mae_kwh").asDouble()).isCloseTo(2, within(1e-9));
        JsonNode days = accuracy.path("by_day");
        assertThat(days.findValuesAsText("date")).containsExactly("2026-02-27", "2026-02-28");
        assertThat(days.path(1).path("hours").asInt()).isEqualTo(12);
    }

    @Test
    void anAreaHasTheHoursOfAllItsBuildings() {
        JsonNode accuracy = served.get("dso", "/v1/areas/feeder-12/accuracy?from=2026-01-01&to=2026-02-28")
                .json();
        assertThat(accuracy.path("buildings").asInt()).isEqualTo(2);
        assertThat(accuracy.path("total").path("hours").asInt()).isEqualTo(96);
        assertThat(accuracy.path("total").path("mae_kwh").asDouble()).isCloseTo(108.0 / 96, within(1e-9));
        assertThat(served.get("dso", "/v1/areas/feeder-12/accuracy?quantity=solar")
                        .json()
                        .path("buildings")
                        .asInt())
                .isZero();
    }
}
