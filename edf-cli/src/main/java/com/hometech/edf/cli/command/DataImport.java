package com.hometech.edf.cli.command;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.Durations;
import com.hometech.edf.cli.terminal.InterruptionNotice;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.data.importing.ImportFolder;
import com.hometech.edf.data.importing.ImportSummary;
import com.hometech.edf.data.importing.ImportTarget;
import com.hometech.edf.data.importing.PlainCsv;
import com.hometech.edf.data.quality.DataQualityReport;
import com.hometech.edf.data.quality.QualityMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Imports a folder and says what came in, what was set aside and what a person should look at. */
final class DataImport {
    private static final int MOST_WARNINGS = 5;

    private final Workbench bench;
    private final @Nullable String goOn;

    DataImport(Workbench bench) {
        this(bench, null);
    }

    /** @param goOn the command that goes on after an interruption; null where it is that of the import itself */
    DataImport(Workbench bench, @Nullable String goOn) {
        this.bench = bench;
        this.goOn = goOn;
    }

    /**
     * What a plain CSV file holds; empty where the path is not one but a data folder.
     *
     * @param zone of the series; null where the user gave none
     */
    static Optional<PlainCsv> plain(Path path, @Nullable ZoneId zone) {
        try {
            Optional<Path> file = PlainCsv.fileAt(path);
            if (file.isEmpty() && zone != null) {
                throw new InvalidInputException("--timezone is for a plain CSV file; in " + path
                        + " the column timezone of buildings.csv says it for each building");
            }
            return file.isEmpty() ? Optional.empty() : Optional.of(PlainCsv.survey(file.get(), zone));
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + path + ": " + failure, failure);
        }
    }

    /** Imports a plain CSV file. */
    ImportSummary run(PlainCsv csv) {
        long start = System.nanoTime();
        bench.terminal()
                .plain(String.format(
                        Locale.ROOT,
                        "  %s: %,d series, readings every %s, times in %s",
                        csv.file().getFileName(),
                        csv.series(),
                        csv.step(),
                        csv.zone()));
        csv.renamed().entrySet().stream().limit(MOST_WARNINGS).forEach(name -> bench.terminal()
                .line("      @|yellow !|@ series \"" + name.getKey() + "\" is called " + name.getValue()));
        ImportSummary summary = importing(csv.file(), (importer, work, progress) -> importer.run(csv, work, progress));
        return concluded(csv.file(), summary, start);
    }

    /** Imports a data folder. */
    ImportSummary run(Path folder) {
        requireFolder(folder);
        long start = System.nanoTime();
        ImportSummary summary = importing(folder, (importer, work, progress) -> importer.run(folder, work, progress));
        return concluded(folder, summary, start);
    }

    private ImportSummary concluded(Path folder, ImportSummary summary, long start) {
        if (summary.changed()) {
            new QualityMetrics(bench.platform().metrics()).put(summary.report());
        }
        print(folder, summary, Duration.ofNanos(System.nanoTime() - start));
        return summary;
    }

    private static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException(
                    "FOLDER " + folder + " does not exist; give a folder with consumption.csv and"
                            + " buildings.csv, or one CSV file of series, timestamp, value (docs/data-layout.md)");
        }
    }

    @FunctionalInterface
    private interface Import {
        ImportSummary run(ImportFolder importer, Path work, Progress progress) throws IOException;
    }

    private ImportSummary importing(Path folder, Import how) {
        ImportTarget target = new ImportTarget(
                bench.places().processedData(),
                bench.places().weatherForecast(),
                bench.places().calendarTopology());
        Terminal terminal = bench.terminal();
        InterruptionNotice notice = new InterruptionNotice(
                terminal, "the import of " + folder, goOn == null ? bench.command("data import " + folder) : goOn);
        try (notice) {
            ImportFolder importer = new ImportFolder(
                    bench.platform().objects(),
                    target,
                    bench.config().dataQuality(),
                    TimeStep.of(bench.config().edfFeatureEng().step()),
                    bench.clock());
            return how.run(
                    importer,
                    bench.emptyDirectory("import"),
                    (what, done, total) ->
                            terminal.live(String.format(Locale.ROOT, "  @|cyan ▸|@ import  %s %,d", what, done)));
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot import " + folder + ": " + failure, failure);
        }
    }

    private void print(Path folder, ImportSummary summary, Duration took) {
        Terminal terminal = bench.terminal();
        String done = summary.changed() ? Durations.text(took) : "was imported before";
        terminal.line(String.format("  @|green ✓|@ %-34s %10s", "import " + folder.getFileName(), done));
        for (DataQualityReport.TableTotals table : summary.report().tables()) {
            if (table.input() > 0) {
                terminal.plain(String.format(
                        Locale.ROOT, "      %-20s %,12d rows taken%s", table.table(), table.accepted(), asides(table)));
            }
        }
        summary.report().warnings().stream()
                .limit(MOST_WARNINGS)
                .forEach(warning -> terminal.line("      @|yellow !|@ " + warning));
        terminal.plain("      report: " + Workbench.shown(htmlReport(bench, summary)));
    }

    private static String asides(DataQualityReport.TableTotals table) {
        StringBuilder text = new StringBuilder();
        append(text, table.rejected(), "set aside");
        append(text, table.duplicates(), "duplicates");
        append(text, table.missing(), "without a value");
        append(text, table.corrections(), "corrections");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(String.format(Locale.ROOT, ", %,d %s", count, what));
        }
    }

    /** The page about what was wrong with the readings. */
    static Path htmlReport(Workbench bench, ImportSummary summary) {
        Path json = bench.pathOf(summary.reportJson());
        return json.resolveSibling(json.getFileName().toString().replace(".json", ".html"));
    }
}
