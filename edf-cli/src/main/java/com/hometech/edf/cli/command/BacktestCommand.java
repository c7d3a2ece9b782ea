package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.InterruptionNotice;
import com.hometech.edf.common.config.ConfigFingerprint;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.data.importing.PlainCsv;
import com.hometech.edf.features.build.StoredBuildings;
import com.hometech.edf.training.backtest.Backtest;
import com.hometech.edf.training.backtest.BacktestFolder;
import com.hometech.edf.training.backtest.BacktestRequest;
import com.hometech.edf.training.backtest.BacktestResult;
import com.hometech.edf.training.backtest.BacktestScores;
import com.hometech.edf.training.backtest.DataFingerprint;
import com.hometech.edf.training.backtest.ForecastsCsv;
import com.hometech.edf.training.fit.ModelFit;
import com.hometech.edf.training.report.BacktestPage;
import com.hometech.edf.training.report.BacktestReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf backtest} */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = {
            "Says how good forecasts would have been over the last months of some readings.",
            "",
            "Forecasts from rolling origins, each with what was known then, and scores every strategy beside three plain"
                    + " forecasts: last week, yesterday, four-week mean. Writes a page, scores and every forecast"
                    + " (docs/backtest.md). The same command again goes on after an interruption, and shows the result of"
                    + " a backtest that is finished."
        },
        footer = {
            "",
            "For example, three months of forecasts five days apart, with models that are fitted anew every month:",
            "  edf backtest --data readings --refit-every 6 --out backtest"
        })
