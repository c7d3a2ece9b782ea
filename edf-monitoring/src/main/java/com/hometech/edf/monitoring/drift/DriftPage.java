package com.hometech.edf.monitoring.drift;

import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.BarChart;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.Facts;
import com.hometech.edf.data.page.Facts.Fact;
import com.hometech.edf.data.page.HtmlPage;
import com.hometech.edf.data.page.LineChart;
import com.hometech.edf.data.page.Notice;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Paragraph;
import com.hometech.edf.data.page.Series;
import com.hometech.edf.data.page.Series.Look;
import com.hometech.edf.data.page.SideBySide;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.data.page.Tiles;
import com.hometech.edf.data.page.Tiles.Tile;
import com.hometech.edf.data.page.Times;
import com.hometech.edf.data.page.Tone;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.monitoring.drift.DriftSummary.BuildingDrift;
import com.hometech.edf.monitoring.drift.DriftSummary.DayLevel;
import com.hometech.edf.monitoring.drift.DriftSummary.SiteDrift;
import com.hometech.edf.monitoring.drift.DriftSummary.VariableDrift;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** {@value DriftSummary#PAGE_NAME}: what moved, by how much, since when, and where. */
final class DriftPage {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final int MOST_DETAILS = 6;
    private static final int MOST_DISTRIBUTIONS = 4;
    private static final int MOST_SITES = 6;
    private static final int MOST_ROWS = 50;

    private DriftPage() {}

    static HtmlPage of(DriftSummary summary) {
        HtmlPage page = HtmlPage.titled(
                "What moved", "Readings, weather, calendar and errors, as of " + Times.minute(summary.asOf()));
        page.section("Verdict", verdict(summary));
        List<Block> details = details(summary);
        if (!details.isEmpty()) {
            page.section("Buildings with an alarm, day by day", details);
        }
        page.section("Errors of forecasts", errors(summary));
        page.section("What forecasts are made from", features(summary));
        page.section("Weather beside the same weeks of earlier years", weather(summary));
        page.section("Use beside the same weeks of earlier years", use(summary));
        return page.section("How to read this", facts())
                .footer("Made from " + DriftSummary.FILE_NAME + " beside this page.");
    }

    private static List<Block> verdict(DriftSummary summary) {
        List<Block> blocks = new ArrayList<>();
        for (Alarm alarm : summary.alarms()) {
            blocks.add(new Notice(
                    alarm.remedy() == Remedy.REPAIR_DATA ? Tone.BAD : Tone.WARNING,
                    alarm.text(),
                    List.of(alarm.advice(), "Alarm raised on " + Times.day(alarm.raised()) + ".")));
        }
        if (summary.alarms().isEmpty()) {
            blocks.add(new Notice(Tone.GOOD, "No meter, clock, calendar or weather looks wrong."));
        }
        blocks.add(Tiles.of(
                new Tile(
                        "Alarms",
                        Numbers.count(summary.alarms().size()),
                        "that last",
                        summary.alarms().isEmpty() ? Tone.GOOD : Tone.BAD),
                new Tile("Buildings", Numbers.count(summary.judged()), "were looked at", Tone.NEUTRAL),
                new Tile(
                        "Use that moved",
                        Numbers.count(summary.moved()),
                        summary.withSeason() == 0
                                ? "no earlier year is known"
                                : "of " + Numbers.count(summary.withSeason()) + " with an earlier year",
                        Tone.NEUTRAL),
                new Tile(
                        "Weather that moved",
                        Numbers.count(summary.sites().stream()
                                .flatMap(site -> site.weather().stream())
                                .filter(variable -> variable.season().moved())
                                .count()),
                        "variables of all sites",
                        Tone.NEUTRAL)));
        DriftText.lines(summary).stream().map(Paragraph::new).forEach(blocks::add);
        return blocks;
    }

    private static List<Block> details(DriftSummary summary) {
        List<Block> blocks = new ArrayList<>();
        summary.buildings().stream()
                .filter(building -> !building.levels().isEmpty())
                .limit(MOST_DETAILS)
                .forEach(building -> blocks.add(SideBySide.of(level(building), clock(building))));
        return blocks;
    }

    private static LineChart level(BuildingDrift building) {
        double factor = Math.pow(2, building.levelThreshold());
        return LineChart.of(
                building.building() + ": readings beside the six weeks before",
                "1 is usual. Above the upper or below the lower line on two of three days raises an alarm. A line at 1 means that "
                        + "not all hours moved the same way.",
                axis(building),
                "Times what is usual",
                false,
                new Series("readings", Look.MAIN, values(building, day -> Math.pow(2, day.level()))),
                new Series("too much", Look.REFERENCE, values(building, day -> factor)),
                new Series("too little", Look.REFERENCE, values(building, day -> 1 / factor)));
    }

    private static LineChart clock(BuildingDrift building) {
        return LineChart.of(
                building.building() + ": evidence that the clock is an hour off",
                "Of three days together, as a log likelihood ratio. Below zero the building keeps its usual hours.",
                axis(building),
                "Evidence [nats]",
                false,
                new Series("an hour late", Look.MAIN, values(building, DayLevel::late)),
                new Series("an hour early", Look.FIRST, values(building, DayLevel::early)),
                new Series("alarm", Look.REFERENCE, values(building, day -> building.clockThreshold())));
    }

    private static Axis axis(BuildingDrift building) {
        return Axis.of(
                "Day",
                building.levels().stream().map(day -> DAY.format(day.day())).toList());
    }

    private static double[] values(BuildingDrift building, ToDoubleFunction<DayLevel> value) {
        return building.levels().stream().mapToDouble(value).toArray();
    }

    private static List<Block> errors(DriftSummary summary) {
        List<Block> blocks = new ArrayList<>();
        for (ErrorDrift errors : summary.errors()) {
            Axis axis = Axis.of(
                    "Day (UTC)",
                    errors.days().stream().map(day -> DAY.format(day.day())).toList());
            blocks.add(SideBySide.of(
                    LineChart.of(
                            "Error of each day: " + errors.quantity().noun(),
                            "All buildings together. Where plain forecasts get worse as much, it is a hard time for all.",
                            axis,
                            "WAPE [%]",
                            true,
                            new Series("forecast", Look.MAIN, of(errors, ErrorDrift.Day::wape)),
                            new Series("best plain forecast", Look.FIRST, of(errors, ErrorDrift.Day::plain))),
                    LineChart.of(
                            "Sequential test of the last four weeks",
                            "What errors exceed those of the eight weeks before by, added up day by day (CUSUM). Above the line "
                                    + "they have grown for good.",
                            axis,
                            "Sum [standard deviations]",
                            true,
                            new Series(
                                    "sum",
                                    Look.MAIN,
                                    of(
                                            errors,
                                            day -> day.day().isBefore(errors.judgedFrom()) ? Double.NaN : day.sum())),
                            new Series("limit", Look.REFERENCE, of(errors, day -> errors.limit())))));
        }
        if (blocks.isEmpty()) {
            blocks.add(
                    new Paragraph(
                            "Not enough days of issued forecasts are scored yet: four weeks to judge, and three at least before them."));
        }
        return blocks;
    }

    private static List<Block> features(DriftSummary summary) {
        if (summary.features().isEmpty()) {
            return List.of(
                    new Paragraph("No value of the newest forecasts is known to lie beyond what their model learned."));
        }
        List<List<Cell>> rows = new ArrayList<>();
        summary.features().stream()
                .sorted(Comparator.comparing(FeatureDrift::isAlarming)
                        .thenComparing(FeatureDrift::rows)
                        .reversed()
                        .thenComparing(FeatureDrift::feature))
                .limit(MOST_ROWS)
                .forEach(feature -> rows.add(row(feature)));
        return List.of(
                new Paragraph(
                        "Beyond the values that it learned a model answers as at their end. A few such values are common; "
                                + "many of them, far beyond and for days, are a reason to look."),
                new Table(
                        "Features of the newest forecasts with values beyond everything that their model learned; loads are multiples "
                                + "of the building's own level",
                        List.of(
                                Column.text("Feature"),
                                Column.text("Forecast"),
                                Column.number("Learned from"),
                                Column.number("Learned to"),
                                Column.number("Farthest", "The value farthest beyond"),
                                Column.number(
                                        "Beyond by", "In widths of the range in which 98 of 100 learned values lie"),
                                Column.number("Rows [%]"),
                                Column.number("Buildings"),
                                Column.text("Since"),
                                Column.text("Verdict")),
                        rows));
    }

    private static List<Cell> row(FeatureDrift feature) {
        return List.of(
                Cell.text(feature.feature().replace('_', ' ')),
                Cell.text(feature.quantity().noun()),
                Cell.significant(feature.least()),
                Cell.significant(feature.most()),
                Cell.significant(feature.farthest()),
                Cell.fixed(feature.excess(), 2).toned(feature.isAlarming() ? Tone.WARNING : Tone.NEUTRAL),
                Cell.fixed(100.0 * feature.rows() / feature.checkedRows(), 1),
                Cell.count(feature.buildings()),
                Cell.text(Times.day(feature.since())),
                Cell.text(feature.defect() ? "cannot be" : feature.isAlarming() ? "alarm" : "common"));
    }

    private static double[] of(ErrorDrift errors, ToDoubleFunction<ErrorDrift.Day> value) {
        return errors.days().stream().mapToDouble(value).toArray();
    }

    private static List<Block> weather(DriftSummary summary) {
        List<Block> blocks = new ArrayList<>();
        List<List<Cell>> rows = new ArrayList<>();
        for (SiteDrift site : summary.sites()) {
            for (VariableDrift variable : site.weather()) {
                rows.add(row(
                        List.of(site.site(), WeatherWords.withUnit(variable.name())),
                        variable.season(),
                        value -> value));
            }
        }
        if (rows.isEmpty()) {
            blocks.add(new Paragraph("No weather of the same weeks of an earlier year is known."));
            return blocks;
        }
        blocks.add(new Table(
                "Daily means of the last four weeks beside the same weeks of earlier years, three weeks more on both sides",
                columns(List.of("Site", "Variable")),
                rows));
        List<Block> charts = new ArrayList<>();
        for (SiteDrift site :
                summary.sites().subList(0, Math.min(MOST_SITES, summary.sites().size()))) {
            site.weather().stream()
                    .max(Comparator.comparingDouble(variable ->
                            variable.season().distance() / variable.season().threshold()))
                    .ifPresent(variable -> charts.add(distribution(
                            site.site() + ": " + WeatherWords.name(variable.name()),
                            "Daily mean of " + WeatherWords.withUnit(variable.name()),
                            variable.season(),
                            value -> value)));
        }
        blocks.add(new SideBySide(charts));
        return blocks;
    }

    private static List<Block> use(DriftSummary summary) {
        List<BuildingDrift> compared = summary.buildings().stream()
                .filter(building -> building.level() != null)
                .sorted(Comparator.comparingDouble(DriftPage::rank).thenComparing(BuildingDrift::building))
                .toList();
        if (compared.isEmpty()) {
            return List.of(new Paragraph("No readings of the same weeks of an earlier year are known."));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (BuildingDrift building : compared.subList(0, Math.min(MOST_ROWS, compared.size()))) {
            add(rows, building, "daily mean [kWh an hour]", building.level(), Math::exp);
            add(rows, building, "share of 08:00 to 18:00", building.shape(), value -> value);
            add(rows, building, "variation within the day", building.variation(), value -> value);
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "What is used differently from year to year is no alarm by itself: forecasts follow within weeks. It says "
                        + "where a model that was trained before may err."));
        blocks.add(new Table(
                "Days of the last four weeks beside the same weeks of earlier years; buildings that moved most first",
                columns(List.of("Building", "What")),
                rows));
        List<Block> charts = new ArrayList<>();
        for (BuildingDrift building : compared.subList(0, Math.min(MOST_DISTRIBUTIONS, compared.size()))) {
            SeasonDrift level = building.level();
            if (level != null) {
                charts.add(
                        distribution(building.building() + ": demand", "Daily mean [kWh an hour]", level, Math::exp));
            }
        }
        blocks.add(new SideBySide(charts));
        return blocks;
    }

    private static double rank(BuildingDrift building) {
        SeasonDrift level = building.level();
        return level == null ? 0 : -level.distance() / level.threshold();
    }

    private static void add(
            List<List<Cell>> rows,
            BuildingDrift building,
            String what,
            @Nullable SeasonDrift season,
            DoubleUnaryOperator shown) {
        if (season != null && (season.moved() || what.startsWith("daily"))) {
            rows.add(row(List.of(building.building(), what), season, shown));
        }
    }

    private static List<Column> columns(List<String> names) {
        List<Column> columns = new ArrayList<>();
        names.forEach(name -> columns.add(Column.text(name)));
        columns.add(Column.number("Now", "Typical of the last four weeks"));
        columns.add(Column.number("Then", "Typical of the same weeks of earlier years"));
        columns.add(Column.number("Distance", "Wasserstein distance in standard deviations of the earlier years"));
        columns.add(Column.number("Limit", "Distance that stretches of earlier years have from each other"));
        columns.add(Column.number("PSI", "Population stability index; with four weeks of days it is rough"));
        columns.add(Column.number("Years"));
        columns.add(Column.text("Verdict"));
        return columns;
    }

    private static List<Cell> row(List<String> names, SeasonDrift season, DoubleUnaryOperator shown) {
        List<Cell> cells = new ArrayList<>();
        names.forEach(name -> cells.add(Cell.text(name)));
        cells.add(Cell.significant(shown.applyAsDouble(season.mean())));
        cells.add(Cell.significant(shown.applyAsDouble(season.referenceMean())));
        cells.add(Cell.fixed(season.distance(), 2).toned(season.moved() ? Tone.WARNING : Tone.NEUTRAL));
        cells.add(Cell.fixed(season.threshold(), 2));
        cells.add(Cell.fixed(season.psi(), 2));
        cells.add(Cell.count(season.years()));
        cells.add(Cell.text(season.moved() ? "moved" : "as before"));
        return cells;
    }

    private static BarChart distribution(
            String caption, String valueTitle, SeasonDrift season, DoubleUnaryOperator shown) {
        List<String> bins = new ArrayList<>();
        double[] edges = Arrays.stream(season.edges()).map(shown).toArray();
        for (int bin = 0; bin <= edges.length; bin++) {
            bins.add(
                    edges.length == 0
                            ? "all"
                            : bin == 0
                                    ? "up to " + Numbers.significant(edges[0])
                                    : bin == edges.length
                                            ? "above " + Numbers.significant(edges[bin - 1])
                                            : Numbers.significant(edges[bin - 1]) + " to "
                                                    + Numbers.significant(edges[bin]));
        }
        return new BarChart(
                caption,
                "Each group of bars is a tenth of the days of earlier years. Where the bars of the last weeks pile up on one "
                        + "side, it has moved there.",
                Axis.of(valueTitle, bins),
                "Days [%]",
                List.of(
                        new Series("last four weeks", Look.MAIN, percent(season.current())),
                        new Series("earlier years", Look.FIRST, percent(season.reference()))));
    }

    private static double[] percent(double[] shares) {
        return Arrays.stream(shares).map(share -> 100 * share).toArray();
    }

    private static List<Block> facts() {
        return List.of(new Facts(List.of(
                new Fact(
                        "Meters and use",
                        "Each hour is compared with the median of the same weekday and hour of the six weeks before. Four fifths of "
                                + "the hours have to have moved the same way."),
                new Fact(
                        "Clocks",
                        "The steps from hour to hour are compared with those of the same kind of day before, as they are and an hour "
                                + "earlier or later."),
                new Fact(
                        "Calendar",
                        "Half of the buildings that rest on Sundays have to have worked on a holiday that they kept before, or rested "
                                + "beside one."),
                new Fact(
                        "Weather",
                        "A temperature that does not change at all for longer than it ever did, or repeats a day."),
                new Fact(
                        "What forecasts are made from",
                        "Features with values beyond all that was learned raise an alarm where a tenth of the rows have them for three "
                                + "days, a tenth of the usual range beyond it."),
                new Fact(
                        "Same weeks of earlier years",
                        "Limits are distances that stretches of four weeks of earlier years have from the others, so that winter is no "
                                + "drift. A limit of one earlier year knows no differences between years."),
                new Fact("End of an alarm", "What lasts for some weeks becomes usual, and its alarm ends."))));
    }
}
