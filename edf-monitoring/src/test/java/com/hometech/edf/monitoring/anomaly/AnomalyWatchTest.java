package com.hometech.edf.monitoring.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.AnomalyFile;
import com.hometech.edf.data.anomaly.AnomalyKind;
import com.hometech.edf.data.anomaly.AnomalyRule;
import com.hometech.edf.data.anomaly.AnomalySeverity;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.monitoring.accuracy.AccuracyBench;
import com.hometech.edf.monitoring.watch.WatchBench;
import com.hometech.edf.monitoring.watch.WatchOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnomalyWatchTest {
    private static final Instant START = Instant.parse("2024-10-01T00:00:00Z");
    private static final Instant NOON = Instant.parse("2024-11-13T12:00:00Z");
    private static final Instant END = Instant.parse("2024-11-15T00:00:00Z");
    private static final Instant AS_OF = Instant.parse("2024-11-15T06:30:00Z");
    private static final Instant FIRST_ISSUE = Instant.parse("2024-11-10T00:00:00Z");
    private static final YearMonth MONTH = YearMonth.of(2024, 11);
    private static final List<String> BUILDINGS = List.of("north-1", "north-2");

    @TempDir
    private Path folder;

    private AccuracyBench data;
    private WatchBench bench;

    @BeforeEach
    void prepare() throws IOException {
        data = new AccuracyBench(folder);
        bench = new WatchBench(
                folder,
                new AnomalyWatch(),
                data.forecasts,
                data.index,
                ZoneOffset.UTC,
                BUILDINGS.toArray(String[]::new));
        data.readings("north-2", START, END, 1, AnomalyWatchTest::use);
    }

    /** What buildings use: from 20 kWh on by the hour and the day of the week. */
    private static double use(Instant time) {
        long hour = Math.floorDiv(time.getEpochSecond(), 3600);
        return 20 + Math.floorMod(hour, 24) + Math.floorMod(Math.floorDiv(hour, 24), 7);
    }

    /** Forecasts of 10 to 14 November, a day each, right on what is used; intervals from 3 kWh below to 1 above. */
    private void issue() throws IOException {
        for (int day = 0; day < 5; day++) {
            data.run("run-" + day, FIRST_ISSUE.plus(day, ChronoUnit.DAYS), BUILDINGS, (building, time) -> use(time));
        }
    }

    /** Usual readings, and a difference for so many hours. */
    private static ToDoubleFunction<Instant> off(Instant from, int hours, double kwh) {
        return time ->
                !time.isBefore(from) && time.isBefore(from.plus(hours, ChronoUnit.HOURS)) ? use(time) + kwh : use(time);
    }

    private List<Anomaly> anomalies() throws IOException {
        List<Anomaly> found = new ArrayList<>();
        AnomalyFile.read(bench.published().resolve(AnomalyFile.name(MONTH)), found::add);
        return found;
    }

    @Test
    void forecastsOfAModelThatHadLearnedFromLaterReadingsAreNoYardstick() throws IOException {
        issue();
        data.readings("north-1", START, END, 1, off(NOON, 1, 21));
        trainedThrough(AS_OF);

        bench.run(AS_OF);

        assertThat(anomalies()).extracting(Anomaly::rule).containsExactly(AnomalyRule.Z_SCORE);

        trainedThrough(FIRST_ISSUE.minusSeconds(3600));
        bench.run(AS_OF);

        assertThat(anomalies()).extracting(Anomaly::rule).containsExactly(AnomalyRule.FORECAST_INTERVAL_AND_Z_SCORE);
    }

    /** Makes all runs say what their model learned from. */
    private void trainedThrough(Instant time) throws IOException {
        try (Stream<Path> files = Files.walk(data.forecasts)) {
            for (Path file :
                    files.filter(path -> path.endsWith(RunManifest.FILE_NAME)).toList()) {
                String json = Files.readString(file).replaceFirst("(?s),\\s*\"training_check\".*?\\}", "");
                Files.writeString(
                        file,
                        json.replace(
                                "\"freshness\" : null",
                                "\"freshness\" : null, \"training_check\" : {\"trained_through\" : \"" + time
                                        + "\", \"checked_rows\" : 0, \"checked_buildings\" : 0, \"outside\" : []}"));
            }
        }
    }

    @Test
    void aReadingFarOutsideOfItsDayAheadIntervalIsFound() throws IOException {
        issue();
        data.readings("north-1", START, END, 1, off(NOON, 1, 21));

        WatchOutcome outcome = bench.run(AS_OF);

        double use = use(NOON);
        Anomaly anomaly = anomalies().get(0);
        assertThat(anomalies()).hasSize(1);
        assertThat(anomaly.building().value()).isEqualTo("north-1");
        assertThat(anomaly.kind()).isEqualTo(AnomalyKind.SPIKE);
        assertThat(anomaly.rule()).isEqualTo(AnomalyRule.FORECAST_INTERVAL_AND_Z_SCORE);
        assertThat(anomaly.severity()).isEqualTo(AnomalySeverity.LOW);
        assertThat(anomaly.period()).isEqualTo(new Anomaly.Period(NOON, NOON.plus(1, ChronoUnit.HOURS), 1));
        assertThat(anomaly.energy().actualKwh()).isEqualTo(use + 21);
        assertThat(anomaly.energy().expectedKwh()).isEqualTo(use);
        assertThat(anomaly.energy().lowerKwh()).isEqualTo(use - 3);
        assertThat(anomaly.energy().upperKwh()).isEqualTo(use + 1);
        assertThat(anomaly.energy().differenceKwh()).isEqualTo(21);
        assertThat(anomaly.distance()).isEqualTo(20 / 4.0);
        assertThat(outcome.alarms()).isEmpty();
        assertThat(outcome.lines().get(0)).contains("1 in 1 building (1 × more than expected)");
        assertThat(bench.published().resolve("anomalies_report.html"))
                .content()
                .contains("north-1", "more than expected (demand)");
    }

    @Test
    void anHourJustOutsideIsNoneButManyInARowAre() throws IOException {
        issue();
        data.readings("north-1", START, END, 1, off(NOON, 5, -5));
        bench.run(AS_OF);
        assertThat(bench.written()).containsKey("anomalies_state.json").doesNotContainKey(AnomalyFile.name(MONTH));

        data.readings("north-1", NOON, END, 2, off(NOON, 7, -5));
        bench.run(AS_OF);

        assertThat(anomalies())
                .singleElement()
                .satisfies(anomaly -> assertThat(anomaly.kind()).isEqualTo(AnomalyKind.DIP))
                .satisfies(anomaly -> assertThat(anomaly.period().hours()).isEqualTo(7));
    }

    @Test
    void onlyTheNewestIssueOfTheDayBeforeCounts() throws IOException {
        data.run("old", NOON.minus(30, ChronoUnit.HOURS), BUILDINGS, (building, time) -> use(time) + 50);
        data.run("newer", NOON.minus(12, ChronoUnit.HOURS), BUILDINGS, (building, time) -> use(time) + 50);
        data.run("newest", NOON.minus(11, ChronoUnit.HOURS), BUILDINGS, (building, time) -> use(time));
        data.readings("north-1", START, NOON.plus(2, ChronoUnit.HOURS), 1, off(NOON, 1, 21));

        bench.run(AS_OF);

        assertThat(anomalies().stream()
                        .filter(anomaly -> anomaly.building().value().equals("north-1"))
                        .filter(anomaly -> anomaly.kind() != AnomalyKind.MISSING))
                .extracting(Anomaly::kind, anomaly -> anomaly.period().start())
                .as("below the older issues until the newest came, above the newest")
                .containsExactly(
                        tuple(AnomalyKind.DIP, NOON.minus(30, ChronoUnit.HOURS)), tuple(AnomalyKind.SPIKE, NOON));
    }

    @Test
    void withoutForecastsReadingsAreHeldAgainstTheirLike() throws IOException {
        data.readings("north-1", START, END, 1, off(NOON, 2, 40));

        bench.run(AS_OF);

        assertThat(anomalies())
                .singleElement()
                .satisfies(anomaly -> assertThat(anomaly.rule()).isEqualTo(AnomalyRule.Z_SCORE))
                .satisfies(anomaly -> assertThat(anomaly.period().hours()).isEqualTo(2))
                .satisfies(anomaly -> assertThat(anomaly.distance()).isGreaterThan(3));
    }

    @Test
    void aCorrectionWithdrawsWhatItExplains() throws IOException {
        issue();
        data.readings("north-1", START, END, 1, off(NOON, 1, 21));
        bench.run(AS_OF);
        assertThat(anomalies()).hasSize(1);

        data.readings("north-1", NOON, NOON.plus(1, ChronoUnit.HOURS), 2, AnomalyWatchTest::use);
        WatchOutcome outcome = bench.run(AS_OF.plus(1, ChronoUnit.DAYS));

        assertThat(anomalies()).isEmpty();
        assertThat(outcome.lines()).anyMatch(line -> line.contains("1 withdrawn"));
    }

    @Test
    void anAnomalyKeepsItsIdWhenItGoesOn() throws IOException {
        issue();
        data.readings("north-1", START, NOON.plus(1, ChronoUnit.HOURS), 1, off(NOON, 1, 21));
        bench.run(AS_OF);
        String id = spikes().get(0).id();

        data.readings("north-1", NOON, END, 2, off(NOON, 3, 21));
        bench.run(AS_OF);

        assertThat(spikes()).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.id()).isEqualTo(id);
            assertThat(anomaly.period().hours()).isEqualTo(3);
        });
    }

    private List<Anomaly> spikes() throws IOException {
        return anomalies().stream()
                .filter(anomaly -> anomaly.kind() == AnomalyKind.SPIKE)
                .toList();
    }

    @Test
    void againWithoutNewsNothingChanges() throws IOException {
        issue();
        data.readings("north-1", START, END, 1, off(NOON, 1, 21));
        bench.run(AS_OF);
        var before = bench.everything();

        bench.run(AS_OF);

        assertThat(bench.written()).doesNotContainKey(AnomalyFile.name(MONTH));
        assertThat(bench.everything()).isEqualTo(before);
    }

    @Test
    void readingsThatArriveLateGiveTheTableThatAllAtOnceGive() throws IOException {
        issue();
        Instant gap = NOON.minus(20, ChronoUnit.HOURS);
        data.readings("north-1", START, gap, 1, off(NOON, 1, 21));
        data.readings("north-1", NOON, END, 1, off(NOON, 1, 21));
        bench.run(AS_OF);
        assertThat(anomalies()).extracting(Anomaly::kind).containsExactly(AnomalyKind.MISSING, AnomalyKind.SPIKE);
        data.readings("north-1", gap, NOON, 1, AnomalyWatchTest::use);
        bench.run(AS_OF);

        Path other = folder.resolve("other");
        AccuracyBench atOnce = new AccuracyBench(other);
        atOnce.readings("north-2", START, END, 1, AnomalyWatchTest::use);
        atOnce.readings("north-1", START, END, 1, off(NOON, 1, 21));
        WatchBench otherBench = new WatchBench(
                other,
                new AnomalyWatch(),
                data.forecasts,
                data.index,
                ZoneOffset.UTC,
                BUILDINGS.toArray(String[]::new));
        otherBench.run(AS_OF);

        assertThat(bench.everything().get(AnomalyFile.name(MONTH)))
                .isEqualTo(otherBench.everything().get(AnomalyFile.name(MONTH)));
    }

    @Test
    void missingReadingsAreAnomaliesUntilTheyArriveAndTheirAlarmIsThatOfDataQuality() throws IOException {
        issue();
        Instant silence = Instant.parse("2024-11-12T20:00:00Z");
        data.readings("north-1", START, silence, 1, AnomalyWatchTest::use);

        assertThat(bench.run(AS_OF).alarms()).isEmpty();
        assertThat(anomalies())
                .extracting(Anomaly::kind, Anomaly::severity, anomaly -> anomaly.period()
                        .hours())
                .containsExactly(tuple(AnomalyKind.MISSING, AnomalySeverity.MEDIUM, 52.0));

        data.readings("north-1", silence, END, 1, AnomalyWatchTest::use);
        bench.run(AS_OF.plus(2, ChronoUnit.DAYS));
        assertThat(anomalies()).isEmpty();
    }

    @Test
    void aMeterThatStandsStillRaisesAnAlarmButTheHabitOfABuildingDoesNot() throws IOException {
        Instant still = Instant.parse("2024-11-12T20:00:00Z");
        data.readings("north-1", START, END, 1, time -> time.isBefore(still) ? use(time) : 7);

        assertThat(bench.run(AS_OF).alarms()).extracting(Alarm::kind).containsExactly("flat");
        assertThat(anomalies()).extracting(Anomaly::kind).containsExactly(AnomalyKind.FLAT);

        // nothing at all on every fourth day and on those after it
        data.readings(
                "north-1", START, END, 2, time -> time.atOffset(ZoneOffset.UTC).getDayOfYear() % 4 < 2 ? 0 : use(time));
        bench.run(AS_OF);
        assertThat(anomalies()).extracting(Anomaly::kind).doesNotContain(AnomalyKind.FLAT);
    }

    @Test
    void twiceTheUsualUseRaisesAnAlarmWithinTwoDays() throws IOException {
        issue();
        Instant from = Instant.parse("2024-11-13T00:00:00Z");
        data.readings("north-1", START, END, 1, time -> use(time) * (time.isBefore(from) ? 1 : 2));

        List<Alarm> alarms = bench.run(AS_OF).alarms();

        assertThat(alarms).extracting(Alarm::kind, Alarm::remedy).containsExactly(tuple("spike", Remedy.LOOK));
        assertThat(alarms.get(0).text()).startsWith("north-1: much more demand than was forecast since 13 Nov 2024");
        assertThat(anomalies()).extracting(Anomaly::severity).contains(AnomalySeverity.HIGH);
    }

    @Test
    void whereReadingsEndedLongAgoTheLastOnesAreStillJudged() throws IOException {
        Instant still = Instant.parse("2024-11-12T20:00:00Z");
        data.readings("north-1", START, END, 1, time -> time.isBefore(still) ? use(time) : 7);
        bench.run(AS_OF);

        WatchOutcome later = bench.run(AS_OF.plus(700, ChronoUnit.DAYS));

        assertThat(later.alarms()).extracting(Alarm::kind).containsExactly("flat");
        assertThat(later.lines().get(0)).contains("readings to 15 Nov 2024 00:00 UTC");
        assertThat(later.readingsUntil()).containsEntry(Quantity.CONSUMPTION, END);
        assertThat(bench.published().resolve("anomalies_report.html"))
                .content()
                .contains("700 days before this check: nothing is known of the time since");
    }

    @Test
    void whatIsReadAfterTheTimeOfTheLookIsNotKnown() throws IOException {
        Instant still = Instant.parse("2024-11-12T20:00:00Z");
        data.readings("north-1", START, END, 1, time -> time.isBefore(still) ? use(time) : 7);

        assertThat(bench.run(still).lines().get(0))
                .contains("readings to 12 Nov 2024 20:00 UTC", "Nothing of the last");
        assertThat(bench.published().resolve(AnomalyFile.name(MONTH))).doesNotExist();

        bench.run(AS_OF);
        assertThat(anomalies()).extracting(Anomaly::kind).containsExactly(AnomalyKind.FLAT);
    }

    @Test
    void clocksThatChangeAreNoAnomaly() throws IOException {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        WatchBench berlin = new WatchBench(folder, new AnomalyWatch(), data.forecasts, data.index, zone, "north-3");
        data.readings("north-3", START, END, 1, time -> {
            int hour = time.atZone(zone).getHour();
            return hour >= 8 && hour < 18 ? 30 + hour : 10 + hour;
        });

        assertThat(berlin.run(AS_OF).lines())
                .containsExactly(
                        "Looked at 1 building, readings to 15 Nov 2024 00:00 UTC. Nothing of the last 7 days before is out of"
                                + " the ordinary.");
        assertThat(berlin.written()).containsOnlyKeys("anomalies_report.html", "anomalies_state.json");
    }
}
