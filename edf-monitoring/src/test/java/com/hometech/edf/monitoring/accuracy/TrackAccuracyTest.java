package com.hometech.edf.monitoring.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracyRecord;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.DayScores;
import com.hometech.edf.data.accuracy.AccuracySummary.LeadScores;
import com.hometech.edf.data.accuracy.AccuracySummary.MonthOutcome;
import com.hometech.edf.data.accuracy.AccuracySums;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.accuracy.HourCounts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What hours and days count, and with what scores. */
class TrackAccuracyTest extends TrackedRunsTest {
    @Test
    void aDayIsScoredAsByHand() throws IOException {
        bench.readings("office", START, END, 1, AccuracyBench::use);
        runs(bench, 6, List.of("office"));

        bench.track(END);

        // readings of a day: 24 * (20 + week + day) + 0 + 1 + ... + 23; the 13th is day 3 of week 2858
        double used = 24 * (20 + 58 + 3) + 276;
        for (int dayAhead = 1; dayAhead <= 3; dayAhead++) {
            AccuracySums sums = bench.accuracy("office", Quantity.CONSUMPTION, WHOLE_DAY, dayAhead)
                    .sums();
            assertThat(sums.counts()).isEqualTo(new HourCounts(24, 24, 0, 0, 0));
            assertThat(sums.model().absoluteActualKwh()).isEqualTo(used);
            assertThat(sums.model().maeKwh()).isCloseTo(2, within(1e-12));
            assertThat(sums.model().rmseKwh()).isCloseTo(2, within(1e-12));
            assertThat(sums.model().biasKwh()).isCloseTo(2, within(1e-12));
            assertThat(sums.model().wapePercent()).isCloseTo(100 * 48 / used, within(1e-9));
            assertThat(sums.point(Candidate.LAST_WEEK).biasKwh()).isEqualTo(-1);
            assertThat(sums.point(Candidate.FOUR_WEEK_MEAN).biasKwh()).isEqualTo(-2.5);
            assertThat(sums.point(Candidate.YESTERDAY).biasKwh())
                    .as("the last day that was known at the origin, a day more for each day ahead")
                    .isEqualTo(-dayAhead);
            assertThat(sums.interval().coveragePercent()).isEqualTo(100);
            assertThat(sums.interval().nominalPercent()).isCloseTo(80, within(1e-9));
            assertThat(sums.interval().meanWidthKwh()).isCloseTo(4, within(1e-12));
            // the lower end is 1 below the reading: level 0.1 loses 0.1; the upper 3 above: level 0.9 loses 0.3
            assertThat(sums.interval().meanLowerPinballKwh()).isCloseTo(0.1, within(1e-9));
            assertThat(sums.interval().meanUpperPinballKwh()).isCloseTo(0.3, within(1e-9));
        }
        double[] percent = new double[24];
        for (int hour = 0; hour < 24; hour++) {
            percent[hour] = 100 * 2.0 / (81 + hour);
        }
        assertThat(bench.accuracy("office", Quantity.CONSUMPTION, WHOLE_DAY, 1)
                        .sums()
                        .model()
                        .mapePercent())
                .isCloseTo(Arrays.stream(percent).average().orElseThrow(), within(1e-9));
    }

    @Test
    void whatWasIssuedLastCountsNoMoreThanWhatWasIssuedBefore() throws IOException {
        bench.readings("office", START, END, 1, AccuracyBench::use);
        runs(bench, 2, List.of("office"));

        bench.track(END);

        // 12 October 05:00 to 24:00 is day ahead 3 of the first issue and 2 of the second, the hours before likewise
        LocalDate day = LocalDate.of(2024, 10, 12);
        assertThat(bench.accuracy("office", Quantity.CONSUMPTION, day, 3)
                        .sums()
                        .counts()
                        .scored())
                .isEqualTo(19);
        assertThat(bench.accuracy("office", Quantity.CONSUMPTION, day, 2)
                        .sums()
                        .counts()
                        .scored())
                .isEqualTo(24);
        assertThat(bench.accuracy("office", Quantity.CONSUMPTION, day, 1)
                        .sums()
                        .counts()
                        .scored())
                .isEqualTo(5);
    }

