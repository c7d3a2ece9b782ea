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
import com.hometech.edf.monitoring.watch.WatchInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What the commands have in common that look at readings as the daily checks do, and change nothing. */
final class LookOptions {
    @Option(names = "--building", paramLabel = "ID", description = "Only this building, in detail.")
    private @Nullable String building;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description =
                    "As it would have looked then, such as 2024-11-21T06:30:00Z, from the readings until then as they are"
                            + " known now. Default: now.")
    private @Nullable Instant asOf;

    /** What a command looks at. */
    @FunctionalInterface
    interface Look {
        /** @param only the building that was asked for; empty where all were */
        void at(Workbench bench, Topology topology, Optional<BuildingId> only) throws IOException;
    }

    /**
     * Looks, and ends with 0 whatever is found.
     *
     * @param isForPrograms whether nothing but what the look prints goes to the terminal
     * @param what to call it where files cannot be read
     */
    int look(CommandSpec spec, boolean isForPrograms, String what, Look look) {
        try (Workbench bench = isForPrograms ? Workbench.open(spec, Terminal.silent()) : Workbench.open(spec)) {
            Topology topology = bench.topology();
            look.at(bench, topology, building(bench, topology));
            return ExitCode.OK;
        } catch (IOException failure) {
            throw new DependencyUnavailableException(what + " cannot be found out: " + failure, failure);
        }
    }

    /** The building that was asked for; empty where all were. */
    private Optional<BuildingId> building(Workbench bench, Topology topology) {
        Optional<BuildingId> only = Optional.ofNullable(building).map(BuildingId::new);
        if (only.isPresent() && topology.find(only.get()).isEmpty()) {
            throw new InvalidInputException("--building " + only.get() + " is not in " + bench.home()
                    + ". The buildings are in buildings.csv of calendar-topology");
        }
        return only;
    }

    /** Whether it is looked from another time than now. */
    boolean looksBack() {
        return asOf != null;
    }

    /**
     * What is looked at.
     *
     * @param published where the daily checks left what they found; another folder where nothing of it may be used
     */
    WatchInputs inputs(Workbench bench, Topology topology, Path published) {
        return new WatchInputs(
                bench.config(),
                topology,
                bench.pathOf(bench.places().processedData()),
                bench.pathOf(bench.places().weatherForecast()),
                bench.pathOf(bench.places().forecastOutputs()),
                bench.pathOf(bench.places().forecastIndex()),
                bench.pathOf(bench.places().shadowOutputs()),
                bench.pathOf(bench.places().accuracy()),
                published,
                asOf == null ? bench.clock().instant() : asOf,
                Progress.SILENT);
    }

    /** As {@link #inputs(Workbench, Topology, Path)}, beginning anew where it is looked back: what was found later is not known then. */
    WatchInputs inputs(Workbench bench, Topology topology) {
        return inputs(
                bench,
                topology,
                looksBack()
                        ? bench.emptyDirectory("look-back")
                        : bench.pathOf(bench.places().monitoring()));
    }

    /** An empty folder in the home for what a look writes: {@code <home>/NAME}. */
    static Path output(Workbench bench, String name) {
        Path output = bench.home().resolve(name);
        try {
            Files.createDirectories(output);
            FileUtils.cleanDirectory(output.toFile());
            return output;
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot empty " + output + ": " + failure, failure);
        }
    }

    /** Prints alarms, of one building or all. */
    static void show(Terminal terminal, List<Alarm> alarms, Optional<BuildingId> only) {
        for (Alarm alarm : alarms) {
            if (only.map(BuildingId::value).map(alarm.subject()::equals).orElse(true)) {
                terminal.line("  @|yellow !|@ " + alarm.text());
                terminal.plain("      " + alarm.advice());
            }
        }
    }
}
