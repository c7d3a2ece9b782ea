package com.hometech.edf.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import com.hometech.edf.inference.manifest.TrainingCheck;
import com.hometech.edf.inference.manifest.TrainingCheck.OutsideFeature;
import com.hometech.edf.monitoring.accuracy.IssuedRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureDriftTest {
    private static final Instant FIRST = Instant.parse("2024-06-03T06:00:00Z");
    private static final OutsideFeature HOT = new OutsideFeature("temperature_c", 30, 2, -5, 33, 41, 0.25, false);

    @Test
    void aHeatWaveThatLastsIsWorthALook() {
        List<FeatureDrift> drifts = of(List.of(HOT), List.of(HOT), List.of(HOT));

        assertThat(drifts).singleElement().satisfies(drift -> {
            assertThat(drift.since()).isEqualTo(LocalDate.of(2024, 6, 3));
            assertThat(drift.isAlarming()).isTrue();
        });
        assertThat(alarms(drifts)).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo("features_outside");
            assertThat(alarm.text())
                    .contains("never learned, since Mon 3 Jun 2024")
                    .contains(
                            "temperature c up to 41.0 in 30 % of the rows of 2 of 4 buildings (from -5.00 to 33.0 was learned)");
        });
    }

    @Test
    void twoDaysAreNotLong() {
        List<FeatureDrift> drifts = of(List.of(HOT), List.of(), List.of(HOT), List.of(HOT));

        assertThat(drifts).singleElement().extracting(FeatureDrift::since).isEqualTo(LocalDate.of(2024, 6, 5));
        assertThat(alarms(drifts)).isEmpty();
    }

    @Test
    void aFewRowsAndALittleBeyondAreCommon() {
        OutsideFeature few = new OutsideFeature("temperature_c", 9, 2, -5, 33, 41, 0.25, false);
        OutsideFeature little = new OutsideFeature("lag_24h", 90, 4, 0, 3, 3.1, 0.05, false);

        assertThat(alarms(of(List.of(few, little), List.of(few, little), List.of(few, little))))
                .isEmpty();
    }

    @Test
    void whatCannotBeIsADefectAtOnce() {
        OutsideFeature two = new OutsideFeature("is_holiday", 1, 1, 0, 1, 2, 1, true);

        assertThat(alarms(of(List.of(two)))).singleElement().satisfies(alarm -> assertThat(alarm.text())
                .contains("is holiday is 2.00 in 1 % of the rows of 1 of 4 buildings, but can only be 0 or 1"));
    }

    private static List<Alarm> alarms(List<FeatureDrift> drifts) {
        DriftAlarms alarms = new DriftAlarms("drift", 0.2, LocalDate.of(2024, 6, 6));
        alarms.add(drifts);
        return alarms.alarms();
    }

    /** @param days what lay outside in the issue of each day */
    @SafeVarargs
    private static List<FeatureDrift> of(List<OutsideFeature>... days) {
        List<IssuedRun> runs = new ArrayList<>();
        for (int day = 0; day < days.length; day++) {
            Instant issued = FIRST.plus(Duration.ofDays(day));
            runs.add(new IssuedRun(
                    new RunManifest(
                            "run-" + day,
                            issued,
                            issued.minus(Duration.ofHours(1)),
                            Quantity.CONSUMPTION,
                            "Group/1",
                            "ab".repeat(32),
                            List.of(),
                            100,
                            4,
                            Map.of(ForecastQuality.MODEL, 100L),
                            List.of(new ForecastFile("part-0.parquet", 100, "ab".repeat(32))),
                            List.of(),
                            List.of(),
                            List.of(),
                            null,
                            new TrainingCheck(FIRST.minus(Duration.ofDays(1)), 100, 4, days[day]),
                            null),
                    Path.of("run-" + day)));
        }
        return FeatureDrift.of(Quantity.CONSUMPTION, runs);
    }
}