    @Test
    void aSecondExecutionChangesNothing() throws IOException {
        bench.readings("office", START, END, 1, AccuracyBench::use);
        runs(bench, 6, List.of("office"));
        bench.track(END);
        Map<String, String> before = bench.history();

        AccuracySummary again = bench.track(END);

        assertThat(again.files()).isEmpty();
        assertThat(again.months()).containsExactly(new MonthOutcome("2024-10", "unchanged"));
        assertThat(bench.history()).hasSize(16).isEqualTo(before);
    }

    @Test
    @DisplayName("faults 4 and 5: late files and corrections give the history of an execution that knew all at once")
    void correctionsAndLateFilesAreScored() throws IOException {
        Instant gap = Instant.parse("2024-10-13T06:00:00Z");
        Instant gapEnd = gap.plus(Duration.ofHours(3));
        bench.readings("office", START, gap, 1, AccuracyBench::use);
        bench.readings("office", gapEnd, END, 1, AccuracyBench::use);
        bench.readings("home", START, END, 1, AccuracyBench::use);
        runs(bench, 6, List.of("home", "office"));
        bench.track(END);
        assertThat(bench.accuracy("office", Quantity.CONSUMPTION, WHOLE_DAY, 1)
                        .sums()
                        .counts())
                .isEqualTo(new HourCounts(24, 21, 3, 0, 0));

        bench.readings("office", gap, gapEnd, 2, AccuracyBench::use);
        bench.readings("office", gapEnd, gapEnd.plus(Duration.ofHours(1)), 2, time -> AccuracyBench.use(time) - 6);
        AccuracySummary corrected = bench.track(END);

        assertThat(corrected.files())
                .as("only the file of one building changes")
                .hasSize(1);
        AccuracySums sums =
                bench.accuracy("office", Quantity.CONSUMPTION, WHOLE_DAY, 1).sums();
        assertThat(sums.counts()).isEqualTo(new HourCounts(24, 24, 0, 0, 0));
        assertThat(sums.model().signedKwh()).isCloseTo(23 * 2 + 8, within(1e-9));
        assertThat(sums.interval().coveredHours()).isEqualTo(23);

        AccuracyBench atOnce = new AccuracyBench(temporary.resolve("b"));
        atOnce.readings("office", gapEnd, gapEnd.plus(Duration.ofHours(1)), 2, time -> AccuracyBench.use(time) - 6);
        atOnce.readings("home", START, END, 1, AccuracyBench::use);
        atOnce.readings("office", gap, END, 1, AccuracyBench::use);
        atOnce.readings("office", START, gap, 1, AccuracyBench::use);
        runs(atOnce, 6, List.of("home", "office"));
        atOnce.track(END);
        assertThat(atOnce.history()).isEqualTo(bench.history());
    }

    @Test
    void aReadingThatIsFlaggedOrStandsStillIsNotScored() throws IOException {
        Instant still = Instant.parse("2024-10-12T00:00:00Z");
        bench.readings("office", START, END, 1, AccuracyBench::use);
        bench.readings("office", still, still.plus(Duration.ofHours(30)), 2, time -> 50);
        bench.readings("home", START, END, 1, AccuracyBench::use);
        Instant spike = Instant.parse("2024-10-13T10:00:00Z");
        bench.readings("home", spike, spike.plus(Duration.ofHours(1)), 2, "spike", time -> 900);
        runs(bench, 6, List.of("home", "office"));

        AccuracySummary summary = bench.track(END);

        assertThat(bench.accuracy("home", Quantity.CONSUMPTION, WHOLE_DAY, 2)
                        .sums()
                        .counts())
                .isEqualTo(new HourCounts(24, 23, 0, 1, 0));
        assertThat(bench.accuracy("office", Quantity.CONSUMPTION, WHOLE_DAY, 2)
                        .sums()
                        .counts())
                .as("the standstill ends at 06:00")
                .isEqualTo(new HourCounts(24, 18, 0, 6, 0));
        assertThat(summary.quantities().get(0).unscored().unscoredBuildingDays())
                .as("the day on which it stood still does not count")
                .isEqualTo(1);
        DayScores day = summary.quantities().get(0).days().stream()
                .filter(scores -> scores.day().equals(LocalDate.of(2024, 10, 12)))
                .findFirst()
                .orElseThrow();
        assertThat(day.buildings()).isEqualTo(2);
        assertThat(day.counted()).isEqualTo(1);
        assertThat(day.leads().get(0).hours().suspect())
                .as("what does not count bends no sum")
                .isZero();
    }

