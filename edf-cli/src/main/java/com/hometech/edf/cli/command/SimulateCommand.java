package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.simulation.SimulatedOperation;
import com.hometech.edf.cli.simulation.StepTimes;
import com.hometech.edf.cli.terminal.Durations;
import com.hometech.edf.cli.terminal.InterruptionNotice;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.config.ConfigFingerprint;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.monitoring.simulation.Fault;
import com.hometech.edf.monitoring.simulation.ResultText;
import com.hometech.edf.monitoring.simulation.SimulatedClock;
import com.hometech.edf.monitoring.simulation.Simulation;
import com.hometech.edf.monitoring.simulation.SimulationEvent;
import com.hometech.edf.monitoring.simulation.SimulationEvent.Kind;
import com.hometech.edf.monitoring.simulation.SimulationFolder;
import com.hometech.edf.monitoring.simulation.SimulationListener;
import com.hometech.edf.monitoring.simulation.SimulationRequest;
import com.hometech.edf.monitoring.simulation.SimulationResult;
import com.hometech.edf.training.backtest.DataFingerprint;
import com.hometech.edf.training.fit.ModelFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf simulate} */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Simulates a stretch of daily operation with the readings of a folder.",
            "",
            "Fits a model with what lies before the first day. Then each day: imports what had arrived by then, forecasts,"
                    + " scores earlier forecasts, corrects intervals, watches for drift and faults, and fits models anew where"
                    + " that is called for. Writes a log, results and a page (docs/simulate.md). The same command again goes"
                    + " on after an interruption, and shows the result of a simulation that is finished."
        },
        footer = {
            "",
            "For example, a year in which a meter counts twice what is used for two weeks:",
            "  edf simulate --data readings --from 2022-01-01 --to 2022-12-31 --inject meter-times-2:b7:2022-03-07..2022-03-20"
        })
public final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FOLDER",
            description = "Readings, weather and buildings, as for edf data import (docs/data-layout.md).")
    private Path data;

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "First day with a daily run.")
    private LocalDate from;

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last day with a daily run.")
    private LocalDate to;

    @Option(
            names = "--inject",
            paramLabel = "FAULT",
            description =
                    "What is made wrong with what is delivered; may be given several times: " + Fault.SYNTAX + ".")
    private List<String> faults = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where results and finished days go. Default: a directory of the home.")
    private @Nullable Path out;

    @Option(names = Study.FRESH, description = "Throw away what an earlier run left in --out, and begin again.")
    private boolean fresh;

    @Override
    public Integer call() {
        try (Workbench bench = Workbench.open(spec)) {
            Path directory = directory(bench);
            try (SimulationFolder folder = SimulationFolder.open(directory)) {
                return run(bench, folder);
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot work in " + directory + ": " + failure, failure);
            }
        }
    }

    private Path directory(Workbench bench) {
        if (!Files.isDirectory(data)) {
            throw new InvalidInputException("--data " + data + " is no folder; give one with consumption.csv and"
                    + " buildings.csv (docs/data-layout.md)");
        }
        if (out != null) {
            return out.toAbsolutePath().normalize();
        }
        Path name = data.toAbsolutePath().normalize().getFileName();
        if (name == null) {
            throw new InvalidInputException("--data " + data + " has no name of its own: give --out too");
        }
        return bench.home().resolve("simulations").resolve(name.toString());
    }

    private int run(Workbench bench, SimulationFolder folder) throws IOException {
        SimulationRequest request = new SimulationRequest(
                DataFingerprint.of(data),
                ConfigFingerprint.of(bench.config()),
                ModelFit.version(),
                from,
                to,
                faults.stream()
                        .map(text -> Fault.parse(text, to))
                        .sorted(Comparator.comparing(Fault::begin).thenComparing(Fault::text))
                        .toList());
        if (fresh) {
            folder.clear();
        }
        folder.claim(request);
        Terminal terminal = bench.terminal();
        terminal.line("@|bold EDF simulation|@  of " + data + " from " + from + " to " + to + " in "
                + Workbench.shown(folder.directory()));
        Optional<SimulationResult> finished = folder.finished();
        if (finished.isPresent()) {
            terminal.plain("  was finished before; --fresh begins again");
        }
        SimulationResult result = finished.isPresent() ? finished.get() : simulated(bench, folder, request);
        terminal.plain("");
        new ResultText(result).summary().forEach(line -> terminal.plain("  " + line));
        terminal.plain("  report: " + Workbench.shown(folder.result("simulation.html")));
        terminal.plain("  log:    " + Workbench.shown(folder.result("simulation.log")));
        return ExitCode.OK;
    }

    private SimulationResult simulated(Workbench bench, SimulationFolder folder, SimulationRequest request)
            throws IOException {
        long start = System.nanoTime();
        StepTimes times = new StepTimes();
        SimulatedClock clock =
                new SimulatedClock(request.from().atStartOfDay(ZoneOffset.UTC).toInstant());
        try (Workbench home = bench.at(folder.home(), clock);
                InterruptionNotice notice =
                        new InterruptionNotice(bench.terminal(), "the simulation", Study.sameCommand(spec))) {
            SimulatedOperation operation = new SimulatedOperation(home, clock, times);
            SimulationResult result = new Simulation(bench.config(), request, folder, new Progress(bench.terminal()))
                    .run(data, operation);
            bench.terminal()
                    .line("  @|green ✓|@ simulated in " + Durations.text(Duration.ofNanos(System.nanoTime() - start)));
            times.byStep().forEach((step, took) -> bench.terminal()
                    .plain(String.format("      %-28s %10s", step, Durations.text(took))));
            return result;
        }
    }

    /** Shows the day that is simulated, and what happens beside the daily runs. */
    private record Progress(Terminal terminal) implements SimulationListener {
        @Override
        public void begun(LocalDate day, int number, int days) {
            terminal.live(String.format("  @|cyan ▸|@ %s  day %,d of %,d", day, number, days));
        }

        @Override
        public void logged(SimulationEvent event) {
            if (event.kind() != Kind.DAY && event.kind() != Kind.NOTE && event.kind() != Kind.MONTH) {
                terminal.plain("  " + event.line());
            }
        }
    }
}
