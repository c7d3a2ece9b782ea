package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.WatchSummary;
import com.hometech.edf.data.watch.WatchSummary.Finding;
import com.hometech.edf.inference.retraining.RetrainingDecision;
import com.hometech.edf.inference.retraining.RetrainingDecision.Outcome;
import com.hometech.edf.inference.retraining.RetrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf watch} */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Runs EDFMonitoringWorkflow: the daily checks of readings, weather and forecasts.",
            "",
            "Says what each check found and which alarms last, with what to do about them (docs/monitoring.md). Run"
                    + " \"edf accuracy\" before: some checks use what it found. Where an alarm, bad accuracy or the calendar asks"
                    + " for a new model, it is trained at once (docs/retraining.md)."
        })
public final class WatchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints what was found as JSON and nothing else.")
    private boolean json;

    @Override
    public Integer call() {
        try (Workbench bench = json ? Workbench.open(spec, Terminal.silent()) : Workbench.open(spec)) {
            requireNewest(bench);
            OptionalInt failed = DailyChecks.run(bench, json);
            if (failed.isPresent()) {
                return failed.getAsInt();
            }
            WatchSummary found = newest(bench);
            if (json) {
                spec.commandLine().getOut().print(found.toJson());
                spec.commandLine().getOut().flush();
            } else {
                show(bench, found);
            }
            return new Conclusion(bench).runStarted(ExitCode.OK);
        }
    }

    /**
     * The daily checks go forward only: what was found at a later time stays.
     *
     * @throws InvalidInputException where something was
     */
    private static void requireNewest(Workbench bench) {
        Path file = summary(bench);
        Instant now = bench.clock().instant();
        if (Files.exists(file) && read(file).asOf().isAfter(now)) {
            throw new InvalidInputException("The daily checks ran as of "
                    + read(file).asOf() + " already, so nothing is done as of "
                    + now + ". Look at an earlier time, changing nothing: " + bench.command("drift --as-of " + now)
                    + " (anomalies and quality alike). Where the later time was a mistake (--now), remove "
                    + Workbench.shown(bench.pathOf(bench.places().monitoring())) + " and run the checks again");
        }
    }

    /** What the newest daily checks of a home found. */
    static WatchSummary newest(Workbench bench) {
        return read(summary(bench));
    }

    private static Path summary(Workbench bench) {
        return bench.pathOf(bench.places().monitoring().resolve(WatchSummary.FILE_NAME));
    }

    private static WatchSummary read(Path file) {
        try {
            return WatchSummary.parse(Files.readString(file), file.toString());
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + file + ": " + failure, failure);
        }
    }

    /** What was decided about training, where anything asks for a new model. */
    private static List<String> decisions(Workbench bench) {
        Path file = bench.pathOf(bench.places().monitoring().resolve(RetrainingState.FILE_NAME));
        try {
            return Files.exists(file)
                    ? RetrainingState.parse(Files.readString(file), file.toString()).decisions().stream()
                            .filter(decision -> decision.outcome() != Outcome.NOTHING_TO_DO)
                            .map(RetrainingDecision::text)
                            .toList()
                    : List.of();
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + file + ": " + failure, failure);
        }
    }

    static void show(Workbench bench, WatchSummary found) {
        Terminal terminal = bench.terminal();
        terminal.plain("");
        if (!found.note().isEmpty()) {
            terminal.line("  @|yellow !|@ " + found.note());
        }
        for (Finding finding : found.watches()) {
            if (finding.failure() != null) {
                terminal.line("  @|red ✗|@ the check \"" + finding.watch() + "\" failed");
                terminal.plain("      " + finding.failure());
            }
            if (!finding.lines().isEmpty()) {
                terminal.line("  @|bold " + finding.watch() + "|@");
            }
            finding.lines().forEach(line -> terminal.plain(line.isEmpty() ? "" : "    " + line));
        }
        for (Alarm alarm : found.alarms()) {
            terminal.line("  @|yellow !|@ since " + alarm.since());
            terminal.plain("      " + alarm.text());
            terminal.plain("      " + alarm.advice());
        }
        if (found.alarms().isEmpty()) {
            terminal.plain("  No alarm lasts.");
        }
        decisions(bench).forEach(decision -> terminal.plain("  " + decision));
        terminal.plain("  files: " + Workbench.shown(bench.pathOf(bench.places().monitoring())));
    }
}
