package com.hometech.edf.monitoring.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.data.watch.WatchSummary;
import com.hometech.edf.data.watch.WatchSummary.Finding;
import com.hometech.edf.data.watch.WatchSummary.Value;
import com.hometech.edf.data.watch.WatchSummary.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWatchesTest {
    private static final Instant AS_OF = Instant.parse("2024-11-15T06:30:00Z");
    private static final Alarm ALARM = new Alarm(
            "second",
            "level",
            Scope.BUILDING,
            "b1",
            null,
            LocalDate.of(2024, 11, 12),
            LocalDate.of(2024, 11, 14),
            Remedy.LOOK,
            "b1 uses twice as much as before.",
            "Ask the building's manager.");

    @TempDir
    private Path folder;

    @Test
    void aCheckThatFailsLeavesNothingAndDoesNotKeepTheOthersFromRunning() throws IOException {
        WatchSummary summary = new RunWatches(List.of(new Failing(), new Alarming())).run(inputs(), folder);

        assertThat(summary.watches())
                .containsExactly(
                        new Finding("first", List.of(), "There are no readings"),
                        new Finding("second", List.of("looked at 3 buildings"), null));
        assertThat(summary.alarms()).containsExactly(ALARM);
        assertThat(summary.files())
                .extracting(WrittenFile::name)
                .containsExactly("monitoring_report.html", "second/second_report.html");
        assertThat(folder.resolve("first")).doesNotExist();
        assertThat(summary.metrics())
                .extracting(Value::name, Value::value)
                .containsExactly(tuple(RunWatches.FAILED, 1.0), tuple(RunWatches.ALARMS, 1.0));
    }

    @Test
    void theSummaryOfItsFileIsTheSame() throws IOException {
        WatchSummary summary = new RunWatches(List.of(new Failing(), new Alarming())).run(inputs(), folder);

        Path file = folder.resolve(WatchSummary.FILE_NAME);
        assertThat(WatchSummary.parse(Files.readString(file), file.toString())).isEqualTo(summary);
    }

    @Test
    void thePageSaysWhatIsWrongWhatToDoAndWhereToReadMore() throws IOException {
        new RunWatches(List.of(new Failing(), new Alarming())).run(inputs(), folder);

        assertThat(folder.resolve("monitoring_report.html"))
                .content()
                .contains("b1 uses twice as much as before.", "Ask the building&#39;s manager.")
                .contains("Since 12 Nov 2024, alarm raised on 14 Nov 2024")
                .contains("Checks that could not run: first.", "There are no readings")
                .contains("looked at 3 buildings", "href=\"second/second_report.html\"");
    }

    @Test
    void whatWasFoundInReadingsThatEndedLongAgoSaysSo() throws IOException {
        Instant end = Instant.parse("2024-11-05T00:00:00Z");
        Watch dated = new Watch() {
            @Override
            public String name() {
                return "dated";
            }

            @Override
            public WatchOutcome run(WatchInputs inputs, Path output) {
                return new WatchOutcome(List.of(), List.of(), List.of(), Map.of(Quantity.CONSUMPTION, end));
            }
        };

        WatchSummary summary = new RunWatches(List.of(new Alarming(), dated)).run(inputs(), folder);

        String note =
                "The newest reading ends on 5 Nov 2024 00:00 UTC, 10 days before this check: nothing is known of the time since.";
        assertThat(summary.readingsUntil()).isEqualTo(Map.of(Quantity.CONSUMPTION, end));
        assertThat(summary.note()).isEqualTo(note);
        assertThat(summary.alarms()).extracting(Alarm::text).containsExactly(ALARM.text() + " " + note);
        assertThat(folder.resolve("monitoring_report.html")).content().contains(note);
        assertThat(WatchSummary.parse(summary.toJson(), "a test")).isEqualTo(summary);
        assertThat(WatchSummary.parse("""
                        {"as_of": "2024-11-15T06:30:00Z", "buildings": 1, "watches": [], "alarms": [], "metrics": [], "files": []}""", "a summary from before readings were dated"))
                .extracting(WatchSummary::readingsUntil, WatchSummary::note)
                .containsExactly(Map.of(), "");
    }

    @Test
    void aPageWithoutAlarmsSaysSo() throws IOException {
        new RunWatches(List.of()).run(inputs(), folder);

        assertThat(folder.resolve("monitoring_report.html")).content().contains("Nothing needs attention.");
    }

    private WatchInputs inputs() {
        return new WatchInputs(
                EdfConfig.defaults(),
                new Topology(List.of(), Map.of()),
                folder,
                folder,
                folder,
                folder,
                folder,
                folder,
                folder,
                AS_OF,
                Progress.SILENT);
    }

    private static final class Failing implements Watch {
        @Override
        public String name() {
            return "first";
        }

        @Override
        public WatchOutcome run(WatchInputs inputs, Path output) throws IOException {
            Files.writeString(output.resolve("half.txt"), "half");
            throw new InvalidInputException("There are no readings");
        }
    }

    private static final class Alarming implements Watch {
        @Override
        public String name() {
            return "second";
        }

        @Override
        public WatchOutcome run(WatchInputs inputs, Path output) throws IOException {
            Files.writeString(output.resolve("second_report.html"), "a page");
            return new WatchOutcome(List.of("looked at 3 buildings"), List.of(ALARM), List.of());
        }
    }
}