public final class BacktestCommand implements Callable<Integer> {
    /** Imports accept readings until a day after their clock. */
    private static final Duration ACCEPTED_AHEAD = Duration.ofDays(1);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FOLDER",
            description = "Readings to use: a folder, or one CSV file, as for edf data import (docs/data-layout.md).")
    private Path data;

    @Option(
            names = "--timezone",
            paramLabel = "ZONE",
            description = "Of a CSV file: its local time, such as Europe/Berlin. Default: UTC.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--origins",
            paramLabel = "N",
            defaultValue = "18",
            description = "How many forecasts of each building. Default: ${DEFAULT-VALUE}.")
    private int origins;

    @Option(
            names = "--step-hours",
            paramLabel = "H",
            defaultValue = "120",
            description = "Hours between two of them. Default: ${DEFAULT-VALUE}.")
    private int stepHours;

    @Mixin
    private TargetOption target = new TargetOption();

    @Option(
            names = "--end",
            paramLabel = "TIME",
            description = "End of the readings (date or instant, exclusive): nothing later is seen. Default: all.")
    private @Nullable String end;

    @Option(
            names = "--strategies",
            paramLabel = "NAME",
            split = ",",
            description = "Strategies to try, separated by commas. Default: edf_training.default_strategy.")
    private List<String> strategies = List.of();

    @Option(
            names = "--refit-every",
            paramLabel = "N",
            defaultValue = "0",
            description = "Fit models anew after so many origins. Default: fit them once, before the first.")
    private int refitEvery;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where results and finished work go. Default: a directory below backtests in the home.")
    private @Nullable Path out;

    @Option(names = "--csv", description = "Write forecasts.csv too, however large; small ones are always written.")
    private boolean csv;

    @Option(names = "--fresh", description = "Throw away what an earlier backtest left in --out, and begin again.")
    private boolean fresh;

    @Override
    public Integer call() {
        try (Workbench bench = Workbench.open(spec)) {
            if (!Files.exists(data)) {
                throw new InvalidInputException("--data " + data + " does not exist");
            }
            Path directory = directory(bench);
            try (BacktestFolder folder = BacktestFolder.open(directory)) {
                return run(bench, folder);
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot work in " + directory + ": " + failure, failure);
            }
        }
    }

    private Path directory(Workbench bench) {
        if (out != null) {
            return out.toAbsolutePath().normalize();
        }
        Path name = data.toAbsolutePath().normalize().getFileName();
        if (name == null) {
            throw new InvalidInputException("--data " + data + " has no name of its own: give --out too");
        }
        return bench.home()
                .resolve("backtests")
                .resolve(name.toString().replaceFirst("(?i)\\.csv(\\.gz)?$", "") + target.suffix(bench));
    }

    private int run(Workbench bench, BacktestFolder folder) throws IOException {
        if (fresh) {
            folder.clear();
        }
        Optional<Instant> endTime = endTime(bench);
        Clock importClock = endTime.map(time -> time.minus(ACCEPTED_AHEAD))
                .map(BacktestCommand::fixed)
                .orElse(bench.clock());
        Optional<PlainCsv> plain = DataImport.plain(data, zone);
        try (Workbench imported = bench.at(folder.work("data"), importClock, plain.map(PlainCsv::step))) {
            BacktestRequest request = request(config(imported), endTime.orElse(null));
            folder.claim(request);
            bench.terminal().line("@|bold EDF backtest|@  of " + data + " in " + Workbench.shown(folder.directory()));
            Optional<BacktestScores> finished = folder.finished(request);
            if (finished.isPresent()) {
                bench.terminal().plain("  was finished before; --fresh begins again");
            }
            BacktestScores scores =
                    finished.isPresent() ? finished.get() : scores(bench, imported, plain, folder, request);
            boolean isSmall = scores.rows().forecast() * request.strategies().size() <= ForecastsCsv.SMALL;
            if ((csv || isSmall) && !Files.exists(folder.result(ForecastsCsv.FILE_NAME))) {
                ForecastsCsv.write(folder, config(imported));
            }
            print(bench, folder.directory(), scores);
            return ExitCode.OK;
        }
    }

    /** The configuration of the import, for the quantity that is asked for. */
    private EdfConfig config(Workbench imported) {
        return imported.config().withQuantity(target.of(imported));
    }

    private Optional<Instant> endTime(Workbench bench) {
        Map<String, String> given = end == null ? Map.of() : Map.of("end", end);
        return new JobContext(bench.home(), given, bench.clock(), JobContext.Progress.SILENT).time("end");
    }

    private BacktestRequest request(EdfConfig config, @Nullable Instant endTime) throws IOException {
        return new BacktestRequest(
                DataFingerprint.of(data),
                ConfigFingerprint.of(config),
                ModelFit.version(),
                zone == null ? null : zone.getId(),
                endTime,
                origins,
                stepHours,
                refitEvery,
                strategies.isEmpty() ? List.of(config.edfTraining().defaultStrategy()) : strategies);
    }

    private BacktestScores scores(
            Workbench bench,
            Workbench imported,
            Optional<PlainCsv> plain,
            BacktestFolder folder,
            BacktestRequest request)
            throws IOException {
        String command = sameCommand();
        DataImport dataImport = new DataImport(imported, command);
        plain.ifPresentOrElse(dataImport::run, () -> dataImport.run(data));
        InterruptionNotice notice = new InterruptionNotice(bench.terminal(), "the backtest", command);
        try (notice) {
            StoredBuildings.Tables tables = new StoredBuildings.Tables(
                    imported.pathOf(imported.places()
                            .processedData()
                            .resolve(target.of(imported).table() + "/")),
                    imported.pathOf(imported.places().processedData().resolve("weather/")),
                    imported.pathOf(imported.places().weatherForecast()));
            BacktestView view = new BacktestView(bench.terminal());
            Backtest backtest =
                    new Backtest(config(imported), imported.topology(), tables, folder, bench.clock(), view);
            BacktestResult result = backtest.run(request);
            BacktestReports.write(result, folder);
            return result.scores();
        }
    }

    /** The command as the user gave it, to be copied from the terminal. */
    private String sameCommand() {
        return Stream.concat(
                        Stream.of(System.getProperty("edf.command", "edf")),
                        spec.root().commandLine().getParseResult().originalArgs().stream())
                .map(Workbench::quoted)
                .collect(Collectors.joining(" "));
    }

    private static Clock fixed(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static void print(Workbench bench, Path directory, BacktestScores scores) {
        bench.terminal().plain("");
        BacktestReports.lines(scores).forEach(line -> bench.terminal().plain("  " + line));
        bench.terminal().plain("  report: " + Workbench.shown(directory.resolve(BacktestPage.FILE_NAME)));
        bench.terminal().plain("  scores: " + Workbench.shown(directory.resolve(BacktestScores.FILE_NAME)));
    }
}
