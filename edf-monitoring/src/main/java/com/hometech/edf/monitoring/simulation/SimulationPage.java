package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.page.Axis;
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
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.data.page.Tiles;
import com.hometech.edf.data.page.Tiles.Tile;
import com.hometech.edf.data.page.Tone;
import com.hometech.edf.monitoring.simulation.SimulationResult.Coverage;
import com.hometech.edf.monitoring.simulation.SimulationResult.FittedModel;
import com.hometech.edf.monitoring.simulation.SimulationResult.FoundFault;
import com.hometech.edf.monitoring.simulation.SimulationResult.RaisedAlarm;
import com.hometech.edf.monitoring.simulation.SimulationResult.Scores;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@value #FILE_NAME}: the results of a simulation for people. */
final class SimulationPage {
    /** Its name. */
    static final String FILE_NAME = "simulation.html";

    private static final int MOST_ALARMS = 200;

    private SimulationPage() {}

    static HtmlPage of(SimulationResult result) {
        HtmlPage page = HtmlPage.titled(
                        "A simulated stretch of daily operation",
                        result.request().from() + " to " + result.request().to() + ", " + result.buildings()
                                + " buildings")
                .section("What came of it", verdict(result));
        if (result.all().hours() > 0) {
            page.section("Readings inside the interval", coverage(result)).section("Month by month", months(result));
        }
        if (!result.faults().isEmpty()) {
            page.section("Injected faults", faults(result.faults()));
        }
        page.section("Alarms", alarms(result));
        page.section("Models", models(result.models()));
        return page.section("How it was made", facts(result))
                .footer("Made from " + SimulationResult.FILE_NAME + " beside this page; " + SimulationLog.FILE_NAME
                        + " tells it day by day.");
    }

    private static List<Block> verdict(SimulationResult result) {
        List<Block> blocks = new ArrayList<>();
        for (FoundFault found : result.faults()) {
            blocks.add(notice(found));
        }
        long unexplained =
                result.alarms().stream().filter(alarm -> alarm.beside() == null).count();
        if (unexplained == 0) {
            blocks.add(new Notice(Tone.GOOD, "No alarm was raised without an injected fault beside it."));
        } else {
            blocks.add(new Notice(
                    Tone.WARNING,
                    Numbers.count(unexplained) + (unexplained == 1 ? " alarm was" : " alarms were")
                            + " raised without an injected fault beside them: false, or "
                            + "about something that the readings really have."));
        }
        result.failures().stream().limit(5).forEach(failure -> blocks.add(new Notice(Tone.BAD, "Failed: " + failure)));
        Scores all = result.all();
        if (all.hours() > 0) {
            blocks.add(new Tiles(tiles(result, all)));
        }
        return blocks;
    }

