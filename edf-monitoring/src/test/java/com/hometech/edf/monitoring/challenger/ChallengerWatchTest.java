package com.hometech.edf.monitoring.challenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.data.watch.ChallengerComparison;
import com.hometech.edf.data.watch.ChallengerComparison.UseTypeScores;
import com.hometech.edf.data.watch.ChallengerComparison.Verdict;
import com.hometech.edf.monitoring.accuracy.AccuracyBench;
import com.hometech.edf.monitoring.watch.WatchInputs;
import com.hometech.edf.monitoring.watch.WatchOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChallengerWatchTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 3, 4);
    private static final List<String> BUILDINGS = List.of("office", "school");

    @TempDir
    private Path root;

    private AccuracyBench live;
    private AccuracyBench shadow;
    private int executions;

    @BeforeEach
    void openBench() throws IOException {
        live = new AccuracyBench(root.resolve("live"));
        shadow = new AccuracyBench(root.resolve("shadow"));
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }

    private void readings(LocalDate end) throws IOException {
        for (String building : BUILDINGS) {
            live.readings(building, at(FIRST.minusDays(70), 0), at(end, 0), 1, AccuracyBench::use);
        }
    }

    /** An issue a day at 05:00: the live model is off by 4 kWh, up and down by the day, the other as the function says. */
    private void issues(LocalDate from, int days, int challenger, ToDoubleBiFunction<String, Instant> error)
            throws IOException {
        for (int day = 0; day < days; day++) {
            LocalDate issue = from.plusDays(day);
            live.run(
                    "live-" + issue, at(issue, 5), BUILDINGS, (building, time) -> AccuracyBench.use(time) + wave(time));
            shadow.run(
                    "shadow-" + issue,
                    at(issue, 5),
                    challenger,
                    Quantity.CONSUMPTION,
                    BUILDINGS,
                    (building, time) -> AccuracyBench.use(time) + error.applyAsDouble(building, time));
        }
    }

    private static double wave(Instant time) {
        return 4 + Math.sin(time.getEpochSecond() / 86_400.0);
    }

    private WatchOutcome watch(LocalDate asOf) throws IOException {
        executions++;
        Path output = Files.createDirectories(root.resolve("output-" + executions));
        Path published = Files.createDirectories(root.resolve("monitoring/challenger"));
        WatchOutcome outcome = new ChallengerWatch()
                .run(
                        new WatchInputs(
                                EdfConfig.defaults(),
                                new Topology(
                                        List.of(
                                                building("office", UseType.OFFICE),
                                                building("school", UseType.EDUCATION)),
                                        Map.of()),
                                root.resolve("live"),
                                root,
                                live.forecasts,
                                live.index,
                                shadow.forecasts,
                                root,
                                root.resolve("monitoring"),
                                at(asOf, 6).plus(Duration.ofMinutes(30)),
                                Progress.SILENT),
                        output);
        try (Stream<Path> files = Files.list(output)) {
            for (Path file : files.toList()) {
                Files.copy(file, published.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return outcome;
    }

    private static Building building(String id, UseType useType) {
        return new Building(
                new BuildingId(id),
                new SiteId("site"),
                ZoneOffset.UTC,
                LoadKind.BUILDING,
                useType,
                useType.name(),
                100,
                false);
    }

    private ChallengerComparison comparison() throws IOException {
        Path file = root.resolve("monitoring/challenger/comparisons.json");
        return ChallengerComparison.All.parse(Files.readString(file), "a test").comparisons().stream()
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aModelWithSmallerErrorsIsBetterOnceThereAreEnoughDays() throws IOException {
        readings(FIRST.plusDays(30));
        issues(FIRST, 20, 2, (building, time) -> 0.8 * wave(time));

        watch(FIRST.plusDays(13));
        assertThat(comparison().verdict()).isEqualTo(Verdict.NO_DIFFERENCE_YET);
        assertThat(comparison().text()).contains("fewer than 14 days");

        WatchOutcome outcome = watch(FIRST.plusDays(20));
        ChallengerComparison found = comparison();
        assertThat(found.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(found.champion()).isEqualTo("EDF/1");
        assertThat(found.challenger()).isEqualTo("EDF/2");
        assertThat(found.days()).isEqualTo(20);
        assertThat(found.firstDay()).isEqualTo(FIRST);
        // each issue reaches 72 h from 05:00 on: 19 h of its day, and 5 h of the third day after it
        assertThat(found.hours()).isEqualTo(2 * (19 + 43 + 67 + 17 * 72));
        assertThat(found.error().percent()).isCloseTo(-20, within(1e-6));
        assertThat(found.useTypes()).extracting(UseTypeScores::useType).containsExactly("education", "office");
        assertThat(outcome.lines()).hasSize(2).last().isEqualTo("Let it go live: edf models approve EDF/2");
        assertThat(outcome.alarms()).isEmpty();
    }

    @Test
    void aModelWithGreaterErrorsIsWorseAndOneThatIsAsGoodIsNoBetter() throws IOException {
        readings(FIRST.plusDays(30));
        issues(FIRST, 20, 2, (building, time) -> 1.2 * wave(time));
        watch(FIRST.plusDays(20));
        assertThat(comparison().verdict()).isEqualTo(Verdict.WORSE);

        issues(
                FIRST.plusDays(20),
                8,
                3,
                (building, time) -> wave(time) + 0.3 * Math.sin(time.getEpochSecond() / 50_000.0));
        watch(FIRST.plusDays(29));
        assertThat(comparison().challenger()).as("another model begins anew").isEqualTo("EDF/3");
        assertThat(comparison().days()).isEqualTo(9);
        assertThat(comparison().verdict()).isEqualTo(Verdict.NO_DIFFERENCE_YET);
    }

    @Test
    @DisplayName("day by day gives what one look at all days gives, also with readings that come late")
    void dayByDayGivesTheSame() throws IOException {
        issues(FIRST, 16, 2, (building, time) -> 0.8 * wave(time));
        readings(FIRST.plusDays(10));
        for (int day = 1; day <= 11; day++) {
            watch(FIRST.plusDays(day));
        }
        assertThat(comparison().days()).as("no reading of the eleventh day").isEqualTo(10);
        readings(FIRST.plusDays(16));
        for (int day = 12; day <= 16; day++) {
            watch(FIRST.plusDays(day));
        }
        ChallengerComparison followed = comparison();
        String days = Files.readString(root.resolve("monitoring/challenger/days.json"));

        Files.delete(root.resolve("monitoring/challenger/days.json"));
        watch(FIRST.plusDays(16));
        assertThat(comparison()).isEqualTo(followed);
        assertThat(Files.readString(root.resolve("monitoring/challenger/days.json")))
                .isEqualTo(days);
        assertThat(followed.days()).isEqualTo(16);
    }

    @Test
    void withoutShadowForecastsNothingIsWritten() throws IOException {
        readings(FIRST.plusDays(1));
        WatchOutcome outcome = watch(FIRST.plusDays(1));
        assertThat(outcome.lines()).containsExactly("No model waits for approval beside the one that forecasts.");
        assertThat(root.resolve("monitoring/challenger/comparisons.json")).doesNotExist();
    }
}
