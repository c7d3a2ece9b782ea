package com.hometech.edf.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.states.StartedExecution;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.config.MonitoringConfig.AccuracyConfig;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.accuracy.AccuracyHistory;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.monitoring.accuracy.AccuracyQuery;
import com.hometech.edf.monitoring.accuracy.AccuracyText;
import com.hometech.edf.monitoring.accuracy.HistoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf accuracy} */
@Command(
        name = "accuracy",
        mixinStandardHelpOptions = true,
        description = {
            "Runs EDFAccuracyWorkflow: says how good the forecasts that were issued turned out to be.",
            "",
            "Scores every issue with the readings that arrived since, and with their corrections, beside plain forecasts of"
                    + " the same origins; keeps the scores, and says what is wrong, since when, and where"
                    + " (docs/accuracy.md)."
        })
public final class AccuracyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--building", paramLabel = "ID", description = "Only this building, day by day.")
    private @Nullable String building;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First day, in UTC. Default: edf_monitoring.accuracy.report_days before the last.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day. Default: the newest that is scored.")
    private @Nullable LocalDate to;

    @Option(names = "--json", description = "Prints the scores as JSON and nothing else.")
    private boolean json;

    @Override
    public Integer call() {
        if (from != null && to != null && to.isBefore(from)) {
            throw new InvalidInputException("--to " + to + " is before --from " + from);
        }
        Optional<BuildingId> only = Optional.ofNullable(building).map(BuildingId::new);
        try (Workbench bench = json ? Workbench.open(spec, Terminal.silent()) : Workbench.open(spec)) {
            bench.topology();
            if (bench.platform().forecasts().runs().isEmpty()) {
                throw new InvalidInputException("No forecast was issued in " + bench.home()
                        + " yet, so there is nothing to score. Issue some: " + bench.command("forecast"));
            }
            bench.publishConfiguration();
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            input.put("as_of", bench.clock().instant().toString());
            StartedExecution started = bench.workflows().trackAccuracy(bench.freeExecutionName("accuracy"), input);
            if (started.execution().status() != ExecutionStatus.SUCCEEDED) {
                int code = new Conclusion(bench).print(started);
                if (json) {
                    throw new InvalidInputException(started.execution().cause());
                }
                return code;
            }
            return show(bench, only);
        }
    }

    private int show(Workbench bench, Optional<BuildingId> only) {
        Path accuracy = bench.pathOf(bench.places().accuracy());
        try {
            AccuracySummary newest = AccuracySummary.parse(
                    Files.readString(accuracy.resolve(AccuracySummary.FILE_NAME)), AccuracySummary.FILE_NAME);
            boolean isUsual = only.isEmpty() && from == null && to == null;
            AccuracySummary shown = isUsual ? newest : asked(bench, accuracy, newest, only);
            if (json) {
                spec.commandLine().getOut().print(shown.toJson());
                spec.commandLine().getOut().flush();
                return ExitCode.OK;
            }
            bench.terminal().plain("");
            List<String> lines = only.isPresent() ? AccuracyText.days(shown) : AccuracyText.lines(shown);
            lines.forEach(line -> bench.terminal().plain(line.isEmpty() ? "" : "  " + line));
            bench.terminal().plain("  report: " + Workbench.shown(accuracy.resolve(AccuracySummary.PAGE_NAME)));
            return ExitCode.OK;
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + accuracy + ": " + failure, failure);
        }
    }

    private AccuracySummary asked(Workbench bench, Path accuracy, AccuracySummary newest, Optional<BuildingId> only)
            throws IOException {
        AccuracyConfig rules = bench.config().edfMonitoring().accuracy();
        LocalDate last = to == null ? newest.lastDay() : to;
        LocalDate first = from == null ? last.minusDays(rules.reportDays() - 1L) : from;
        if (last.isBefore(first)) {
            throw new InvalidInputException("--from " + first + " is after the newest day that is scored, " + last);
        }
        AccuracySummary found = new AccuracyQuery(
                        new HistoryFiles(List.of(accuracy.resolve(AccuracyHistory.FOLDER))), rules)
                .of(newest, first, last, only);
        if (found.quantities().isEmpty()) {
            throw new InvalidInputException("Nothing is known of the accuracy of "
                    + only.map(id -> "building " + id).orElse("forecasts") + " from " + first + " to " + last
                    + ": forecasts for these days and their readings are needed; see "
                    + bench.command("forecasts list"));
        }
        return found;
    }
}
