package com.hometech.edf.cli.command;

import com.hometech.edf.cli.AnomalyView;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.AnomalySeverity;
import com.hometech.edf.data.watch.DataAge;
import com.hometech.edf.monitoring.anomaly.AnomalyLook;
import com.hometech.edf.monitoring.anomaly.AnomalyWatch;
import com.hometech.edf.monitoring.watch.WatchInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf anomalies} */
@Command(
        name = "anomalies",
        mixinStandardHelpOptions = true,
        description = {
            "Lists readings that are out of the ordinary.",
            "",
            "They lie far outside of the interval of the forecast that was issued the day before, are unlike those of the same"
                    + " hour and kind of day, do not change, or are missing (docs/anomalies.md). Looks, and changes nothing: the"
                    + " table is kept, and alarms are raised, by \"edf watch\"."
        })
public final class AnomaliesCommand implements Callable<Integer> {
    private static final int DEFAULT_DAYS = 28;
    private static final int MOST_LINES = 40;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LookOptions options = new LookOptions();

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First day, in UTC. Default: four weeks before the last.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day. Default: that of the newest reading.")
    private @Nullable LocalDate to;

    @Option(
            names = "--severity",
            paramLabel = "LEAST",
            defaultValue = "low",
            description = "Only from this severity on: low, medium or high. Default: ${DEFAULT-VALUE}.")
    private String severity;

    @ArgGroup
    private @Nullable Format format;

    /** How they are printed. */
    private static final class Format {
        @Option(names = "--json", description = "Prints them as JSON and nothing else.")
        private boolean json;

        @Option(names = "--csv", description = "Prints them as CSV and nothing else.")
        private boolean csv;
    }

    @Override
    public Integer call() {
        if (from != null && to != null && to.isBefore(from)) {
            throw new InvalidInputException("--to " + to + " is before --from " + from);
        }
        AnomalySeverity least = AnomalySeverity.ofCode(severity, "--severity");
        return options.look(
                spec, format != null, "Anomalies", (bench, topology, only) -> look(bench, topology, only, least));
    }

    private void look(Workbench bench, Topology topology, Optional<BuildingId> only, AnomalySeverity least)
            throws IOException {
        WatchInputs inputs = options.inputs(bench, topology);
        Path output = LookOptions.output(bench, "anomalies");
        Optional<LocalDate> earliest = Stream.of(
                        Optional.ofNullable(from), Optional.ofNullable(to).map(AnomaliesCommand::weeksBefore))
                .flatMap(Optional::stream)
                .findFirst();
        AnomalyLook found = new AnomalyWatch().look(inputs, output, earliest);
        Instant newest =
                found.readingsUntil().values().stream().max(Instant::compareTo).orElse(inputs.asOf());
        LocalDate last = to == null ? LocalDate.ofInstant(newest.minusSeconds(1), ZoneOffset.UTC) : to;
        LocalDate first = from == null ? weeksBefore(last) : from;
        List<Anomaly> shown = found.anomalies().stream()
                .filter(anomaly -> only.isEmpty() || only.get().equals(anomaly.building()))
                .filter(anomaly -> anomaly.severity().compareTo(least) >= 0)
                .filter(anomaly -> anomaly.period().start().isBefore(start(last.plusDays(1)))
                        && anomaly.period().end().isAfter(start(first)))
                .toList();
        if (format != null && (format.json || format.csv)) {
            spec.commandLine().getOut().println(format.csv ? AnomalyView.csv(shown) : AnomalyView.json(shown));
            spec.commandLine().getOut().flush();
            return;
        }
        Terminal terminal = bench.terminal();
        terminal.plain("");
        DataAge.note(
                        found.readingsUntil().values(),
                        inputs.asOf(),
                        Duration.ofHours(bench.config().edfFeatureEng().dataDelayHours()))
                .ifPresent(note -> terminal.line("  @|yellow !|@ " + note));
        print(terminal, shown, first, last);
        LookOptions.show(terminal, found.alarms(), only);
        terminal.plain("  report: " + Workbench.shown(output.resolve("anomalies_report.html")));
    }

    private static LocalDate weeksBefore(LocalDate last) {
        return last.minusDays(DEFAULT_DAYS - 1L);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static void print(Terminal terminal, List<Anomaly> found, LocalDate first, LocalDate last) {
        terminal.plain("  Out of the ordinary from " + first + " to " + last + ": "
                + (found.isEmpty() ? "nothing" : Integer.toString(found.size())));
        if (!found.isEmpty()) {
            List<Anomaly> shown = found.stream()
                    .sorted(Comparator.comparing(Anomaly::severity)
                            .reversed()
                            .thenComparing(anomaly -> anomaly.period().start(), Comparator.reverseOrder())
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(MOST_LINES)
                    .toList();
            terminal.plain(AnomalyView.table(shown));
            if (shown.size() < found.size()) {
                terminal.plain("  … and " + (found.size() - shown.size()) + " less grave ones: --csv has all");
            }
        }
    }
}
