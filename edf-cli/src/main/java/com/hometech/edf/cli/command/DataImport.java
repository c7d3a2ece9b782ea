package com.hometech.edf.cli.command;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.Durations;
import com.hometech.edf.cli.terminal.InterruptionNotice;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.importing.ImportFolder;
import com.hometech.edf.data.importing.ImportSummary;
import com.hometech.edf.data.importing.ImportTarget;
import com.hometech.edf.data.quality.DataQualityReport;
import com.hometech.edf.data.quality.QualityMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Imports a folder and says what came in, what was set aside and what a person should look at. */
final class DataImport {
    private static final int MOST_WARNINGS = 5;

    private final Workbench bench;

    DataImport(Workbench bench) {
        this.bench = bench;
    }

    ImportSummary run(Path folder) {
        requireFolder(folder);
        long start = System.nanoTime();
        ImportSummary summary = importFolder(folder);
        if (summary.changed()) {
            new QualityMetrics(bench.platform().metrics()).put(summary.report());
        }
        print(folder, summary, Duration.ofNanos(System.nanoTime() - start));
        return summary;
    }

    private static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            String what = Files.exists(folder) ? " is a file" : " does not exist";
            throw new InvalidInputException("FOLDER " + folder + what
                    + "; give a folder with consumption.csv and buildings.csv (docs/data-layout.md)");
        }
    }

    private ImportSummary importFolder(Path folder) {
        ImportTarget target = new ImportTarget(
                bench.places().processedData(),
                bench.places().weatherForecast(),
                bench.places().calendarTopology());
        Terminal terminal = bench.terminal();
        InterruptionNotice notice =
                new InterruptionNotice(terminal, "the import of " + folder, bench.command("data import " + folder));
        try (notice) {
            return new ImportFolder(
                            bench.platform().objects(), target, bench.config().dataQuality(), bench.clock())
                    .run(
                            folder,
                            bench.emptyDirectory("import"),
                            (what, done, total) -> terminal.live(
                                    String.format(Locale.ROOT, "  @|cyan ▸|@ import  %s %,d", what, done)));
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
