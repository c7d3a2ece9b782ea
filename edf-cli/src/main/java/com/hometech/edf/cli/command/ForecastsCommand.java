package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.ForecastView;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf forecasts …}: what is stored. */
@Command(name = "forecasts", mixinStandardHelpOptions = true, description = "Reads stored forecasts.")
public final class ForecastsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** How rows are printed. */
    static final class Format {
        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Option(names = "--csv", description = "Print CSV.")
        private boolean csv;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the runs that are stored, newest first.")
    int list() {
        try (Workbench bench = Workbench.open(spec)) {
            if (bench.platform().forecasts().runs().isEmpty()) {
                bench.terminal()
                        .plain("No forecast is stored in " + bench.home() + ". Make some: "
                                + bench.command("forecast"));
                return ExitCode.OK;
            }
            TextTable table = new TextTable("issued at", "model", "run");
            bench.platform()
                    .forecasts()
                    .runs()
                    .forEach(run -> table.row(run.issuedAt().toString(), run.modelVersion(), run.runId()));
            bench.terminal().plain(table.render());
            return ExitCode.OK;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows the forecast of one building: a table and a plot, or JSON or CSV.")
    int show(
            @Option(names = "--building", required = true, paramLabel = "ID", description = "Whose forecast.")
                    String building,
            @Option(names = "--issued-at", paramLabel = "TIME", description = "Which issue. Default: the newest.")
                    @Nullable
                    Instant issuedAt,
            @ArgGroup @Nullable Format format) {
        try (Workbench bench = Workbench.open(spec)) {
            List<ForecastRecord> rows = new StoredForecasts(bench).issue(new BuildingId(building), issuedAt);
            print(bench, rows, format == null ? new Format() : format);
            return ExitCode.OK;
        }
    }

    private static void print(Workbench bench, List<ForecastRecord> rows, Format format) {
        if (format.json) {
            bench.terminal().plain(ForecastView.json(rows));
        } else if (format.csv) {
            bench.terminal().plain(ForecastView.csv(rows));
        } else {
            bench.terminal()
                    .plain(ForecastView.table(rows, bench.zoneOf(rows.get(0).building())));
            bench.terminal().plain("");
            bench.terminal().line(bench.forecastPicture(rows));
        }
    }
}
