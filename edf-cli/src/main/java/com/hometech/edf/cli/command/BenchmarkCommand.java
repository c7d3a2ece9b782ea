package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.data.sample.GenerateSampleData;
import com.hometech.edf.data.sample.SampleOptions;
import com.hometech.edf.features.engine.FeatureSettings;
import com.hometech.edf.training.benchmark.CostBenchmark;
import com.hometech.edf.training.benchmark.CostBenchmark.Cost;
import com.hometech.edf.training.benchmark.CostBenchmark.Costs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf benchmark} */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what training and a daily run cost on this machine.",
            "",
            "Makes sample data, trains the configured strategy with it and forecasts once, by the code that the jobs run."
                    + " Prints CPU seconds of all threads, with those of the JVM itself, and rows per CPU second. Making and"
                    + " importing the data is not counted."
        })
public final class BenchmarkCommand implements Callable<Integer> {
    private static final int HOURS_PER_DAY = 24;
    private static final int HORIZON_AND_A_DAY = 4;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--buildings",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many to train with. Default: ${DEFAULT-VALUE}.")
    private int buildings;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "Days of readings to train with. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(
            names = "--forecast-buildings",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many to forecast. Strategy Prophet forecasts none but those it was trained with."
                    + " Default: ${DEFAULT-VALUE}.")
    private int forecastBuildings;

    @Override
    public Integer call() {
        try (Workbench bench = Workbench.open(spec)) {
            Path work = bench.emptyDirectory("benchmark");
            try {
                run(bench, work);
                FileUtils.deleteDirectory(work.toFile());
                return ExitCode.OK;
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot work in " + work + ": " + failure, failure);
            }
        }
    }

    private void run(Workbench bench, Path work) throws IOException {
        BacktestView view = new BacktestView(bench.terminal());
        CostBenchmark benchmark = new CostBenchmark(bench.config(), bench.clock(), view);
        Quantity quantity = bench.config().edfFeatureEng().quantity();
        Path model = work.resolve("model");
        bench.terminal()
                .line("@|bold EDF benchmark|@  on this machine's "
                        + Runtime.getRuntime().availableProcessors() + " processors");
        Costs training;
        try (Workbench year = imported(bench, work.resolve("year"), buildings, days + HORIZON_AND_A_DAY)) {
            training = benchmark.train(year.topology(), Study.tables(year, quantity), model);
        }
        print(bench, "Training, " + days + " days of readings", training);
        int lookback = FeatureSettings.of(bench.config()).dailyLookbackHours() / HOURS_PER_DAY;
        try (Workbench fleet =
                imported(bench, work.resolve("fleet"), fleetSize(bench), lookback + 2 * HORIZON_AND_A_DAY)) {
            Costs forecasts = benchmark.forecast(fleet.topology(), Study.tables(fleet, quantity), model);
            print(
                    bench,
                    "Forecasting the next " + bench.config().edfInference().forecastHorizonHours() + " h",
                    forecasts);
        }
    }

    /** Models of single buildings know no others, whose plain forecasts would say nothing of their cost. */
    private int fleetSize(Workbench bench) {
        boolean isPerBuilding = bench.config().edfTraining().defaultStrategy().equals("Prophet");
        return isPerBuilding ? Math.min(buildings, forecastBuildings) : forecastBuildings;
    }

    private static Workbench imported(Workbench bench, Path work, int buildings, int days) {
        SampleOptions sample = SampleOptions.defaults();
        Path data = work.resolve("sample");
        new GenerateSampleData().run(data, new SampleOptions(buildings, days, sample.end(), sample.seed(), false));
        Workbench imported = bench.at(work.resolve("home"), bench.clock());
        new DataImport(imported, "edf benchmark").run(data);
        return imported;
    }

    private static void print(Workbench bench, String title, Costs costs) {
        bench.terminal().plain("");
        bench.terminal().plain("  " + title + ", " + costs.buildings() + " buildings");
        costs.parts().forEach(part -> bench.terminal().plain(line(part)));
        bench.terminal().plain(String.format(Locale.ROOT, "    %-34s %8.1f CPU s", "together", costs.cpuSeconds()));
    }

    private static String line(Cost part) {
        String line = String.format(Locale.ROOT, "    %-34s %8.1f CPU s", part.work(), part.cpuSeconds());
        return part.rows() == 0
                ? line
                : line
                        + String.format(
                                Locale.ROOT,
                                "  %,11d rows  %,11.0f rows per CPU s",
                                part.rows(),
                                part.rows() / part.cpuSeconds());
    }
}
