package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.data.sample.GenerateSampleData;
import com.hometech.edf.data.sample.SampleOptions;
import com.hometech.edf.data.sample.SampleSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code edf data …}: bringing readings in. */
@Command(name = "data", mixinStandardHelpOptions = true, description = "Imports readings, or makes sample data.")
public final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Reads a folder with consumption.csv, buildings.csv and, where there are, calendar.csv, weather.csv,",
                "weather_forecast.csv and solar.csv (plain or .gz; docs/data-layout.md). What cannot be right is set aside",
                "with its reason; the same folder again changes nothing.",
                "",
                "Instead of a folder, one CSV file with the columns series, timestamp, value will do: each series becomes a",
                "building. Its readings must be as far apart as edf_feature_eng.step says."
            })
    int importFolder(
            @Parameters(paramLabel = "FOLDER", description = "The folder, or CSV file, to read.") Path folder,
            @Option(
                            names = "--timezone",
                            paramLabel = "ZONE",
                            description = "Of a CSV file: its local time, such as Europe/Berlin. Default: UTC.")
                    @Nullable
                    ZoneId zone) {
        try (Workbench bench = Workbench.open(spec)) {
            DataImport dataImport = new DataImport(bench);
            DataImport.plain(folder, zone).ifPresentOrElse(dataImport::run, () -> dataImport.run(folder));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            description = "Makes a folder of realistic sample data: the same options give the same bytes.")
    int generate(
            @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write.") Path out,
            @Option(names = "--buildings", paramLabel = "N", description = "How many buildings. Default: 20.") @Nullable
                    Integer buildings,
            @Option(names = "--days", paramLabel = "N", description = "How many days of readings. Default: 400.")
                    @Nullable
                    Integer days,
            @Option(
                            names = "--end",
                            paramLabel = "TIME",
                            description = "End of the readings. Default: 2024-11-21T05:00:00Z.")
                    @Nullable
                    Instant end,
            @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random. Default: 42.")
                    @Nullable
                    Long seed,
            @Option(names = "--defects", description = "Plant what real meters deliver: gaps, spikes, wrong units, …")
                    boolean defects) {
        SampleOptions defaults = SampleOptions.defaults();
        SampleOptions options = new SampleOptions(
                buildings == null ? defaults.buildings() : buildings,
                days == null ? defaults.days() : days,
                end == null ? defaults.end() : end,
                seed == null ? defaults.seed() : seed,
                defects);
        SampleSummary summary = new GenerateSampleData().run(out, options);
        Terminal terminal = Terminal.standard(spec.commandLine().getOut());
        terminal.line(String.format(
                Locale.ROOT,
                "@|green ✓|@ %s: %,d readings of %d buildings%s",
                out,
                summary.readings(),
                summary.buildings(),
                defects ? ", " + summary.defects().size() + " planted defects (defects.csv)" : ""));
        terminal.plain("  import it with: edf data import " + out);
        return ExitCode.OK;
    }
}
