package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.monitoring.drift.DriftSummary;
import com.hometech.edf.monitoring.drift.DriftText;
import com.hometech.edf.monitoring.drift.DriftWatch;
import com.hometech.edf.monitoring.watch.WatchInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf drift} */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description = {
            "Says whether readings, weather, calendar and errors are still what they were.",
            "",
            "Finds meters that count wrong, clocks that are an hour off, holidays on wrong days and weather that stands still;"
                    + " compares weather and use with the same weeks of earlier years, and tests whether errors have grown"
                    + " (docs/drift.md). Looks, and changes nothing: alarms are raised and ended by \"edf watch\"."
        })
public final class DriftCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--building", paramLabel = "ID", description = "Only this building, day by day.")
    private @Nullable String building;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "Judges the days before, such as 2024-11-21T06:30:00Z. Default: now.")
    private @Nullable Instant asOf;

    @Option(names = "--json", description = "Prints the numbers as JSON and nothing else.")
    private boolean json;

    @Override
    public Integer call() {
        Optional<String> only = Optional.ofNullable(building);
        try (Workbench bench = json ? Workbench.open(spec, Terminal.silent()) : Workbench.open(spec)) {
            Topology topology = bench.topology();
            if (only.isPresent() && topology.find(new BuildingId(only.get())).isEmpty()) {
                throw new InvalidInputException("--building " + only.get() + " is not in " + bench.home()
                        + ". The buildings are in buildings.csv of calendar-topology");
            }
            return look(bench, topology, only);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Drift cannot be found out: " + failure, failure);
        }
    }

    private int look(Workbench bench, Topology topology, Optional<String> only) throws IOException {
        Path output = Files.createDirectories(bench.home().resolve("drift"));
        FileUtils.cleanDirectory(output.toFile());
        Instant time = asOf == null ? bench.clock().instant() : asOf;
        DriftSummary summary = new DriftWatch(only).look(inputs(bench, topology, time), output);
        if (json) {
            spec.commandLine().getOut().print(summary.toJson());
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }
        Terminal terminal = bench.terminal();
        terminal.plain("");
        List<String> lines = only.map(id -> DriftText.building(summary, id)).orElseGet(() -> DriftText.lines(summary));
        lines.forEach(line -> terminal.plain("  " + line));
        for (Alarm alarm : summary.alarms()) {
            if (only.isEmpty() || only.filter(alarm.subject()::equals).isPresent()) {
                terminal.line("  @|yellow !|@ " + alarm.text());
                terminal.plain("      " + alarm.advice());
            }
        }
        if (only.isPresent() && lines.isEmpty()) {
            terminal.plain("  Nothing is known of " + only.get() + " in the last three years before " + time + ".");
        }
        terminal.plain("  report: " + Workbench.shown(output.resolve(DriftSummary.PAGE_NAME)));
        return ExitCode.OK;
    }

    private static WatchInputs inputs(Workbench bench, Topology topology, Instant asOf) {
        return new WatchInputs(
                bench.config(),
                topology,
                bench.pathOf(bench.places().processedData()),
                bench.pathOf(bench.places().weatherForecast()),
                bench.pathOf(bench.places().forecastOutputs()),
                bench.pathOf(bench.places().forecastIndex()),
                bench.pathOf(bench.places().shadowOutputs()),
                bench.pathOf(bench.places().accuracy()),
                bench.pathOf(bench.places().monitoring()),
                asOf,
                Progress.SILENT);
    }
}
