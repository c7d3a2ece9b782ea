package com.hometech.edf.data.quality;

import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.HtmlPage;
import com.hometech.edf.data.page.LineChart;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The data-quality report as a page: {@code data_quality_report.html}. */
public final class DataQualityPage {
    /** The name of the page as a file. */
    public static final String HTML_FILE = "data_quality_report.html";

    private final DataQualityReport report;

    private DataQualityPage(DataQualityReport report) {
        this.report = report;
    }

    /** Draws the page. */
    public static HtmlPage of(DataQualityReport report) {
        return new DataQualityPage(report).page();
    }

    private HtmlPage page() {
        HtmlPage page = HtmlPage.titled("Data quality", report.source()).section("Summary", summary());
        if (!report.warnings().isEmpty()) {
            page.section("What needs attention", attention());
        }
        if (report.months().size() > 1) {
            page.section("Completeness over time", completeness());
        }
        if (!report.buildings().isEmpty()) {
            page.section("Buildings", buildings());
        }
        if (!report.sites().isEmpty()) {
            page.section("Weather", weather());
        }
        return page.section("Rows", rows());
    }

    private List<Block> summary() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(verdict());
        blocks.add(Tiles.of(takenTile(), setAsideTile(), usableTile(), completeTile()));
        return blocks;
    }

    private Notice verdict() {
        boolean refused =
                report.files().stream().anyMatch(file -> !file.problem().isEmpty());
        if (refused || count(BuildingStatus.REJECTED) > 0) {
            return new Notice(Tone.BAD, "Part of the data was refused");
        }
        return report.warnings().isEmpty()
                ? new Notice(Tone.GOOD, "Nothing needs attention")
                : new Notice(
                        Tone.WARNING,
                        "The data can be used; " + report.warnings().size() + " things to look at");
    }

    private Tile takenTile() {
        long accepted = report.tables().stream()
                .mapToLong(DataQualityReport.TableTotals::accepted)
                .sum();
        return new Tile("Rows taken", Numbers.count(accepted), "of " + Numbers.count(inputRows()), Tone.NEUTRAL);
    }

    private Tile setAsideTile() {
        long rejected = report.tables().stream()
                .mapToLong(DataQualityReport.TableTotals::rejected)
                .sum();
        double share = inputRows() == 0 ? 0 : (double) rejected / inputRows();
        Tone tone = rejected == 0 ? Tone.GOOD : share > 0.01 ? Tone.BAD : Tone.WARNING;
        return new Tile("Rows set aside", Numbers.count(rejected), Numbers.percent(share, 2) + " of all", tone);
    }

    private long inputRows() {
        return report.tables().stream()
                .mapToLong(DataQualityReport.TableTotals::input)
                .sum();
    }

    private Tile usableTile() {
        long usable = count(BuildingStatus.OK);
        long all = report.buildings().size();
        return new Tile(
                "Buildings with enough readings",
                Numbers.count(usable),
                "of " + Numbers.count(all),
                usable == all ? Tone.GOOD : Tone.WARNING);
    }

    private Tile completeTile() {
        long expected = report.months().stream()
                .mapToLong(MonthlyCoverage.Month::expectedHours)
                .sum();
        long present = report.months().stream()
                .mapToLong(MonthlyCoverage.Month::presentHours)
                .sum();
        double share = expected == 0 ? Double.NaN : (double) present / expected;
        return new Tile("Hours with a reading", Numbers.percent(share, 2), "between first and last", Tone.NEUTRAL);
    }

    private long count(BuildingStatus status) {
        return report.buildings().stream()
                .filter(building -> building.status() == status)
                .count();
    }

    private List<Block> attention() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Notice(Tone.WARNING, "Gravest first", report.warnings()));
        if (!report.rejections().isEmpty()) {
            blocks.add(rejections());
        }
        return blocks;
    }

    private Table rejections() {
        List<List<Cell>> cells = new ArrayList<>();
        for (DataQualityReport.Rejection rejection : report.rejections()) {
            String examples = rejection.examples().stream()
                    .map(row -> row.file() + " line " + row.line() + ": " + row.detail())
                    .collect(Collectors.joining("; "));
            cells.add(List.of(
                    Cell.text(rejection.table()),
                    Cell.text(rejection.meaning()),
                    Cell.count(rejection.rows()),
                    Cell.text(examples)));
        }
        return new Table(
                "Rows that were set aside, and the first of each kind",
                List.of(Column.text("Table"), Column.text("Why"), Column.number("Rows"), Column.text("First rows")),
                cells);
    }

    private List<Block> completeness() {
        List<String> months =
                report.months().stream().map(MonthlyCoverage.Month::month).toList();
        double[] percent = report.months().stream()
                .mapToDouble(month -> 100 * month.completeness())
                .toArray();
        double[] counts = report.months().stream()
                .mapToDouble(MonthlyCoverage.Month::buildings)
                .toArray();
        return List.of(
                LineChart.of(
                        "Share of hours that have a reading",
                        "Counted between the first and the last reading of each building.",
                        Axis.of("Month (UTC)", months),
                        "hours with a reading [%]",
                        false,
                        new Series("All buildings", Series.Look.MAIN, percent)),
                LineChart.of(
                        "Buildings with readings",
                        "",
                        Axis.of("Month (UTC)", months),
                        "buildings",
                        true,
                        new Series("Buildings", Series.Look.MAIN, counts)));
    }

    private List<Block> buildings() {
        List<Column> columns = List.of(
                Column.text("Building"),
                Column.text("Site"),
                Column.text("Status"),
                Column.number("Hours"),
                Column.number("First"),
                Column.number("Last"),
                Column.number("Missing", "Hours without a reading between first and last"),
                Column.number("Zero", "Readings that are exactly 0"),
                Column.number("Longest gap [h]"),
                Column.number("Gaps", "Up to 3 h / up to a day / up to a week / longer"),
                Column.number("Flat [h]", "Hours in stretches of a day or longer with one value"),
                Column.number("Spikes"),
                Column.number("Unit slip [h]"),
                Column.number("Mean [kWh]"),
                Column.number("Largest [kWh]"));
        List<List<Cell>> cells = report.buildings().stream()
                .sorted(Comparator.comparing(BuildingQuality::needsAttention).reversed())
                .map(DataQualityPage::cells)
                .toList();
        return List.of(new Table("Readings of each building, those that need attention first", columns, cells));
    }

    private static List<Cell> cells(BuildingQuality building) {
        GapCounts gaps = building.gaps();
        String classes =
                gaps.upTo3Hours() + " / " + gaps.upTo24Hours() + " / " + gaps.upTo168Hours() + " / " + gaps.longer();
        int all = gaps.upTo3Hours() + gaps.upTo24Hours() + gaps.upTo168Hours() + gaps.longer();
        return List.of(
                Cell.text(building.buildingId()),
                Cell.text(building.siteId()),
                Cell.text(building.status().words()).toned(tone(building.status())),
                Cell.count(building.hours()),
                Cell.text(day(building.first())),
                Cell.text(day(building.last())),
                Cell.percent(building.hours() == 0 ? Double.NaN : building.missingShare(), 1),
                Cell.percent(building.hours() == 0 ? Double.NaN : building.zeroShare(), 1),
                Cell.count(building.longestGapHours()),
                new Cell(classes, Integer.toString(all), Tone.NEUTRAL),
                Cell.count(building.flatHours()),
                Cell.count(building.spikes()),
                Cell.count(building.unitSlipHours()).toned(building.unitSlipHours() > 0 ? Tone.BAD : Tone.NEUTRAL),
                Cell.significant(building.meanKwh()),
                Cell.significant(building.maxKwh()));
    }

    private static Tone tone(BuildingStatus status) {
        return switch (status) {
            case OK -> Tone.GOOD;
            case SHORT_HISTORY, NO_DATA, INACTIVE -> Tone.WARNING;
            case REJECTED -> Tone.BAD;
        };
    }

    private static String day(@Nullable Instant time) {
        return time == null ? Numbers.MISSING : time.toString().substring(0, 10);
    }

    private List<Block> weather() {
        List<List<Cell>> cells = new ArrayList<>();
        for (SiteWeather site : report.sites()) {
            String present = site.missingShare().entrySet().stream()
                    .filter(variable -> variable.getValue() < 1)
                    .sorted(Map.Entry.comparingByKey())
                    .map(variable -> variable.getKey() + " " + Numbers.percent(1 - variable.getValue(), 0))
                    .collect(Collectors.joining(", "));
            cells.add(List.of(
                    Cell.text(site.siteId()),
                    Cell.count(site.hours()),
                    Cell.text(day(site.first())),
                    Cell.text(day(site.last())),
                    Cell.percent(site.coverage(), 1).toned(site.coverage() < 0.9 ? Tone.WARNING : Tone.NEUTRAL),
                    Cell.text(present)));
        }
        return List.of(new Table(
                "Observed weather of each site",
                List.of(
                        Column.text("Site"),
                        Column.number("Hours"),
                        Column.number("First"),
                        Column.number("Last"),
                        Column.number("Covers", "Share of the hours with readings that have weather"),
                        Column.text("Variables, and in how many hours each is there")),
                cells));
    }

    private List<Block> rows() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "Every row that came in met one end: taken, set aside, a duplicate, or without a value."));
        blocks.add(totals());
        if (!report.files().isEmpty()) {
            blocks.add(files());
        }
        return blocks;
    }

    private Table totals() {
        List<List<Cell>> cells = report.tables().stream()
                .map(table -> List.of(
                        Cell.text(table.table()),
                        Cell.count(table.input()),
                        Cell.count(table.accepted()),
                        Cell.count(table.rejected()),
                        Cell.count(table.duplicates()),
                        Cell.count(table.missing()),
                        Cell.count(table.corrections()),
                        Cell.count(table.stored())))
                .toList();
        return new Table(
                "What became of the rows",
                List.of(
                        Column.text("Table"),
                        Column.number("Came in"),
                        Column.number("Taken"),
                        Column.number("Set aside"),
                        Column.number("Duplicates"),
                        Column.number("Without value"),
                        Column.number("Corrections", "Taken rows that change what an earlier delivery said"),
                        Column.number("In the table", "Fewer than taken where parts of hours were summed")),
                cells);
    }

    private Table files() {
        List<List<Cell>> cells = report.files().stream()
                .map(file -> List.of(
                        Cell.text(file.name()),
                        Cell.text(file.table()),
                        Cell.count(file.rows()),
                        Cell.count(file.version()),
                        Cell.text(file.problem().isEmpty() ? "taken" : file.problem())
                                .toned(file.problem().isEmpty() ? Tone.GOOD : Tone.BAD)))
                .toList();
        return new Table(
                "Delivered files",
                List.of(
                        Column.text("File"),
                        Column.text("Table"),
                        Column.number("Rows"),
                        Column.number("Version"),
                        Column.text("Outcome")),
                cells);
    }
}
