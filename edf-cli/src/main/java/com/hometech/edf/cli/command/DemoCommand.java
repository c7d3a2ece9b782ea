package com.hometech.edf.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.GlobalOptions;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.states.StartedExecution;
import com.hometech.edf.cli.terminal.Durations;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.data.importing.ImportSummary;
import com.hometech.edf.data.importing.PlainCsv;
import com.hometech.edf.data.quality.BuildingQuality;
import com.hometech.edf.data.sample.GenerateSampleData;
import com.hometech.edf.data.sample.SampleOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf demo}: everything once, from readings to stored forecasts and what became of them. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs everything once: data, training, evaluation, approval, forecasts, their accuracy, the daily checks.",
            "",
            "It takes the time to be 72 hours before the end of the data, so that the forecasts can be laid beside what",
            "happened then, as accuracy tracking does. The same command again shows the results; an interrupted run goes on where it stopped."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String TRAINING = "demo-training";
    private static final String INFERENCE = "demo-forecast";
    private static final int FEWER_ROUNDS = 3;
    /** WAPE of a demo's model at most, as a multiple of the best baseline's: on little data the two may be even. */
    private static final String DEMO_LIMIT = "1.05";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "A folder of readings, or one CSV file with the columns series, timestamp, value"
                    + " (docs/data-layout.md), kept in a home of its own. Default: sample data.")
    private @Nullable Path data;

    @Option(
            names = "--timezone",
            paramLabel = "ZONE",
            description = "Of a CSV file: its local time, such as Europe/Berlin. Default: UTC.")
    private @Nullable ZoneId zone;

    @Option(names = "--building", paramLabel = "ID", description = "Whose forecast to draw. Default: a typical one.")
    private @Nullable String building;

    @Mixin
    private TargetOption target = new TargetOption();

    @Override
    public Integer call() {
        long start = System.nanoTime();
        GlobalOptions options = GlobalOptions.of(spec);
        try (Workbench opened = Workbench.open(spec)) {
            Path home = data == null ? opened.home() : opened.home().resolve(name(data));
            opened.terminal().line("@|bold EDF demo|@  in " + home);
            opened.terminal().plain("");
            opened.terminal().line("@|bold Data|@");
            Optional<PlainCsv> plain = plainData();
            try (Workbench importing = opened.at(home, options.clock(), plain.map(PlainCsv::step))) {
                ImportSummary imported = bringDataIn(importing, plain);
                Instant end = end(importing.config(), imported);
                Instant now = options.isNowGiven() ? options.clock().instant() : now(importing.config(), end);
                try (Workbench bench = importing.at(home, Clock.fixed(now, ZoneOffset.UTC))) {
                    int exitCode = new Run(
                                    bench, target, building, data == null, DataImport.htmlReport(bench, imported))
                            .all(end.isAfter(now) ? end : now);
                    bench.terminal().plain("");
                    bench.terminal().plain("Done in " + Durations.text(Duration.ofNanos(System.nanoTime() - start)));
                    return exitCode;
                }
            }
        }
    }

    private static String name(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        if (name == null) {
            throw new InvalidInputException(
                    "--data " + folder + " has no name of its own: give the folder of one data set");
        }
        return name.toString().replaceFirst("(?i)\\.csv(\\.gz)?$", "");
    }

    private Optional<PlainCsv> plainData() {
        if (data == null) {
            return Optional.empty();
        }
        if (!Files.exists(data)) {
            throw new InvalidInputException("--data " + data + " does not exist");
        }
        return DataImport.plain(data, zone);
    }

    private ImportSummary bringDataIn(Workbench bench, Optional<PlainCsv> plain) {
        DataImport dataImport = new DataImport(bench);
        return plain.map(dataImport::run).orElseGet(() -> dataImport.run(data == null ? sample(bench) : data));
    }

    private static Path sample(Workbench bench) {
        Path folder = bench.home().resolve("sample");
        if (Files.exists(folder)) {
            return folder;
        }
        long start = System.nanoTime();
        bench.terminal().live("  @|cyan ▸|@ sample data");
        SampleOptions sample = SampleOptions.defaults();
        new GenerateSampleData().run(folder, sample);
        bench.terminal()
                .line(String.format(
                        "  @|green ✓|@ %-34s %10s",
                        "sample of " + sample.buildings() + " buildings, " + sample.days() + " days",
                        Durations.text(Duration.ofNanos(System.nanoTime() - start))));
        return folder;
    }

    /** The end of the newest reading. */
    private static Instant end(EdfConfig config, ImportSummary imported) {
        Instant lastReading = imported.report().buildings().stream()
                .map(BuildingQuality::last)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new InvalidInputException("No building has a valid reading: see the report"));
        return lastReading.plus(config.edfFeatureEng().step());
    }

    /** The newest time of the schedule at which the whole horizon had happened by the end of the data. */
    private static Instant now(EdfConfig config, Instant end) {
        return config.edfInference()
                .schedule()
                .newestIssueNotAfter(
                        end.minus(Duration.ofHours(config.edfInference().forecastHorizonHours())),
                        TimeStep.of(config.edfFeatureEng().step()));
    }

    /** The part of the demo that knows what time it is taken to be. */
    private static final class Run {
        private final Workbench bench;
        private final TargetOption target;
        private final @Nullable String building;
        private final Terminal terminal;
        private final boolean isSample;
        private final Path dataQualityReport;

        Run(Workbench bench, TargetOption target, @Nullable String building, boolean isSample, Path dataQualityReport) {
            this.isSample = isSample;
            this.dataQualityReport = dataQualityReport;
            this.bench = bench;
            this.target = target;
            this.building = building;
            this.terminal = bench.terminal();
        }

        /** @param later when the readings of the forecast hours have arrived */
        int all(Instant later) {
            if (building != null
                    && bench.topology().find(new BuildingId(building)).isEmpty()) {
                throw new InvalidInputException("--building " + building + " is not in the data, which has for example "
                        + bench.topology().buildings().stream()
                                .map(Building::id)
                                .limit(3)
                                .toList());
            }
            bench.publishConfiguration();
            StartedExecution training = training();
            int trained = new Conclusion(bench, false).print(training);
            if (trained != ExitCode.OK) {
                return trained;
            }
            ModelPackage model = approve(training.execution());
            heading("Forecasts of " + bench.clock().instant() + "  "
                    + bench.workflows().inferenceName());
            StartedExecution inference = inference();
            int forecast = new Conclusion(bench).print(inference);
            if (forecast != ExitCode.OK) {
                return forecast;
            }
            DemoResults results = new DemoResults(bench, target.of(bench), building);
            results.printForecasts();
            try (Workbench then = bench.at(bench.home(), Clock.fixed(later, ZoneOffset.UTC))) {
                int checked =
                        new DemoChecks(then, (name, start) -> unbroken(then, name, start)).run(target.suffix(bench));
                if (checked != ExitCode.OK) {
                    return checked;
                }
            }
            results.printEnd(
                    new DemoFiles(dataQualityReport, model.modelData(), training.execution(), inference.execution()));
            return ExitCode.OK;
        }

        private StartedExecution training() {
            heading("Training with what was known at " + bench.clock().instant() + "  "
                    + bench.workflows().trainingName());
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            input.put("training_end", bench.clock().instant().toString());
            // The configuration's limits are for a portfolio of known size; these hold for any data.
            ObjectNode thresholds = input.putObject("metrics_thresholds");
            thresholds.put("max_mape", "none").put("max_rmse", "none").put("max_wape_to_best_baseline", DEMO_LIMIT);
            if (isSample) {
                learnFast(input.putObject("hyperparameters"));
            }
            target.putInto(input, bench);
            String name = TRAINING + target.suffix(bench);
            return unbroken(bench, name, () -> bench.workflows().train(name, input));
        }

        /** Sample data shows what happens, not how good it can get: a third of the boosting rounds will do. */
        private void learnFast(ObjectNode hyperparameters) {
            TrainingConfig.XGBoost usual =
                    bench.config().edfTraining().hyperparameters().xgboost();
            putFast(hyperparameters, "xgb_num_boost_round", usual.xgbNumBoostRound(), "xgb_eta", usual.xgbEta());
            putFast(
                    hyperparameters,
                    "xgb_quantile_num_boost_round",
                    usual.xgbQuantileNumBoostRound(),
                    "xgb_quantile_eta",
                    usual.xgbQuantileEta());
            terminal.plain("  with a third of the usual boosting rounds, which is enough for sample data");
        }

        private static void putFast(
                ObjectNode hyperparameters, String roundsKey, int rounds, String etaKey, double eta) {
            hyperparameters.put(roundsKey, Integer.toString(Math.max(1, rounds / FEWER_ROUNDS)));
            hyperparameters.put(etaKey, Double.toString(Math.min(1, eta * FEWER_ROUNDS)));
        }

        private StartedExecution inference() {
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            input.put("inference_date", bench.clock().instant().toString());
            target.putInto(input, bench);
            String name = INFERENCE + target.suffix(bench);
            return unbroken(bench, name, () -> bench.workflows().forecast(name, input));
        }

        /** Starts the execution, or goes on with one that an earlier demo left unfinished. */
        private static StartedExecution unbroken(Workbench bench, String name, Supplier<StartedExecution> start) {
            return bench.workflows().executions().list().stream()
                    .filter(execution -> execution.name().equals(name) && stopped(execution))
                    .findFirst()
                    .map(execution -> {
                        bench.terminal().plain("  an earlier run stopped here; it goes on");
                        return bench.workflows().redrive(execution);
                    })
                    .orElseGet(start);
        }

        private static boolean stopped(ExecutionRecord execution) {
            return execution.status() == ExecutionStatus.ABORTED
                    || (execution.status() == ExecutionStatus.FAILED
                            && !execution.error().equals(Conclusion.EVALUATION_FAILED));
        }

        private ModelPackage approve(ExecutionRecord training) {
            String version =
                    training.output().orElseThrow().path("model_version").asText();
            int number = Integer.parseInt(version.substring(version.indexOf('/') + 1));
            ModelPackage model = bench.platform()
                    .models()
                    .decide(
                            bench.modelGroup(target.of(bench)),
                            number,
                            ApprovalStatus.APPROVED,
                            "approved by the demo");
            terminal.line("@|green ✓|@ " + model.modelVersion() + " is "
                    + model.status().awsName() + ": here the demo decides, in production a person does");
            return model;
        }

        private void heading(String text) {
            terminal.plain("");
            terminal.line("@|bold " + text + "|@");
        }
    }
}
