package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.InterruptionNotice;
import com.hometech.edf.common.config.ConfigFingerprint;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.features.build.StoredBuildings;
import com.hometech.edf.training.backtest.Backtest;
import com.hometech.edf.training.backtest.BacktestFolder;
import com.hometech.edf.training.backtest.BacktestRequest;
import com.hometech.edf.training.backtest.BacktestResult;
import com.hometech.edf.training.backtest.BacktestScores;
import com.hometech.edf.training.backtest.DataFingerprint;
import com.hometech.edf.training.backtest.ForecastsCsv;
import com.hometech.edf.training.backtest.RollingOrigins;
import com.hometech.edf.training.fit.ModelFit;
import com.hometech.edf.training.report.BacktestPage;
import com.hometech.edf.training.report.BacktestReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    @Spec
    private CommandSpec spec;

    @Mixin
    private StudyOptions options = new StudyOptions();

    @Option(
            names = "--origins",
            paramLabel = "N",
            defaultValue = "" + RollingOrigins.USUAL_COUNT,
            description = "How many forecasts of each building. Default: ${DEFAULT-VALUE}.")
    private int origins;

    @Option(
            names = "--step-hours",
            paramLabel = "H",
            defaultValue = "" + RollingOrigins.USUAL_STEP_HOURS,
            description = "Hours between two of them. Default: ${DEFAULT-VALUE}.")
    private int stepHours;

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

    @Option(names = "--csv", description = "Write forecasts.csv too, however large; small ones are always written.")
    private boolean csv;

    @Override
    public Integer call() {
        try (Workbench bench = Workbench.open(spec)) {
            Path directory = options.directory(bench, "backtests");
            try (BacktestFolder folder = BacktestFolder.open(directory)) {
                return run(bench, folder);
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot work in " + directory + ": " + failure, failure);
            }
        }
    }

    private int run(Workbench bench, BacktestFolder folder) throws IOException {
        if (options.isFresh()) {
            folder.clear();
        }
        try (Study study = Study.open(options, bench, folder.work("data"))) {
            BacktestRequest request = request(study);
            folder.claim(request);
            bench.terminal()
                    .line("@|bold EDF backtest|@  of " + options.data() + " in " + Workbench.shown(folder.directory()));
            Optional<BacktestScores> finished = folder.finished(request);
            if (finished.isPresent()) {
                bench.terminal().plain("  was finished before; --fresh begins again");
            }
            BacktestScores scores = finished.isPresent() ? finished.get() : scores(bench, study, folder, request);
            boolean isSmall = scores.rows().forecast() * request.strategies().size() <= ForecastsCsv.SMALL;
            if ((csv || isSmall) && !Files.exists(folder.result(ForecastsCsv.FILE_NAME))) {
                ForecastsCsv.write(folder, study.config());
            }
            print(bench, folder.directory(), scores);
            return ExitCode.OK;
        }
    }

    private BacktestRequest request(Study study) throws IOException {
        EdfConfig config = study.config();
        return new BacktestRequest(
                DataFingerprint.of(options.data()),
                ConfigFingerprint.of(config),
                ModelFit.version(),
                study.timezone(),
                study.end(),
                origins,
                stepHours,
                refitEvery,
                strategies.isEmpty() ? List.of(config.edfTraining().defaultStrategy()) : strategies);
    }

    private BacktestScores scores(Workbench bench, Study study, BacktestFolder folder, BacktestRequest request)
            throws IOException {
        String command = Study.sameCommand(spec);
        StoredBuildings.Tables tables = study.importTables(command);
        InterruptionNotice notice = new InterruptionNotice(bench.terminal(), "the backtest", command);
        try (notice) {
            BacktestView view = new BacktestView(bench.terminal());
            Backtest backtest = new Backtest(study.config(), study.topology(), tables, folder, bench.clock(), view);
            BacktestResult result = backtest.run(request);
            BacktestReports.write(result, folder);
            return result.scores();
        }
    }

    private static void print(Workbench bench, Path directory, BacktestScores scores) {
        bench.terminal().plain("");
        BacktestReports.lines(scores).forEach(line -> bench.terminal().plain("  " + line));
        bench.terminal().plain("  report: " + Workbench.shown(directory.resolve(BacktestPage.FILE_NAME)));
        bench.terminal().plain("  scores: " + Workbench.shown(directory.resolve(BacktestScores.FILE_NAME)));
    }
}
