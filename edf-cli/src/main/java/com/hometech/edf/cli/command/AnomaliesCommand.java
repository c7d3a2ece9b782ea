package com.hometech.edf.cli.command;

import com.hometech.edf.cli.AnomalyView;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.AnomalySeverity;
import com.hometech.edf.data.anomaly.AnomalyTable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf anomalies} */
@Command(
        name = "anomalies",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the daily checks, and lists readings that are out of the ordinary.",
            "",
            "They lie far outside of the interval of the forecast that was issued the day before, are unlike those of the same"
                    + " hour and kind of day, do not change, or are missing (docs/anomalies.md)."
        })
public final class AnomaliesCommand implements Callable<Integer> {
    private static final int DEFAULT_DAYS = 28;
    private static final int MOST_LINES = 40;

    @Spec
    private CommandSpec spec;

    @Option(names = "--building", paramLabel = "ID", description = "Only this building.")
    private @Nullable String building;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First day, in UTC. Default: four weeks before the last.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day. Default: today.")
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
        Optional<BuildingId> only = Optional.ofNullable(building).map(BuildingId::new);
        try (Workbench bench = format != null ? Workbench.open(spec, Terminal.silent()) : Workbench.open(spec)) {
            only.filter(id -> bench.topology().find(id).isEmpty()).ifPresent(id -> {
                throw new InvalidInputException("Building " + id + " is not known; see " + bench.command("data check"));
            });
            OptionalInt failed = DailyChecks.run(bench, format != null);
            if (failed.isPresent()) {
                return failed.getAsInt();
            }
            LocalDate last = to == null ? LocalDate.ofInstant(bench.clock().instant(), ZoneOffset.UTC) : to;
            LocalDate first = from == null ? last.minusDays(DEFAULT_DAYS - 1L) : from;
            List<Anomaly> found = new AnomalyTable(
                            bench.platform().objects(), bench.places().monitoring())
                            .read(
                                    id -> only.isEmpty() || only.get().equals(id),
                                    first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                                    last.plusDays(1)
                                            .atStartOfDay(ZoneOffset.UTC)
                                            .toInstant())
                            .stream()
                            .filter(anomaly -> anomaly.severity().compareTo(least) >= 0)
                            .toList();
            print(bench, found, first, last);
            return new Conclusion(bench).runStarted(ExitCode.OK);
        }
    }

    private void print(Workbench bench, List<Anomaly> found, LocalDate first, LocalDate last) {
        if (format != null && (format.json || format.csv)) {
            spec.commandLine().getOut().println(format.csv ? AnomalyView.csv(found) : AnomalyView.json(found));
            spec.commandLine().getOut().flush();
            return;
        }
        Terminal terminal = bench.terminal();
        terminal.plain("");
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
        terminal.plain("  report: "
                + Workbench.shown(bench.pathOf(
                        bench.places().monitoring().resolve(AnomalyTable.FOLDER + "anomalies_report.html"))));
    }
}