    @Test
    void aBuildingOfZerosHasNoScoresAndIsNamed() throws IOException {
        bench.readings("empty", START, END, 1, time -> 0);
        bench.readings("office", START, END, 1, AccuracyBench::use);
        runs(bench, 6, List.of("empty", "office"));

        AccuracySummary summary = bench.track(END);

        assertThat(summary.quantities().get(0).unscored().buildings())
                .extracting(building -> building.building() + " " + building.days())
                .containsExactly("empty 6");
        assertThat(summary.quantities().get(0).worstBuildings())
                .extracting(AccuracySummary.BuildingScores::building)
                .containsExactly("office");
        assertThat(String.join("\n", AccuracyText.lines(summary)))
                .contains("not counted: 6 of 12 days of buildings", "most days: empty 6");
    }

    @Test
    void aNewBuildingIsScoredAsSoonAsThereIsAPlainForecast() throws IOException {
        bench.readings("new", Instant.parse("2024-10-09T00:00:00Z"), END, 1, AccuracyBench::use);
        bench.readings("office", START, END, 1, AccuracyBench::use);
        runs(bench, 6, List.of("new", "office"));

        bench.track(END);

        assertThat(bench.accuracy("new", Quantity.CONSUMPTION, WHOLE_DAY, 1)
                        .sums()
                        .counts())
                .isEqualTo(new HourCounts(24, 0, 0, 0, 24));
    }

    @Test
    void monthsAreScoredApartAndDaysOfSummerTimeAreWhole() throws IOException {
        Instant from = Instant.parse("2024-10-25T05:00:00Z");
        Instant to = Instant.parse("2024-11-05T00:00:00Z");
        bench.readings("berlin", START, to, 1, AccuracyBench::use);
        for (int day = 0; day < 11; day++) {
            bench.run("run-" + day, from.plus(Duration.ofDays(day)), List.of("berlin"), TWO_TOO_MUCH);
        }

        AccuracySummary summary = bench.track(to);

        assertThat(summary.months())
                .containsExactly(new MonthOutcome("2024-10", "scored"), new MonthOutcome("2024-11", "scored"));
        for (LocalDate day = LocalDate.of(2024, 10, 28);
                day.isBefore(LocalDate.of(2024, 11, 4));
                day = day.plusDays(1)) {
            assertThat(bench.accuracy("berlin", Quantity.CONSUMPTION, day, 3)
                            .sums()
                            .counts()
                            .scored())
                    .as("clocks went back on 27 October; a day in UTC has 24 hours")
                    .isEqualTo(24);
        }
        AccuracySums days =
                bench.all().stream().map(AccuracyRecord::sums).reduce(AccuracySums.NONE, AccuracySums::plus);
        LeadScores all = summary.quantities().get(0).leads().get(0);
        assertThat(all.hours()).as("the period is the sum of its days").isEqualTo(days.counts());
        assertThat(all.score(Candidate.LAST_WEEK, "rmse_kwh"))
                .isCloseTo(days.point(Candidate.LAST_WEEK).rmseKwh(), within(1e-9));
    }

    @Test
    void generationIsScoredBesideConsumption() throws IOException {
        bench.readings("home", START, END, 1, AccuracyBench::use);
        bench.generation("home", START, END, time -> Math.max(0, AccuracyBench.use(time) - 88));
        runs(bench, 6, List.of("home"));
        for (int day = 0; day < 6; day++) {
            Instant issue = FIRST.plus(Duration.ofDays(day));
            bench.run(
                    "solar-" + day,
                    issue,
                    1,
                    Quantity.SOLAR,
                    List.of("home"),
                    (building, time) -> Math.max(0, AccuracyBench.use(time) - 87));
        }

        AccuracySummary summary = bench.track(END);

        assertThat(summary.quantities())
                .extracting(AccuracySummary.QuantityAccuracy::quantity)
                .containsExactly(Quantity.CONSUMPTION, Quantity.SOLAR);
        // 13 October: 16 hours of light; hours of darkness cannot have percentage errors
        AccuracySums sums = bench.accuracy("home", Quantity.SOLAR, WHOLE_DAY, 1).sums();
        assertThat(sums.counts().scored()).isEqualTo(24);
        assertThat(sums.model().relativeHours()).isEqualTo(16);
    }
}
