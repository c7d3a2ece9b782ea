package com.hometech.edf.monitoring.quality;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.data.importing.ImportHistory;
import com.hometech.edf.data.importing.ImportHistory.Imported;
import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.HeatMap;
import com.hometech.edf.data.page.HtmlPage;
import com.hometech.edf.data.page.LineChart;
import com.hometech.edf.data.page.Notice;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Paragraph;
import com.hometech.edf.data.page.Series;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.data.page.Times;
import com.hometech.edf.data.page.Tone;
import com.hometech.edf.data.quality.DayQuality.Hours;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.monitoring.watch.WatchInputs;
import java.io.IOException;
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
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** {@value #FILE_NAME}: what readings were like over the last months, by building, week and site. */
final class QualityPage {
    static final String FILE_NAME = "quality_report.html";

    private static final int WEEKS = 13;
    private static final int MOST_BUILDINGS = 40;
    private static final int MOST_IMPORTS = 30;
    private static final int MOST_SITES = 3;
    private static final int PERCENT = 100;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final QualityHistory history;
    private final Map<String, Instant> ends;
    private final List<String> lines;
    private final List<Alarm> alarms;
    private final List<LocalDate> weeks;

    private QualityPage(QualityHistory history, Map<String, Instant> ends, List<String> lines, List<Alarm> alarms) {
        this.history = history;
        this.ends = ends;
        this.lines = lines;
        this.alarms = alarms;
        this.weeks = new ArrayList<>();
        if (!history.days().isEmpty()) {
            LocalDate last = QualityHistory.week(history.days().lastKey());
            for (int ago = WEEKS - 1; ago >= 0; ago--) {
                weeks.add(last.minusWeeks(ago));
            }
        }
    }

    /**
     * The page.
     *
     * @param ends of the newest readings, by site and quantity
     * @param lines what was looked at
     */
    static HtmlPage of(
            QualityHistory history,
            Map<String, Instant> ends,
            List<String> lines,
            WatchInputs inputs,
            List<Alarm> alarms)
            throws IOException {
        return new QualityPage(history, ends, lines, alarms)
                .page(ImportHistory.newest(inputs.readings(), MOST_IMPORTS));
    }

    private HtmlPage page(List<Imported> imports) {
        String until = weeks.isEmpty()
                ? "No readings yet"
                : "Until " + Times.day(history.days().lastKey()) + ", in UTC";
        HtmlPage page = HtmlPage.titled("Data quality over time", until).section("Summary", summary());
        if (!weeks.isEmpty()) {
            page.section("Buildings", heatMap());
            page.section("Sites", List.of(trend(), sites()));
        }
        if (!imports.isEmpty()) {
            page.section("Deliveries", List.of(deliveries(imports)));
        }
        return page.section(
                "What counts",
                List.of(new Paragraph(
                        "A reading is expected of each hour from a building's first one on, until the newest "
                                + "of all buildings. One is usable that is there and not flagged: as unchanging for a day or "
                                + "longer, far above what is usual for the building, or in another unit. Late readings and "
                                + "corrections change what is said of their days.")));
    }

    private List<Block> summary() {
        List<Block> blocks = new ArrayList<>();
        if (alarms.isEmpty()) {
            blocks.add(new Notice(
                    Tone.GOOD, "Readings arrive from all buildings, and no site delivers worse than before."));
        }
        for (Alarm alarm : alarms) {
            blocks.add(new Notice(Tone.BAD, alarm.text(), List.of(alarm.advice())));
        }
        lines.forEach(line -> blocks.add(new Paragraph(line)));
        return blocks;
    }

    /** Buildings that lack readings; those of which every hour is usable would only hide them. */
    private List<Block> heatMap() {
        List<Map.Entry<BuildingId, NavigableMap<LocalDate, Hours>>> lacking = history.buildings().entrySet().stream()
                .filter(entry -> missing(entry.getValue()) > 0)
                .sorted(Comparator.comparing((Map.Entry<BuildingId, NavigableMap<LocalDate, Hours>> entry) ->
                                -missing(entry.getValue()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        int complete = history.buildings().size() - lacking.size();
        List<Block> blocks = new ArrayList<>();
        if (complete > 0) {
            blocks.add(new Paragraph(Numbers.count(complete) + (complete == 1 ? " building has" : " buildings have")
                    + " a usable reading of every hour of these " + WEEKS + " weeks."));
        }
        if (!lacking.isEmpty()) {
            blocks.add(heatMap(lacking));
        }
        return blocks;
    }

    private HeatMap heatMap(List<Map.Entry<BuildingId, NavigableMap<LocalDate, Hours>>> lacking) {
        List<Map.Entry<BuildingId, NavigableMap<LocalDate, Hours>>> worst =
                lacking.subList(0, Math.min(MOST_BUILDINGS, lacking.size()));
        double[][] values = new double[worst.size()][weeks.size()];
        for (int row = 0; row < worst.size(); row++) {
            for (int week = 0; week < weeks.size(); week++) {
                Hours hours = worst.get(row).getValue().getOrDefault(weeks.get(week), Hours.NONE);
                values[row][week] = PERCENT * (1 - hours.usableShare());
            }
        }
        String which = lacking.size() > MOST_BUILDINGS
                ? "the worst " + MOST_BUILDINGS + " of " + lacking.size()
                : "the worst first";
        return new HeatMap(
                "Hours without a usable reading [%], by building and week, " + which,
                "Building / week from",
                worst.stream().map(entry -> entry.getKey().value()).toList(),
                weeks.stream().map(DAY::format).toList(),
                values,
                0);
    }

    /** Hours without a usable reading in the weeks that are shown. */
    private double missing(NavigableMap<LocalDate, Hours> ofBuilding) {
        Hours hours = QualityHistory.sum(
                ofBuilding, weeks.get(0), weeks.get(weeks.size() - 1).plusDays(1));
        return hours.expected() - hours.present() + hours.flat() + hours.spike() + hours.unitSlip();
    }

    private LineChart trend() {
        List<Series> series = new ArrayList<>();
        Series.Look[] looks = {Series.Look.MAIN, Series.Look.FIRST, Series.Look.SECOND, Series.Look.THIRD};
        if (history.sites().size() > 1) {
            series.add(new Series("all sites", Series.Look.MAIN, usable(history.days())));
        }
        history.sites().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<QualityHistory.Key, NavigableMap<LocalDate, Hours>> entry) ->
                                -missing(QualityHistory.weeks(entry.getValue())))
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_SITES)
                .forEach(entry -> series.add(new Series(
                        entry.getKey().site() + " (" + entry.getKey().quantity().noun() + ")",
                        looks[series.size()],
                        usable(entry.getValue()))));
        return LineChart.of(
                "Hours with a usable reading, week by week",
                history.sites().size() > MOST_SITES ? "The sites with the most hours without one." : "",
                Axis.of("Week from (UTC)", weeks.stream().map(DAY::format).toList()),
                "Usable hours [%]",
                false,
                series.toArray(Series[]::new));
    }

    private double[] usable(Map<LocalDate, Hours> days) {
        NavigableMap<LocalDate, Hours> byWeek = QualityHistory.weeks(days);
        return weeks.stream()
                .mapToDouble(
                        week -> PERCENT * byWeek.getOrDefault(week, Hours.NONE).usableShare())
                .toArray();
    }

    private Table sites() {
        LocalDate last = history.days().lastKey();
        List<List<Cell>> cells = new ArrayList<>();
        history.sites().forEach((key, days) -> {
            Hours week = QualityHistory.sum(days, last.minusDays(6), last.plusDays(1));
            Hours before = QualityHistory.sum(days, last.minusDays(34), last.minusDays(6));
            cells.add(List.of(
                    Cell.text(key.site().value()),
                    Cell.text(key.quantity().noun()),
                    Cell.text(time(ends.get(QualityHistory.Key.text(key.site(), key.quantity())))),
                    Cell.percent(week.completeness(), 1),
                    Cell.percent(before.completeness(), 1),
                    Cell.percent(week.suspectShare(), 1),
                    Cell.percent(before.suspectShare(), 1),
                    Cell.count(week.gaps()),
                    Cell.significant(week.longestGap())));
        });
        return new Table(
                "The last seven days of each site, beside the four weeks before",
                List.of(
                        Column.text("Site"),
                        Column.text("Of"),
                        Column.text("Newest reading (UTC)"),
                        Column.number("There", "Share of the expected hours that have a reading"),
                        Column.number("There, before"),
                        Column.number("Flagged", "Share of the readings that cannot be right"),
                        Column.number("Flagged, before"),
                        Column.number("Gaps"),
                        Column.number("Longest in a day [h]")),
                cells);
    }

    private static String time(@Nullable Instant time) {
        return time == null ? Numbers.MISSING : TIME.format(time);
    }

    private static Table deliveries(List<Imported> imports) {
        List<List<Cell>> cells = imports.stream()
                .map(each -> List.of(
                        Cell.text(each.name()),
                        Cell.text(time(each.importedAt())),
                        Cell.text(time(each.newestReading())),
                        Cell.text(age(each)),
                        Cell.count(each.accepted()),
                        Cell.count(each.rejected()).toned(each.rejected() > 0 ? Tone.WARNING : Tone.NEUTRAL),
                        Cell.count(each.duplicates()),
                        Cell.count(each.corrections()),
                        Cell.count(each.refused()).toned(each.refused() > 0 ? Tone.BAD : Tone.NEUTRAL)))
                .toList();
        return new Table(
                "Imports, the newest first",
                List.of(
                        Column.text("Import"),
                        Column.text("Arrived (UTC)"),
                        Column.text("Newest reading (UTC)"),
                        Column.number("Age [h]", "From the newest reading to its arrival"),
                        Column.number("Rows taken"),
                        Column.number("Set aside"),
                        Column.number("Duplicates"),
                        Column.number("Corrections"),
                        Column.number("Files refused")),
                cells);
    }

    private static String age(Imported each) {
        return each.importedAt() == null || each.newestReading() == null
                ? Numbers.MISSING
                : Numbers.count(Duration.between(each.newestReading(), each.importedAt())
                        .toHours());
    }
}
