package com.hometech.edf.cli.command;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.monitoring.drift.DriftSummary;
import com.hometech.edf.monitoring.drift.DriftText;
import com.hometech.edf.monitoring.drift.DriftWatch;
import com.hometech.edf.monitoring.watch.WatchInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private LookOptions options = new LookOptions();

    @Option(names = "--json", description = "Prints the numbers as JSON and nothing else.")
    private boolean json;

    @Override
    public Integer call() {
        return options.look(spec, json, "Drift", this::look);
    }

    private void look(Workbench bench, Topology topology, Optional<BuildingId> only) throws IOException {
        Path output = LookOptions.output(bench, "drift");
        // days are kept by date, so what was published later is of use
        WatchInputs inputs =
                options.inputs(bench, topology, bench.pathOf(bench.places().monitoring()));
        DriftSummary summary = new DriftWatch(only.map(BuildingId::value)).look(inputs, output);
        if (json) {
            spec.commandLine().getOut().print(summary.toJson());
            spec.commandLine().getOut().flush();
            return;
        }
        Terminal terminal = bench.terminal();
        terminal.plain("");
        List<String> lines =
                only.map(id -> DriftText.building(summary, id.value())).orElseGet(() -> DriftText.lines(summary));
        lines.forEach(line -> terminal.plain("  " + line));
        LookOptions.show(terminal, summary.alarms(), only);
        if (only.isPresent() && lines.isEmpty()) {
            terminal.plain(
                    "  Nothing is known of " + only.get() + " in the last three years before " + inputs.asOf() + ".");
        }
        terminal.plain("  report: " + Workbench.shown(output.resolve(DriftSummary.PAGE_NAME)));
    }
}
