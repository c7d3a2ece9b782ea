package com.hometech.edf.monitoring.watch;

import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.HtmlPage;
import com.hometech.edf.data.page.Links;
import com.hometech.edf.data.page.Links.Link;
import com.hometech.edf.data.page.Notice;
import com.hometech.edf.data.page.Paragraph;
import com.hometech.edf.data.page.Times;
import com.hometech.edf.data.page.Tone;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.WatchSummary;
import com.hometech.edf.data.watch.WatchSummary.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@value WatchSummary#PAGE_NAME}: all that lasts and what to do about it, then what each check said, with the ways to its own pages. */
final class WatchPage {
    /** What a section says, in words of people who do not know the names of the checks. */
    private static final Map<String, String> HEADINGS = Map.of(
            "drift", "Drift: what is no longer as it was",
            "anomalies", "Anomalies: readings out of the ordinary",
            "quality", "Data quality: what was delivered",
            "challenger", "A new model beside the one that forecasts");

    private static final Map<String, String> REPORTS = Map.of(
            "drift", "What moved, with charts",
            "anomalies", "All anomalies of the last four weeks",
            "quality", "Data quality by building, week and site");

    private WatchPage() {}

    /**
     * The page.
     *
     * @param note how old the readings are; empty where they are not
     * @param alarms in order
     * @param folders where folders of the checks lie: today's output and what was published before
     */
    static HtmlPage of(Instant asOf, String note, List<Finding> findings, List<Alarm> alarms, List<Path> folders) {
        HtmlPage page = HtmlPage.titled("What needs attention", "The daily checks, as of " + Times.minute(asOf));
        page.section("Alarms", alarms(asOf, note, findings, alarms));
        for (Finding finding : findings) {
            page.section(heading(finding.watch()), blocks(finding, folders));
        }
        return page.footer("An alarm stays here for as long as it lasts.");
    }

    private static List<Block> alarms(Instant asOf, String note, List<Finding> findings, List<Alarm> alarms) {
        List<Block> blocks = new ArrayList<>();
        if (!note.isEmpty()) {
            blocks.add(new Notice(Tone.WARNING, note));
        }
        for (Alarm alarm : alarms) {
            Tone tone = alarm.remedy() == Remedy.REPAIR_DATA ? Tone.BAD : Tone.WARNING;
            boolean isNew = alarm.isNew(asOf.atOffset(ZoneOffset.UTC).toLocalDate());
            blocks.add(new Notice(
                    tone,
                    alarm.text(),
                    List.of(
                            alarm.advice(),
                            "Since " + Times.day(alarm.since()) + ", alarm "
                                    + (isNew ? "raised today" : "raised on " + Times.day(alarm.raised()))
                                    + ", found by the check \"" + alarm.watch() + "\".")));
        }
        List<String> failed = findings.stream()
                .filter(finding -> finding.failure() != null)
                .map(Finding::watch)
                .toList();
        if (alarms.isEmpty() && failed.isEmpty()) {
            blocks.add(new Notice(Tone.GOOD, "Nothing needs attention."));
        } else if (!failed.isEmpty()) {
            blocks.add(new Notice(
                    Tone.BAD,
                    "Checks that could not run: " + String.join(", ", failed) + ".",
                    List.of("What they found before stays as it was. Their sections say why.")));
        }
        return blocks;
    }

    private static List<Block> blocks(Finding finding, List<Path> folders) {
        List<Block> blocks = new ArrayList<>();
        if (finding.failure() != null) {
            blocks.add(new Notice(Tone.BAD, "This check could not run.", List.of(finding.failure())));
        }
        finding.lines().stream()
                .filter(line -> !line.isBlank())
                .map(Paragraph::new)
                .forEach(blocks::add);
        List<Link> pages = pages(finding.watch(), folders);
        if (!pages.isEmpty()) {
            blocks.add(new Links(pages));
        }
        if (blocks.isEmpty()) {
            blocks.add(new Paragraph("Nothing to say."));
        }
        return blocks;
    }

    private static List<Link> pages(String watch, List<Path> folders) {
        TreeSet<String> names = new TreeSet<>();
        for (Path folder : folders) {
            Path own = folder.resolve(watch);
            if (Files.isDirectory(own)) {
                try (Stream<Path> files = Files.list(own)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".html"))
                            .forEach(names::add);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        }
        return names.stream()
                .map(name -> new Link(REPORTS.getOrDefault(watch, "The report of this check"), watch + "/" + name))
                .toList();
    }

    private static String heading(String watch) {
        return HEADINGS.getOrDefault(
                watch,
                watch.substring(0, 1).toUpperCase(Locale.ROOT)
                        + watch.substring(1).replace('-', ' '));
    }
}
