package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.InterruptionNotice;
import com.hometech.edf.common.config.ConfigFingerprint;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.features.build.StoredBuildings;
import com.hometech.edf.training.backtest.DataFingerprint;
import com.hometech.edf.training.fit.ModelFit;
import com.hometech.edf.training.tune.TimeBudget;
import com.hometech.edf.training.tune.Tune;
import com.hometech.edf.training.tune.TuneFolder;
import com.hometech.edf.training.tune.TuneReport;
import com.hometech.edf.training.tune.TuneRequest;
import com.hometech.edf.training.tune.TuneText;
import com.hometech.edf.training.tune.TunedConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf tune} */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        description = {
            "Searches settings of boosting that suit some readings better than those of the configuration.",
            "",
            "Tries random settings on past windows, gives the best of them more effort, and recommends them only where they"
                    + " are better by more than noise on forecasts that had no part in the choice. Never looks at the last"
                    + " part of the readings, which edf backtest judges by (docs/tune.md). The same command again goes on"
                    + " after an interruption, and with greater --trials or --minutes."
        },
        footer = {
            "",
            "For example, half an hour of search, and how good its result is:",
            "  edf tune --data readings --minutes 30 --out tuning",
            "  edf backtest --data readings --config tuning/tuned.yaml"
        })
public final class TuneCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StudyOptions options = new StudyOptions();

    @Option(
            names = "--trials",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many settings to try beside those of the configuration. Default: ${DEFAULT-VALUE}.")
    private int trials;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "60",
            description = "Most time to fit models, that of earlier runs for the same --out included."
                    + " Default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of the settings that are tried. Default: edf_training.seed.")
    private @Nullable Long seed;

    @Override
    public Integer call() {
        if (minutes < 1) {
            throw new InvalidInputException("--minutes is " + minutes + "; give a whole number of at least 1");
        }
        try (Workbench bench = Workbench.open(spec)) {
            Path directory = options.directory(bench, "tunings");
            try (TuneFolder folder = TuneFolder.open(directory)) {
                return run(bench, folder);
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot work in " + directory + ": " + failure, failure);
            }
        }
    }

    private int run(Workbench bench, TuneFolder folder) throws IOException {
        if (options.isFresh()) {
            folder.clear();
        }
        try (Study study = Study.open(options, bench, folder.work("data"))) {
            TuneRequest request = request(study);
            folder.claim(request);
            bench.terminal()
                    .line("@|bold EDF tune|@  with " + options.data() + " in " + Workbench.shown(folder.directory()));
            TuneReport report = search(bench, study, folder, request);
            folder.writeTuned(TunedConfig.text(study.configurationText(), report));
            print(bench, folder, report);
            return ExitCode.OK;
        }
    }

    private TuneRequest request(Study study) throws IOException {
        EdfConfig config = study.config();
        return new TuneRequest(
                DataFingerprint.of(options.data()),
                ConfigFingerprint.of(config),
                ModelFit.version(),
                study.timezone(),
                study.end(),
                config.edfTraining().defaultStrategy(),
                seed == null ? config.edfTraining().seed() : seed);
    }

    private TuneReport search(Workbench bench, Study study, TuneFolder folder, TuneRequest request) throws IOException {
        String command = Study.sameCommand(spec);
        StoredBuildings.Tables tables = study.importTables(command);
        InterruptionNotice notice = new InterruptionNotice(bench.terminal(), "the search", command);
        try (notice) {
            TimeBudget budget = new TimeBudget(Duration.ofMinutes(minutes), System::nanoTime);
            BacktestView view = new BacktestView(bench.terminal());
            return new Tune(study.config(), study.topology(), tables, folder, bench.clock(), view)
                    .run(request, trials, budget);
        }
    }

    private void print(Workbench bench, TuneFolder folder, TuneReport report) {
        bench.terminal().plain("");
        TuneText.lines(report).forEach(line -> bench.terminal().plain("  " + line));
        Path tuned = folder.result(TuneFolder.TUNED);
        bench.terminal().plain("  configuration: " + Workbench.shown(tuned));
        bench.terminal().plain("  trials: " + Workbench.shown(folder.result(TuneReport.FILE_NAME)));
        if (!report.recommended().isEmpty()) {
            bench.terminal()
                    .plain("  judge it by what the search never saw: "
                            + bench.command("backtest --data "
                                    + Workbench.quoted(options.data().toString())
                                    + options.target().words(bench)
                                    + " --config " + Workbench.quoted(Workbench.shown(tuned))));
        }
    }
}
