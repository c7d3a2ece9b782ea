package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.AnomalyKind;
import com.hometech.edf.data.anomaly.AnomalySeverity;
import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.BarChart;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.HtmlPage;
import com.hometech.edf.data.page.Notice;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Paragraph;
import com.hometech.edf.data.page.Series;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.data.page.Tiles;
import com.hometech.edf.data.page.Tiles.Tile;
import com.hometech.edf.data.page.Tone;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.DataAge;
import com.hometech.edf.monitoring.watch.WatchInputs;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@value #FILE_NAME}: what was out of the ordinary in the last four weeks, gravest first. */
final class AnomalyPage {
    static final String FILE_NAME = "anomalies_report.html";

    private static final int DAYS = 28;
    private static final int MOST_ROWS = 100;
    private static final int MOST_BUILDINGS = 30;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final Comparator<Anomaly> GRAVEST = Comparator.comparing(Anomaly::severity)
            .reversed()
            .thenComparing(anomaly -> anomaly.period().start(), Comparator.reverseOrder())
            .thenComparing(Comparator.naturalOrder());

    private final List<Anomaly> anomalies;
    private final Topology topology;
    private final List<Alarm> alarms;
    private final Instant end;
    private final Optional<String> note;

    private AnomalyPage(Recent recent, WatchInputs inputs, List<Alarm> alarms) {
        this.anomalies = recent.ofLastDays(DAYS).stream().sorted(GRAVEST).toList();
        this.topology = inputs.topology();
        this.alarms = alarms;
        this.note = DataAge.note(
                recent.knownUntil().values(),
                inputs.asOf(),
                Duration.ofHours(inputs.config().edfFeatureEng().dataDelayHours()));
        this.end = recent.knownUntil().values().stream().max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    static HtmlPage of(Recent recent, WatchInputs inputs, List<Alarm> alarms) {
        return new AnomalyPage(recent, inputs, alarms).page();
    }

    private HtmlPage page() {
        String until = end.equals(Instant.EPOCH) ? "No readings yet" : "Readings until " + TIME.format(end) + " UTC";
        HtmlPage page =
                HtmlPage.titled("Anomalies of the last four weeks", until).section("Summary", summary());
        if (!anomalies.isEmpty()) {
            page.section("Day by day", List.of(days()));
            page.section("Gravest first", List.of(table()));
            page.section("Buildings", List.of(buildings()));
        }
        return page.section("How they are found", explanation());
    }

    private List<Block> summary() {
        List<Block> blocks = new ArrayList<>();
        note.ifPresent(words -> blocks.add(new Notice(Tone.WARNING, words)));
        if (anomalies.isEmpty()) {
            blocks.add(new Notice(Tone.GOOD, "Nothing is out of the ordinary."));
        } else if (alarms.isEmpty()) {
            blocks.add(new Notice(Tone.GOOD, "Nothing needs to be looked at now."));
        }
        for (Alarm alarm : alarms) {
            blocks.add(new Notice(Tone.WARNING, alarm.text(), List.of(alarm.advice())));
        }
        long ofBuildings = anomalies.stream().map(Anomaly::building).distinct().count();
        long all = topology.buildings().size();
        double perWeek = all == 0 ? Double.NaN : anomalies.size() * 7.0 / DAYS / all;
        blocks.add(Tiles.of(
                tile("Anomalies", anomalies.size(), Numbers.fixed(perWeek, 2) + " a building and week"),
                tile("Buildings", ofBuildings, "of " + Numbers.count(all)),
                tile("Grave", count(AnomalySeverity.HIGH), "a mean day's energy, or three days of silence"),
                tile("Without readings", count(AnomalyKind.MISSING), "periods")));
        return blocks;
    }

    private static Tile tile(String title, long value, String note) {
        return new Tile(title, Numbers.count(value), note, Tone.NEUTRAL);
    }

    private long count(AnomalySeverity severity) {
        return anomalies.stream().filter(each -> each.severity() == severity).count();
    }

    private long count(AnomalyKind kind) {
        return anomalies.stream().filter(each -> each.kind() == kind).count();
    }

    private BarChart days() {
        LocalDate last = LocalDate.ofInstant(end.minusSeconds(1), ZoneOffset.UTC);
        List<LocalDate> days =
                last.minusDays(DAYS - 1L).datesUntil(last.plusDays(1)).toList();
        List<Series> series = new ArrayList<>();
        Map<AnomalySeverity, Series.Look> looks = new TreeMap<>(Map.of(
                AnomalySeverity.LOW, Series.Look.MAIN,
                AnomalySeverity.MEDIUM, Series.Look.FIRST,
                AnomalySeverity.HIGH, Series.Look.ALARM));
        looks.forEach((severity, look) -> series.add(new Series(
                severity.code() + " severity",
                look,
                days.stream()
                        .mapToDouble(day -> anomalies.stream()
                                .filter(each -> each.severity() == severity
                                        && LocalDate.ofInstant(each.period().start(), ZoneOffset.UTC)
                                                .equals(day))
                                .count())
                        .toArray())));
        return new BarChart(
                "Anomalies by the day on which they began",
                "Many on one day and few before: look for one cause, such as a delivery or a holiday.",
                Axis.of("Day (UTC)", days.stream().map(DAY::format).toList()),
                "Anomalies",
                true,
                series);
    }

    private Table table() {
        List<List<Cell>> cells =
                anomalies.stream().limit(MOST_ROWS).map(AnomalyPage::cells).toList();
        String rest = anomalies.size() > MOST_ROWS
                ? "; " + (anomalies.size() - MOST_ROWS) + " more are in the table of anomalies"
                : "";
        return new Table(
                "Periods, the gravest and newest first" + rest,
                List.of(
                        Column.text("Building"),
                        Column.text("What"),
                        Column.text("Severity"),
                        Column.text("From (UTC)"),
                        Column.number("Hours"),
                        Column.number("Read [kWh]"),
                        Column.number("Expected [kWh]"),
                        Column.number("Between [kWh]", "Sums of the ends of the hourly intervals"),
                        Column.number("Difference [kWh]"),
                        Column.text("Found by")),
                cells);
    }

    private static List<Cell> cells(Anomaly anomaly) {
        Anomaly.Energy energy = anomaly.energy();
        String interval = Double.isNaN(energy.lowerKwh())
                ? Numbers.MISSING
                : Numbers.significant(energy.lowerKwh()) + " – " + Numbers.significant(energy.upperKwh());
        return List.of(
                Cell.text(anomaly.building().value()),
                Cell.text(AnomalyText.words(anomaly.kind()) + " ("
                        + anomaly.quantity().noun() + ")"),
                Cell.text(anomaly.severity().code()).toned(tone(anomaly.severity())),
                Cell.text(TIME.format(anomaly.period().start())),
                Cell.significant(anomaly.period().hours()),
                Cell.significant(energy.actualKwh()),
                Cell.significant(energy.expectedKwh()),
                Cell.text(interval),
                Cell.significant(energy.differenceKwh()),
                Cell.text(anomaly.rule().code().replace('_', ' ')));
    }

    private static Tone tone(AnomalySeverity severity) {
        return switch (severity) {
            case LOW -> Tone.NEUTRAL;
            case MEDIUM -> Tone.WARNING;
            case HIGH -> Tone.BAD;
        };
    }

    private Table buildings() {
        Map<BuildingId, List<Anomaly>> byBuilding =
                anomalies.stream().collect(Collectors.groupingBy(Anomaly::building, TreeMap::new, Collectors.toList()));
        List<List<Cell>> cells = byBuilding.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<BuildingId, List<Anomaly>> entry) -> entry.getValue().stream()
                                .mapToDouble(each -> each.period().hours())
                                .sum())
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_BUILDINGS)
                .map(entry -> List.of(
                        Cell.text(entry.getKey().value()),
                        Cell.text(topology.find(entry.getKey())
                                .map(Building::site)
                                .map(site -> site.value())
                                .orElse(Numbers.MISSING)),
                        Cell.count(entry.getValue().size()),
                        Cell.significant(entry.getValue().stream()
                                .mapToDouble(each -> each.period().hours())
                                .sum())))
                .toList();
        return new Table(
                "Buildings with the most hours out of the ordinary",
                List.of(
                        Column.text("Building"),
                        Column.text("Site"),
                        Column.number("Anomalies"),
                        Column.number("Hours")),
                cells);
    }

    private static List<Block> explanation() {
        return List.of(
                new Paragraph("Readings are held against the forecast that was issued on the day before or earlier on "
                        + "the same day, never against one that knew them. One in five lies outside of an interval of "
                        + "80 % by design: an hour counts only where it lies far outside, or several in a row do. "
                        + "Without a forecast, a reading counts that is unlike those of the same hour and kind of day "
                        + "in the four weeks before."),
                new Paragraph("Severity: high is a difference of a mean day's energy, or three days without a change "
                        + "or a reading; medium a quarter of that, half a day outside, or one day without a change "
                        + "or a reading; low is the rest. Late readings and corrections change and withdraw what is "
                        + "said here."));
    }
}