    private static Notice notice(FoundFault found) {
        String what =
                sentence(found.fault().words()) + ", from " + found.fault().begin() + ": ";
        if (found.found() == null) {
            return new Notice(Tone.BAD, what + "no alarm found it.");
        }
        return new Notice(
                found.foundInTime() ? Tone.GOOD : Tone.WARNING,
                what + "found after " + days(found.days()) + ".",
                List.of(found.found().text()));
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String days(@Nullable Integer days) {
        return days == null ? Numbers.MISSING : days == 1 ? "1 day" : days + " days";
    }

    private static List<Tile> tiles(SimulationResult result, Scores all) {
        List<Tile> tiles = new ArrayList<>();
        tiles.add(new Tile(
                "Readings inside the interval",
                ResultText.percent(all.coveragePercent()),
                all.uncorrectedPercent() == null
                        ? "made for " + ResultText.percent(all.nominalPercent())
                        : "without online correction " + ResultText.percent(all.uncorrectedPercent()),
                Tone.NEUTRAL));
        Double wape = all.wapePercent().get(Candidate.MODEL.key());
        String plain = Candidate.BASELINES.stream()
                .filter(candidate -> all.wapePercent().containsKey(candidate.key()))
                .map(candidate -> candidate.label() + " "
                        + ResultText.percent(all.wapePercent().get(candidate.key())))
                .collect(Collectors.joining(", "));
        tiles.add(new Tile("WAPE", ResultText.percent(wape), plain, Tone.NEUTRAL));
        tiles.add(new Tile(
                "Alarms", Numbers.count(result.alarms().size()), "raised in " + all.days() + " days", Tone.NEUTRAL));
        tiles.add(new Tile(
                "Models fitted", Numbers.count(result.models().size()), "the first one included", Tone.NEUTRAL));
        return tiles;
    }

    private static List<Block> coverage(SimulationResult result) {
        List<Coverage> days = result.rolling();
        if (days.isEmpty()) {
            return List.of(new Paragraph("Fewer than " + ResultMaker.ROLLING_DAYS + " days are scored."));
        }
        double nominal = result.all().nominalPercent() == null
                ? Double.NaN
                : result.all().nominalPercent();
        List<Series> lines = new ArrayList<>();
        lines.add(new Series("as issued", Look.MAIN, values(days, Coverage::percent)));
        if (days.stream().anyMatch(day -> day.uncorrectedPercent() != null)) {
            lines.add(new Series("without online correction", Look.FIRST, values(days, Coverage::uncorrectedPercent)));
        }
        lines.add(new Series("made for", Look.REFERENCE, values(days, day -> nominal)));
        return List.of(LineChart.of(
                "Share of the readings of " + ResultMaker.ROLLING_DAYS + " days inside the interval",
                "Each point is about the weeks that end with its day. Below the line the interval promises too much, above "
                        + "it is wider than it need be.",
                Axis.of(
                        "Last day (UTC)",
                        days.stream()
                                .map(Coverage::lastDay)
                                .map(LocalDate::toString)
                                .toList()),
                "Inside [%]",
                false,
                lines.toArray(Series[]::new)));
    }

    private static double[] values(List<Coverage> days, Function<Coverage, @Nullable Double> value) {
        return days.stream()
                .map(value)
                .mapToDouble(number -> number == null ? Double.NaN : number)
                .toArray();
    }

    private static List<Block> months(SimulationResult result) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("Month"),
                Column.number("Days"),
                Column.number("Inside [%]", "share of readings inside the interval as it was issued"),
                Column.number("Without correction [%]", "the same of the interval without its online correction")));
        for (Candidate candidate : Candidate.values()) {
            columns.add(
                    Column.number("WAPE " + (candidate == Candidate.MODEL ? "forecast" : candidate.label()) + " [%]"));
        }
        List<List<Cell>> rows =
                result.months().stream().map(SimulationPage::row).toList();
        return List.of(new Table("All buildings and all hours of the forecast together", columns, rows));
    }

    private static List<Cell> row(Scores month) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.text(month.period()),
                Cell.count(month.days()),
                fixed(month.coveragePercent()),
                fixed(month.uncorrectedPercent())));
        for (Candidate candidate : Candidate.values()) {
            cells.add(fixed(month.wapePercent().get(candidate.key())));
        }
        return cells;
    }

    private static Cell fixed(@Nullable Double value) {
        return value == null ? Cell.text(Numbers.MISSING) : Cell.fixed(value, 1);
    }

    private static List<Block> faults(List<FoundFault> faults) {
        List<List<Cell>> rows = faults.stream()
                .map(found -> List.of(
                        Cell.text(sentence(found.fault().words())),
                        Cell.text(found.fault().begin() + " to " + found.fault().end()),
                        Cell.text(
                                found.found() == null
                                        ? "missed"
                                        : found.found().watch() + " "
                                                + found.found().kind()),
                        Cell.text(days(found.days())).toned(found.foundInTime() ? Tone.GOOD : Tone.BAD)))
                .toList();
        return List.of(new Table(
                "What was made wrong with what was delivered, and the first alarm that names it",
                List.of(Column.text("Fault"), Column.text("Days"), Column.text("Found by"), Column.text("After")),
                rows));
    }

    private static List<Block> alarms(SimulationResult result) {
        if (result.alarms().isEmpty()) {
            return List.of(new Paragraph("None was raised."));
        }
        List<List<Cell>> rows = result.alarms().stream()
                .limit(MOST_ALARMS)
                .map(SimulationPage::row)
                .toList();
        String more = result.alarms().size() > MOST_ALARMS
                ? "; the first " + MOST_ALARMS + " of " + result.alarms().size()
                : "";
        return List.of(
                alarmsByMonth(result),
                new Table(
                        "In the order in which they were raised" + more,
                        List.of(
                                Column.text("Raised"),
                                Column.text("Ended"),
                                Column.text("Alarm"),
                                Column.text("What it says"),
                                Column.text("Injected fault beside it")),
                        rows));
    }

    private static Table alarmsByMonth(SimulationResult result) {
        List<List<Cell>> rows = result.unexplainedByMonth().stream()
                .map(month -> List.of(
                        Cell.text(month.period()),
                        Cell.text(month.isQuiet() ? "no" : "yes"),
                        Cell.count(month.drift()),
                        Cell.count(month.others())))
                .toList();
        return new Table(
                "Alarms without an injected fault beside them, by month",
                List.of(
                        Column.text("Month"),
                        Column.text("Fault injected"),
                        Column.number("Of drift"),
                        Column.number("Of other checks")),
                rows);
    }

    private static List<Cell> row(RaisedAlarm raised) {
        return List.of(
                Cell.text(raised.raised().toString()),
                Cell.text(raised.ended() == null ? "lasts" : raised.ended().toString()),
                Cell.text(raised.alarm().watch() + " " + raised.alarm().kind()),
                Cell.text(raised.alarm().text() + " " + raised.alarm().advice()),
                Cell.text(raised.beside() == null ? Numbers.MISSING : raised.beside()));
    }

    private static List<Block> models(List<FittedModel> models) {
        List<List<Cell>> rows = models.stream()
                .map(model -> List.of(
                        Cell.text(model.modelVersion()),
                        Cell.text(model.fitted().toString()),
                        Cell.text(model.reason()),
                        Cell.text(
                                model.liveSince() == null
                                        ? "never"
                                        : model.liveSince().toString()),
                        Cell.count(model.live())))
                .toList();
        return List.of(new Table(
                "Models that were fitted. One that proved better than the one before goes live by itself: nobody is there to"
                        + " approve it.",
                List.of(
                        Column.text("Model"),
                        Column.text("Fitted"),
                        Column.text("Why"),
                        Column.text("Live since"),
                        Column.number("Days live")),
                rows));
    }

    private static List<Block> facts(SimulationResult result) {
        return List.of(new Facts(List.of(
                new Fact(
                        "Weather forecasts",
                        result.forecastsArchived()
                                ? "as archived"
                                : "none archived: the weather that was observed later stands in"),
                new Fact("Data", result.request().dataFingerprint()),
                new Fact("Configuration", result.request().configurationFingerprint()),
                new Fact("Version", result.request().version()))));
    }
}
