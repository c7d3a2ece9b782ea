package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.config.MonitoringConfig.AccuracyConfig;
import com.hometech.edf.data.accuracy.AccuracyScores;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.BuildingDays;
import com.hometech.edf.data.accuracy.AccuracySummary.BuildingScores;
import com.hometech.edf.data.accuracy.AccuracySummary.Check;
import com.hometech.edf.data.accuracy.AccuracySummary.DayScores;
import com.hometech.edf.data.accuracy.AccuracySummary.LeadScores;
import com.hometech.edf.data.accuracy.AccuracySummary.QuantityAccuracy;
import com.hometech.edf.data.accuracy.AccuracySummary.Unscored;
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
import com.hometech.edf.data.page.Times;
import com.hometech.edf.data.page.Tone;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** {@value AccuracySummary#PAGE_NAME}: how good issued forecasts turned out to be, what is wrong first. */
final class AccuracyPage {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final List<Look> LOOKS = List.of(Look.FIRST, Look.SECOND, Look.THIRD);

    private AccuracyPage() {}

    static HtmlPage of(AccuracySummary summary, AccuracyConfig rules) {
        HtmlPage page = HtmlPage.titled(
                "Accuracy of issued forecasts",
                Times.day(summary.firstDay()) + " to " + Times.day(summary.lastDay()) + " (days in UTC), as of "
                        + Times.minute(summary.asOf()));
        boolean several = summary.quantities().size() > 1;
        for (QuantityAccuracy quantity : summary.quantities()) {
            String of = several ? ": " + quantity.quantity().noun() : "";
            page.section("Verdict" + of, verdict(quantity));
            if (quantity.leads().get(0).hours().scored() > 0) {
                page.section("Day by day" + of, days(quantity))
                        .section("By hours of the forecast" + of, leads(quantity))
                        .section("Buildings with the largest errors" + of, List.of(worst(quantity)));
            }
            if (quantity.intervalCorrection() != null) {
                page.section(
                        "Correction of the intervals" + of, CorrectionSection.blocks(quantity.intervalCorrection()));
            }
            page.section("What does not count" + of, unscored(quantity));
        }
        return page.section("Where the numbers come from", facts(summary, rules))
                .footer("Made from " + AccuracySummary.FILE_NAME + " beside this page.");
    }

    private static List<Block> verdict(QuantityAccuracy quantity) {
        List<Block> blocks = new ArrayList<>();
        for (Check check : quantity.checks()) {
            Tone tone = check.alarm() ? Tone.BAD : check.since() == null ? Tone.GOOD : Tone.WARNING;
            List<String> details = check.since() == null || check.buildings().isEmpty()
                    ? List.of()
                    : List.of("Most of it comes from: " + String.join(", ", check.buildings()));
            blocks.add(new Notice(tone, check.text(), details));
        }
        LeadScores all = quantity.leads().get(0);
        if (all.hours().scored() > 0) {
            blocks.add(tiles(quantity, all));
        }
        return blocks;
    }

    private static Tiles tiles(QuantityAccuracy quantity, LeadScores all) {
        Candidate best = best(quantity);
        double own = all.score(Candidate.MODEL, AccuracyScores.WAPE);
        double plain = all.score(best, AccuracyScores.WAPE);
        return Tiles.of(
                new Tile(
                        "WAPE",
                        percent(own),
                        best.label() + ": " + percent(plain),
                        own <= plain ? Tone.GOOD : Tone.BAD),
                new Tile(
                        "Bias",
                        percent(all.score(Candidate.MODEL, AccuracyScores.BIAS)),
                        "positive: too much was forecast",
                        Tone.NEUTRAL),
                new Tile(
                        "Readings inside the interval",
                        percent(all.score(Candidate.MODEL, AccuracyScores.COVERAGE)),
                        "made for " + percent(all.score(Candidate.MODEL, AccuracyScores.NOMINAL_COVERAGE)),
                        Tone.NEUTRAL),
                new Tile(
                        "Forecast hours scored",
                        Numbers.count(all.hours().scored()),
                        Numbers.count(quantity.buildings()) + " buildings",
                        Tone.NEUTRAL));
    }

    private static Candidate best(QuantityAccuracy quantity) {
        return Candidate.BASELINES.stream()
                .filter(candidate -> candidate.key().equals(quantity.bestBaseline()))
                .findFirst()
                .orElse(Candidate.LAST_WEEK);
    }

    private static List<Block> days(QuantityAccuracy quantity) {
        List<DayScores> days = quantity.days();
        Axis axis = Axis.of(
                "Day (UTC)", days.stream().map(day -> DAY.format(day.day())).toList());
        List<Series> errors = new ArrayList<>();
        errors.add(new Series(
                "forecast", Look.MAIN, values(days, day -> score(day, Candidate.MODEL, AccuracyScores.WAPE))));
        for (int index = 0; index < Candidate.BASELINES.size(); index++) {
            Candidate baseline = Candidate.BASELINES.get(index);
            errors.add(new Series(
                    baseline.label(),
                    LOOKS.get(index),
                    values(days, day -> score(day, baseline, AccuracyScores.WAPE))));
        }
        return List.of(
                new LineChart(
                        "Error of each day beside plain forecasts",
                        "All buildings that count, all hours of the forecast together: large buildings weigh more. Gaps are "
                                + "days of which too few buildings count.",
                        axis,
                        "WAPE [%]",
                        true,
                        errors,
                        Optional.empty()),
                LineChart.of(
                        "Readings inside the interval",
                        "Below the line the interval promises too much, above it is wider than it need be.",
                        axis,
                        "Inside [%]",
                        false,
                        new Series(
                                "inside",
                                Look.MAIN,
                                values(days, day -> score(day, Candidate.MODEL, AccuracyScores.COVERAGE))),
                        new Series(
                                "made for",
                                Look.REFERENCE,
                                values(days, day -> score(day, Candidate.MODEL, AccuracyScores.NOMINAL_COVERAGE)))),
                LineChart.of(
                        "Bias",
                        "Above zero too much was forecast.",
                        axis,
                        "Bias [%]",
                        false,
                        new Series(
                                "forecast",
                                Look.MAIN,
                                values(days, day -> score(day, Candidate.MODEL, AccuracyScores.BIAS)))));
    }

    private static double score(DayScores day, Candidate candidate, String metric) {
        return day.judged() ? day.leads().get(0).score(candidate, metric) : Double.NaN;
    }

    private static double[] values(List<DayScores> days, ToDoubleFunction<DayScores> value) {
        return days.stream().mapToDouble(value).toArray();
    }

    private static List<Block> leads(QuantityAccuracy quantity) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("Hours of the forecast"),
                Column.number("WAPE [%]", "Sum of |error| over sum of |reading|"),
                Column.number("WAPE, median [%]", "Median over buildings")));
        Candidate.BASELINES.forEach(baseline -> columns.add(
                Column.number(baseline.label() + " [%]", "WAPE of this plain forecast over the same hours")));
        columns.addAll(List.of(
                Column.number("MAE [kWh]"),
                Column.number("RMSE [kWh]"),
                Column.number("MAPE [%]"),
                Column.number("Bias [%]", "Positive where too much was forecast"),
                Column.number("Inside [%]", "Share of readings inside the interval"),
                Column.number("Width [%]", "Of the interval, in percent of use"),
                Column.number("Hours scored")));
        return List.of(new Table(
                "All buildings that count; the plain forecasts are scored over the same hours",
                columns,
                quantity.leads().stream().map(AccuracyPage::row).toList()));
    }

    private static List<Cell> row(LeadScores lead) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.text(lead.leads()),
                Cell.fixed(lead.score(Candidate.MODEL, AccuracyScores.WAPE), 2),
                Cell.fixed(lead.medianWapePercent().getOrDefault(Candidate.MODEL.key(), Double.NaN), 2)));
        Candidate.BASELINES.forEach(baseline -> cells.add(Cell.fixed(lead.score(baseline, AccuracyScores.WAPE), 2)));
        cells.addAll(List.of(
                Cell.significant(lead.score(Candidate.MODEL, "mae_kwh")),
                Cell.significant(lead.score(Candidate.MODEL, "rmse_kwh")),
                Cell.fixed(lead.score(Candidate.MODEL, "mape_percent"), 1),
                Cell.fixed(lead.score(Candidate.MODEL, AccuracyScores.BIAS), 1),
                Cell.fixed(lead.score(Candidate.MODEL, AccuracyScores.COVERAGE), 1),
                Cell.fixed(lead.score(Candidate.MODEL, "interval_width_percent"), 1),
                Cell.count(lead.hours().scored())));
        return cells;
    }

    private static Table worst(QuantityAccuracy quantity) {
        Candidate best = best(quantity);
        return new Table(
                "At most ten buildings, over their days that count",
                List.of(
                        Column.text("Building"),
                        Column.number("WAPE [%]"),
                        Column.number(best.label() + " [%]", "WAPE of the best plain forecast"),
                        Column.number("Bias [%]"),
                        Column.number("Inside [%]"),
                        Column.number("MAE [kWh]"),
                        Column.number("Days")),
                quantity.worstBuildings().stream()
                        .map(building -> row(building, best))
                        .toList());
    }

    private static List<Cell> row(BuildingScores building, Candidate best) {
        double own = building.score(Candidate.MODEL, AccuracyScores.WAPE);
        double plain = building.score(best, AccuracyScores.WAPE);
        return List.of(
                Cell.text(building.building()),
                Cell.fixed(own, 1).toned(own > plain ? Tone.BAD : Tone.NEUTRAL),
                Cell.fixed(plain, 1),
                Cell.fixed(building.score(Candidate.MODEL, AccuracyScores.BIAS), 1),
                Cell.fixed(building.score(Candidate.MODEL, AccuracyScores.COVERAGE), 1),
                Cell.significant(building.score(Candidate.MODEL, "mae_kwh")),
                Cell.count(building.days()));
    }

    private static List<Block> unscored(QuantityAccuracy quantity) {
        Unscored unscored = quantity.unscored();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Facts(List.of(
                new Fact(
                        "Days of buildings that count",
                        Numbers.count(unscored.buildingDays() - unscored.unscoredBuildingDays()) + " of "
                                + Numbers.count(unscored.buildingDays())),
                new Fact("Hours of the others", Numbers.count(unscored.hours().issued())),
                new Fact(
                        "of these without a reading",
                        Numbers.count(unscored.hours().missing())),
                new Fact(
                        "of these with a suspect reading",
                        Numbers.count(unscored.hours().suspect())),
                new Fact(
                        "of these without a plain forecast to compare with",
                        Numbers.count(unscored.hours().withoutBaseline())))));
        if (!unscored.buildings().isEmpty()) {
            blocks.add(new Table(
                    "Buildings with most days that do not count, at most ten",
                    List.of(Column.text("Building"), Column.number("Days")),
                    unscored.buildings().stream().map(AccuracyPage::row).toList()));
        }
        return blocks;
    }

    private static List<Cell> row(BuildingDays building) {
        return List.of(Cell.text(building.building()), Cell.count(building.days()));
    }

    private static List<Block> facts(AccuracySummary summary, AccuracyConfig rules) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Paragraph(
                        "Every forecast that was issued is compared with the newest version of its reading, and so is what plain "
                                + "forecasts would have said at the same origin. Flagged and suspect readings are not scored."));
        blocks.add(new Facts(List.of(
                new Fact(
                        "A building's day counts",
                        "where at least " + Numbers.percent(rules.minScoredShare(), 0)
                                + " of its forecast hours are scored"),
                new Fact(
                        "A day is judged",
                        "where at least " + Numbers.percent(rules.minBuildingsShare(), 0) + " of the buildings count"),
                new Fact(
                        "Alarm",
                        "after " + rules.daysUntilAlarm() + " bad days in a row, until " + rules.daysUntilClear()
                                + " good days in a row"))));
        if (!summary.unusableRuns().isEmpty()) {
            blocks.add(new Notice(
                    Tone.WARNING,
                    "Forecasts that could not be scored",
                    summary.unusableRuns().stream()
                            .map(run -> run.folder() + ": " + run.reason())
                            .toList()));
        }
        return blocks;
    }

    private static String percent(double value) {
        return Double.isFinite(value) ? Numbers.fixed(value, 1) + " %" : Numbers.MISSING;
    }
}
