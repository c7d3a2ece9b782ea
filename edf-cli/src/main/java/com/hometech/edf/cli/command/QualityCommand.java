package com.hometech.edf.cli.command;

import com.hometech.edf.cli.QualityView;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.monitoring.quality.QualitySummary;
import com.hometech.edf.monitoring.quality.QualityWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf quality} */
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        description = {
            "Says what readings were like over the last months, by site and building.",
            "",
            "How many of the readings are there, how many cannot be right, whose have ended, and which site delivers worse than"
                    + " before (docs/data-quality.md). Looks, and changes nothing: the history is kept, and alarms are raised, by"
                    + " \"edf watch\"."
        })
public final class QualityCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private LookOptions options = new LookOptions();

    @Option(names = "--json", description = "Prints the numbers as JSON and nothing else.")
    private boolean json;

    @Override
    public Integer call() {
        return options.look(spec, json, "Data quality", this::look);
    }

    private void look(Workbench bench, Topology topology, Optional<BuildingId> only) throws IOException {
        Path output = LookOptions.output(bench, "quality");
        QualitySummary summary = new QualityWatch().look(options.inputs(bench, topology), output, only);
        if (json) {
            spec.commandLine().getOut().print(summary.toJson());
            spec.commandLine().getOut().flush();
            return;
        }
        Terminal terminal = bench.terminal();
        terminal.plain("");
        if (!summary.note().isEmpty()) {
            terminal.line("  @|yellow !|@ " + summary.note());
        }
        summary.lines().forEach(line -> terminal.plain("  " + line));
        QualityView.lines(summary).forEach(terminal::plain);
        LookOptions.show(terminal, summary.alarms(), only);
        terminal.plain("  report: " + Workbench.shown(output.resolve("quality_report.html")));
    }
}
