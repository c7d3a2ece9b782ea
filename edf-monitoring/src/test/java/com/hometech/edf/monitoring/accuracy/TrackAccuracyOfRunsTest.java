package com.hometech.edf.monitoring.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.accuracy.AccuracyScores;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.Check;
import com.hometech.edf.data.accuracy.AccuracySummary.MonthOutcome;
import com.hometech.edf.data.accuracy.AccuracySums;
import com.hometech.edf.data.accuracy.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which runs count, what cannot be scored, and which alarms come of it. */
class TrackAccuracyOfRunsTest extends TrackedRunsTest {
    @Test
    @DisplayName(
            "two runs of the same issue: that with the newest model counts; a run that lies there twice counts once")
    void anIssueCountsOnce() throws IOException {
        bench.readings("office", START, END, 1, AccuracyBench::use);
        bench.run("z-first", FIRST, 9, Quantity.CONSUMPTION, List.of("office"), (building, time) -> 1000);
        bench.run("a-second", FIRST, 10, Quantity.CONSUMPTION, List.of("office"), TWO_TOO_MUCH);
        FileUtils.copyDirectory(
                bench.forecasts.resolve("EDFInferenceWorkflow/a-second").toFile(),
                bench.forecasts.resolve("Copy/a-second").toFile());

        bench.track(END);

        AccuracySums sums = bench.accuracy("office", Quantity.CONSUMPTION, LocalDate.of(2024, 10, 11), 1)
                .sums();
        assertThat(sums.counts().issued()).isEqualTo(5);
        assertThat(sums.model().maeKwh()).isCloseTo(2, within(1e-12));
    }

    @Test
    void onlyWhatTheStoreShowsCounts() throws IOException {
        bench.readings("office", START, END, 1, AccuracyBench::use);
        bench.run("a-shown", FIRST, 1, Quantity.CONSUMPTION, List.of("office"), TWO_TOO_MUCH);
        bench.run("b-replaced", FIRST, 2, Quantity.CONSUMPTION, List.of("office"), (building, time) -> 1000);
        bench.run("c-lost", FIRST.plus(Duration.ofDays(1)), List.of("office"), TWO_TOO_MUCH);
        Path lists = Files.createDirectories(bench.index.resolve("issue_date=2024-10-10"));
        Files.writeString(
                lists.resolve("consumption-20241010T050000Z.txt"),
                "s3://bucket/forecast-output/EDFInferenceWorkflow/a-shown/forecasts.parquet\n");

        AccuracySummary summary = bench.track(END);

        assertThat(summary.unusableRuns())
                .extracting(AccuracySummary.UnusableRun::folder)
                .containsExactly("EDFInferenceWorkflow/b-replaced", "EDFInferenceWorkflow/c-lost");
        assertThat(bench.all())
                .allSatisfy(
                        accuracy -> assertThat(accuracy.sums().model().maeKwh()).isCloseTo(2, within(1e-9)));
        assertThat(bench.all().stream()
                        .mapToLong(accuracy -> accuracy.sums().counts().issued())
                        .sum())
                .isEqualTo(72);
    }

    @Test
    @DisplayName("fault 28: a run whose job was killed, or whose file is damaged, is not scored and named")
    void unusableRunsAreNamed() throws IOException {
        bench.readings("office", START, END, 1, AccuracyBench::use);
        runs(bench, 6, List.of("office"));
        Path runs = bench.forecasts.resolve("EDFInferenceWorkflow");
        Files.writeString(runs.resolve("run-1/_publishing"), "");
        byte[] bytes = Files.readAllBytes(runs.resolve("run-2/forecasts.parquet"));
        bytes[100] ^= 1;
        Files.write(runs.resolve("run-2/forecasts.parquet"), bytes);
        Files.delete(runs.resolve("run-3/forecasts.parquet"));

        AccuracySummary summary = bench.track(END);

        assertThat(summary.unusableRuns())
                .extracting(run -> run.folder() + ": " + run.reason())
                .satisfiesExactly(
                        run -> assertThat(run)
                                .startsWith("EDFInferenceWorkflow/run-1: the job")
                                .contains("redrive"),
                        run -> assertThat(run).contains("run-2: forecasts.parquet is not the file"),
                        run -> assertThat(run).contains("run-3: forecasts.parquet is missing"));
        assertThat(bench.all())
                .filteredOn(accuracy -> accuracy.day().equals(WHOLE_DAY))
                .as("of the runs that are left, only the first has a target on the 13th, until 05:00")
                .singleElement()
                .satisfies(accuracy -> {
                    assertThat(accuracy.dayAhead()).isEqualTo(3);
                    assertThat(accuracy.sums().counts().issued()).isEqualTo(5);
                });
    }

    @Test
    void withoutForecastsItSaysSo() throws IOException {
        bench.readings("office", START, END, 1, AccuracyBench::use);
        assertThatThrownBy(() -> bench.track(END))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("No forecast was issued yet, so there is nothing to score. Run the daily workflow first");

        runs(bench, 1, List.of("office"));
        Files.writeString(bench.forecasts.resolve("EDFInferenceWorkflow/run-0/_publishing"), "");
        assertThatThrownBy(() -> bench.track(END))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("of the 1 runs there none can be used: EDFInferenceWorkflow/run-0");
    }

