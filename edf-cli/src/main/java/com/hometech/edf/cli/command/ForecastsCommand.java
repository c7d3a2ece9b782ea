package com.hometech.edf.cli.command;

import com.hometech.edf.cli.AreaView;
import com.hometech.edf.cli.BalanceView;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.ForecastView;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.inference.area.AreaForecast;
import com.hometech.edf.inference.balance.EnergyBalance;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    static class Format {
        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Option(names = "--csv", description = "Print CSV.")
        private boolean csv;
    }

    /** How the rows of one forecast are printed. */
    static final class ForecastFormat extends Format {
        @Option(names = "--quantiles", description = "Print a table of all quantiles, one line for each interval.")
        private boolean quantiles;
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
            TextTable table = new TextTable("issued at", "quantity", "model", "run");
            bench.platform()
                    .forecasts()
                    .runs()
                    .forEach(run -> table.row(
                            run.issuedAt().toString(), run.quantity().code(), run.modelVersion(), run.runId()));
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
            @Mixin TargetOption target,
            @ArgGroup @Nullable ForecastFormat format) {
        try (Workbench bench = Workbench.open(spec)) {
            List<ForecastRecord> rows =
                    new StoredForecasts(bench, target.of(bench)).issue(new BuildingId(building), issuedAt);
            print(bench, rows, format == null ? new ForecastFormat() : format);
            return ExitCode.OK;
        }
    }

    private static void print(Workbench bench, List<ForecastRecord> rows, ForecastFormat format) {
        Format common = format;
        ZoneId zone = bench.zoneOf(rows.get(0).building());
        if (common.json) {
            bench.terminal().plain(ForecastView.json(rows));
        } else if (common.csv) {
            bench.terminal().plain(ForecastView.csv(rows));
        } else if (format.quantiles) {
            bench.terminal().plain(ForecastView.quantileTable(rows, zone));
        } else {
            bench.terminal().plain(ForecastView.table(rows, zone));
            bench.terminal().plain("");
            bench.terminal().line(bench.forecastPicture(rows));
        }
    }

    @Command(
            name = "area",
            mixinStandardHelpOptions = true,
            description = {
                "Shows the forecast of the sum over all buildings, or those of a site.",
                "",
                "Its interval is narrower than the sum of the ends: it follows how the errors of buildings went together",
                "when the model was evaluated."
            })
    int area(
            @Option(names = "--site", paramLabel = "ID", description = "Whose buildings. Default: all.") @Nullable
                    String site,
            @Option(
                            names = "--issued-at",
                            paramLabel = "TIME",
                            description = "Which issue. Default: of each hour the newest forecast.")
                    @Nullable
                    Instant issuedAt,
            @Mixin TargetOption target,
            @ArgGroup @Nullable Format format) {
        try (Workbench bench = Workbench.open(spec)) {
            Quantity quantity = target.of(bench);
            StoredSums sums = new StoredSums(bench, quantity);
            List<Building> buildings = sums.buildings(site);
            AreaForecast forecast = sums.forecast(buildings, issuedAt);
            Format chosen = format == null ? new Format() : format;
            if (chosen.json) {
                bench.terminal().plain(AreaView.json(forecast, quantity));
            } else if (chosen.csv) {
                bench.terminal().plain(AreaView.csv(forecast));
            } else {
                bench.terminal().plain(AreaView.table(forecast, StoredSums.zone(buildings)));
            }
            return ExitCode.OK;
        }
    }

    @Command(
            name = "balance",
            mixinStandardHelpOptions = true,
            description = {
                "Shows what a building with photovoltaics is expected to use, to generate, and to take from the grid (net).",
                "",
                "The net is use less generation; below zero there is a surplus. Its interval joins the least use to the",
                "most generation and the most use to the least generation."
            })
    int balance(
            @Option(names = "--building", required = true, paramLabel = "ID", description = "Whose balance.")
                    String building,
            @Option(
                            names = "--issued-at",
                            paramLabel = "TIME",
                            description = "Which issue. Default: the newest that both forecasts have.")
                    @Nullable
                    Instant issuedAt,
            @ArgGroup @Nullable Format format) {
        try (Workbench bench = Workbench.open(spec)) {
            BuildingId id = new BuildingId(building);
            EnergyBalance balance = EnergyBalance.read(bench.platform().forecasts(), id, Optional.ofNullable(issuedAt))
                    .orElseThrow(() -> incomplete(bench, id, issuedAt));
            Format chosen = format == null ? new Format() : format;
            if (chosen.json) {
                bench.terminal().plain(BalanceView.json(balance));
            } else if (chosen.csv) {
                bench.terminal().plain(BalanceView.csv(balance));
            } else {
                bench.terminal().plain(BalanceView.table(balance, bench.zoneOf(id)));
            }
            return ExitCode.OK;
        }
    }

    /** Says which of both forecasts is missing, and how to make it. */
    private static InvalidInputException incomplete(Workbench bench, BuildingId id, @Nullable Instant issuedAt) {
        ForecastStore store = bench.platform().forecasts();
        Map<Quantity, Instant> newest = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            Optional<Instant> issue = store.newestIssue(id, quantity);
            if (issue.isEmpty()) {
                return new StoredForecasts(bench, quantity).unknown(id);
            }
            newest.put(quantity, issue.get());
        }
        String wanted = issuedAt == null ? "" : " at " + issuedAt;
        return new InvalidInputException("--building " + id + " has no forecasts of both quantities from one issue"
                + wanted + "; the newest are of " + newest + ". Make both for one date: "
                + bench.command("forecast --date DATE --target consumption") + " and "
                + bench.command("forecast --date DATE --target solar"));
    }
}
