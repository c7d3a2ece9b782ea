package com.hometech.edf.monitoring.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.CorrectionSummary;
import com.hometech.edf.data.accuracy.AccuracySummary.UnusableRun;
import com.hometech.edf.data.accuracy.MissSums;
import com.hometech.edf.inference.correction.EndOffsets;
import com.hometech.edf.inference.correction.IntervalCorrections;
import com.hometech.edf.inference.correction.QuantityOffsets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntervalCorrectionTest {
    private static final Instant START = Instant.parse("2024-08-01T00:00:00Z");
    private static final Instant FIRST = Instant.parse("2024-10-10T05:00:00Z");
    private static final Instant END = Instant.parse("2024-10-16T00:00:00Z");
    private static final LocalDate WHOLE_DAY = LocalDate.of(2024, 10, 13);
    /** Every reading lies above the interval, which ends 2 below it. */
    private static final ToDoubleBiFunction<String, Instant> THREE_TOO_LITTLE =
            (building, time) -> AccuracyBench.use(time) - 3;

    @TempDir
    private Path temporary;

    private AccuracyBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new AccuracyBench(temporary.resolve("a"));
        bench.readings("office", START, END, 1, AccuracyBench::use);
    }

    private static void runs(AccuracyBench bench) throws IOException {
        for (int day = 0; day < 6; day++) {
            bench.run("run-" + day, FIRST.plus(Duration.ofDays(day)), List.of("office"), THREE_TOO_LITTLE);
        }
    }

    private MissSums misses(int dayAhead) throws IOException {
        return bench.accuracy("office", Quantity.CONSUMPTION, WHOLE_DAY, dayAhead)
                .sums()
                .misses();
    }

    private static EndOffsets offsets(AccuracyBench bench) throws IOException {
        return corrections(bench).of(Quantity.CONSUMPTION).of("office", 0);
    }

    private static IntervalCorrections corrections(AccuracyBench bench) throws IOException {
        return IntervalCorrections.read(bench.accuracy.resolve(IntervalCorrections.FOLDER))
                .orElseThrow();
    }

    @Test
    void theHistorySaysOnWhichSideReadingsLayAndWhatWasInForce() throws IOException {
        for (int day = 0; day < 6; day++) {
            Instant issue = FIRST.plus(Duration.ofDays(day));
            EndOffsets inForce = new EndOffsets(0.25, day);
            bench.correctedRun(
                    "run-" + day,
                    issue,
                    List.of("office"),
                    new IntervalCorrections(
                            LocalDate.of(2024, 10, 9).plusDays(day),
                            Map.of(
                                    Quantity.CONSUMPTION,
                                    new QuantityOffsets(List.of(inForce, EndOffsets.NONE), Map.of()))),
                    THREE_TOO_LITTLE);
        }

        bench.track(END);

        assertThat(misses(1).hours()).isEqualTo(24);
        assertThat(misses(1).lower().beyondHours()).isZero();
        assertThat(misses(1).lower().nominalHours()).isCloseTo(2.4, within(1e-9));
        assertThat(misses(1).lower().offsetWidths()).isCloseTo(24 * 0.25, within(1e-9));
        assertThat(misses(1).upper().beyondHours()).isEqualTo(24);
        // five hours from the issue of the 12th, which had 2 in force, the others from that of the 13th
        assertThat(misses(1).upper().offsetWidths()).isCloseTo(5 * 2 + 19 * 3, within(1e-9));
        assertThat(misses(2).upper().offsetWidths()).isZero();
    }

    @Test
    void whatWasMeasuredMovesTheEndsOfTheNextForecasts() throws IOException {
        runs(bench);

        AccuracySummary summary = bench.track(END);

        assertThat(corrections(bench).through()).isEqualTo("2024-10-15");
        assertThat(offsets(bench).lower()).as("no reading lies below").isNegative();
        assertThat(offsets(bench).upper()).as("all readings lie above").isGreaterThan(0.5);
        CorrectionSummary told = summary.quantities().get(0).intervalCorrection();
        assertThat(told.through()).isEqualTo("2024-10-15");
        assertThat(told.leads()).extracting("leads").containsExactly("1-24", "25-48", "49-72");
        assertThat(told.leads().get(0).upperPercent()).isGreaterThan(50);
        assertThat(told.widened()).extracting("building").containsExactly("office");
        assertThat(AccuracyText.lines(summary))
                .anyMatch(line -> line.matches(
                        "  1-24 +\\d+\\.\\d % wider: lower end \\d+\\.\\d % in, upper end" + " \\d+\\.\\d % out"))
                .anyMatch(line -> line.startsWith("  widened most: office "));
        assertThat(bench.accuracy.resolve(AccuracySummary.PAGE_NAME)).content().contains("Correction of the intervals");
    }

    @Test
    @DisplayName("faults 4 and 5: late files and corrections give what an execution gives that knew all at once")
    void lateReadingsCorrectTheCorrection() throws IOException {
        runs(bench);
        bench.track(END.minus(Duration.ofDays(2)));
        bench.track(END);
        bench.readings(
                "office",
                Instant.parse("2024-10-12T00:00:00Z"),
                Instant.parse("2024-10-14T00:00:00Z"),
                2,
                time -> AccuracyBench.use(time) - 3);
        EndOffsets before = offsets(bench);
        bench.track(END);

        AccuracyBench atOnce = new AccuracyBench(temporary.resolve("b"));
        atOnce.readings("office", START, END, 1, AccuracyBench::use);
        atOnce.readings(
                "office",
                Instant.parse("2024-10-12T00:00:00Z"),
                Instant.parse("2024-10-14T00:00:00Z"),
                2,
                time -> AccuracyBench.use(time) - 3);
        runs(atOnce);
        atOnce.track(END);

        assertThat(offsets(bench)).isNotEqualTo(before);
        assertThat(Files.readString(bench.accuracy.resolve(IntervalCorrections.FOLDER + IntervalCorrections.FILE_NAME)))
                .isEqualTo(Files.readString(
                        atOnce.accuracy.resolve(IntervalCorrections.FOLDER + IntervalCorrections.FILE_NAME)));
    }

    @Test
    void aRunWhoseCorrectionsAreNotThoseItNamesIsNotScoredAndNamed() throws IOException {
        runs(bench);
        bench.correctedRun(
                "run-6",
                FIRST.minus(Duration.ofDays(1)),
                List.of("office"),
                new IntervalCorrections(LocalDate.of(2024, 10, 8), Map.of()),
                THREE_TOO_LITTLE);
        new IntervalCorrections(LocalDate.of(2024, 10, 7), Map.of())
                .write(bench.forecasts.resolve("EDFInferenceWorkflow/run-6"));

        AccuracySummary summary = bench.track(END);

        assertThat(summary.unusableRuns())
                .singleElement()
                .extracting(UnusableRun::reason)
                .asString()
                .contains("interval_corrections.json", "run the forecast again");
    }
}