    @Test
    void withoutReadingsForecastsWait() throws IOException {
        runs(bench, 4, List.of("office"));

        AccuracySummary waiting = bench.track(FIRST.plus(Duration.ofDays(1)));
        AccuracySummary late = bench.track(END);

        assertThat(check(waiting, "scored").alarm()).isFalse();
        assertThat(check(waiting, "scored").text())
                .contains("for 1 day from 2024-10-10 to 2024-10-10 wait for readings");
        assertThat(check(late, "scored").alarm()).isTrue();
        assertThat(check(late, "scored").since()).isEqualTo(LocalDate.of(2024, 10, 10));
        assertThat(check(late, "scored").text()).contains("from 2024-10-10 to 2024-10-15");
        assertThat(bench.all()).isEmpty();
    }

    @Test
    @DisplayName("the month of forecasts that have expired stays as it is, whatever arrives")
    void whatCannotBeScoredAgainIsKept() throws IOException {
        bench.readings("office", START, END, 1, AccuracyBench::use);
        runs(bench, 6, List.of("office"));
        bench.track(END);
        Map<String, String> before = bench.history();
        FileUtils.deleteDirectory(
                bench.forecasts.resolve("EDFInferenceWorkflow/run-0").toFile());
        bench.readings("office", FIRST, END, 2, time -> 70);

        AccuracySummary summary = bench.track(END);

        assertThat(summary.months()).containsExactly(new MonthOutcome("2024-10", "kept"));
        assertThat(bench.history()).isEqualTo(before);
    }

    @Test
    void threeBadDaysRaiseTheAlarmAndTwoGoodOnesEndIt() throws IOException {
        List<String> buildings = List.of("home", "office");
        LocalDate bad = LocalDate.of(2024, 10, 13);
        ToDoubleBiFunction<String, Instant> sometimesBad = (building, time) -> {
            LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
            boolean isBad = building.equals("office") && !day.isBefore(bad) && day.isBefore(bad.plusDays(3));
            return AccuracyBench.use(time) + (isBad ? 50 : 0.1);
        };
        Instant end = Instant.parse("2024-10-19T00:00:00Z");
        for (int day = 0; day < 9; day++) {
            bench.run("run-" + day, FIRST.plus(Duration.ofDays(day)), buildings, sometimesBad);
        }
        StringBuilder alarms = new StringBuilder();
        for (Instant now = Instant.parse("2024-10-12T00:00:00Z");
                !now.isAfter(end);
                now = now.plus(Duration.ofDays(1))) {
            for (String building : buildings) {
                bench.readings(
                        building, alarms.isEmpty() ? START : now.minus(Duration.ofDays(1)), now, 1, AccuracyBench::use);
            }
            AccuracySummary summary = bench.track(now);
            Check wape = check(summary, "wape");
            alarms.append(wape.alarm() ? "A" : wape.since() == null ? "." : "w");
            if (wape.alarm() && alarms.toString().endsWith("wwA")) {
                assertThat(wape.since()).isEqualTo(bad);
                assertThat(wape.buildings()).startsWith("office");
                assertThat(wape.text()).contains("have been worse than they may be since 2024-10-13");
                assertThat(bench.track(now)).as("the same again").isEqualTo(withoutFiles(summary));
            }
        }

        assertThat(alarms.toString()).isEqualTo("..wwAA..");
    }

    private static AccuracySummary withoutFiles(AccuracySummary summary) {
        return new AccuracySummary(
                summary.asOf(),
                summary.firstDay(),
                summary.lastDay(),
                summary.quantities(),
                summary.months().stream()
                        .map(month -> new MonthOutcome(month.month(), "unchanged"))
                        .toList(),
                summary.unusableRuns(),
                List.of());
    }

    @Test
    void anIntervalThatHoldsTooFewReadingsRaisesAnAlarm() throws IOException {
        bench.readings("office", START, END, 1, AccuracyBench::use);
        for (int day = 0; day < 6; day++) {
            bench.run(
                    "run-" + day,
                    FIRST.plus(Duration.ofDays(day)),
                    List.of("office"),
                    (building, time) -> AccuracyBench.use(time) - 1.5);
        }

        Check coverage = check(bench.track(END), "coverage");

        assertThat(coverage.alarm()).isTrue();
        assertThat(coverage.text()).contains("Since 2024-10-10 0.0 % of the readings of demand", "made for 80.0 %");
        assertThat(coverage.buildings()).containsExactly("office");
    }

    @Test
    void theSummarySurvivesItsFile() throws IOException {
        bench.readings("office", START, END, 1, AccuracyBench::use);
        runs(bench, 6, List.of("office"));
        AccuracySummary summary = bench.track(END);

        Path file = bench.accuracy.resolve(AccuracySummary.FILE_NAME);
        assertThat(AccuracySummary.parse(Files.readString(file), "file")).isEqualTo(summary);
        assertThat(summary.firstDay()).isEqualTo(LocalDate.of(2024, 9, 18));
        assertThat(summary.lastDay()).isEqualTo(LocalDate.of(2024, 10, 15));
        assertThat(Files.readString(bench.accuracy.resolve(AccuracySummary.PAGE_NAME)))
                .contains("Accuracy of issued forecasts", "office");
        assertThat(summary.quantities().get(0).leads().get(0).score(Candidate.MODEL, AccuracyScores.WAPE))
                .isPositive();
    }
}
