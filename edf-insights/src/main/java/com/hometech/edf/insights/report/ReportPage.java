package com.hometech.edf.insights.report;

import com.hometech.edf.common.config.InsightsConfig;
import com.hometech.edf.data.anomaly.AnomalySeverity;
import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.Facts;
import com.hometech.edf.data.page.Facts.Fact;
import com.hometech.edf.data.page.HtmlPage;
import com.hometech.edf.data.page.LineChart;
import com.hometech.edf.data.page.LineChart.Band;
import com.hometech.edf.data.page.Notice;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Paragraph;
import com.hometech.edf.data.page.RankingChart;
import com.hometech.edf.data.page.Series;
import com.hometech.edf.data.page.Series.Look;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.data.page.Tiles;
import com.hometech.edf.data.page.Tiles.Tile;
import com.hometech.edf.data.page.Tone;
import com.hometech.edf.insights.analysis.Anomaly;
import com.hometech.edf.insights.analysis.ApplianceForecast;
import com.hometech.edf.insights.analysis.ApplianceSummary;
import com.hometech.edf.insights.analysis.DailyForecasts;
import com.hometech.edf.insights.analysis.DayForecast;
import com.hometech.edf.insights.analysis.HourProfile;
import com.hometech.edf.insights.analysis.LocalDays;
import com.hometech.edf.insights.upload.ApplianceSeries;
import com.hometech.edf.insights.upload.RejectedLine;
import com.hometech.edf.insights.upload.Upload;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The report on an upload as a page. */
public final class ReportPage {
    private static final int SHOWN_DAYS = 28;
    private static final int SHOWN_LINES = 20;
    private static final int CHARTED_APPLIANCES = 4;

    private final Upload upload;
    private final Findings findings;
    private final InsightsConfig config;

    private ReportPage(Upload upload, Findings findings, InsightsConfig config) {
        this.upload = upload;
        this.findings = findings;
        this.config = config;
    }

    /** The page about a file that could be used. */
    public static String of(Upload upload, Findings findings, ReportText text, InsightsConfig config) {
        ReportPage page = new ReportPage(upload, findings, config);
        return HtmlPage.titled(
                        "Your appliances",
                        upload.id() + ", " + findings.firstDay() + " to " + findings.lastDay() + ", times of "
                                + upload.zone())
                .section("Summary", page.summary(text))
                .section("Appliances", page.appliances())
                .section("The next days", page.forecast())
                .section("What is not as usual", page.anomalies())
                .section("What is worth doing", page.recommendations())
                .section("About these numbers", page.about(text))
                .footer("EDF · file " + upload.sha256())
                .render();
    }

    /** The page about a file of which nothing could be used. */
    public static String ofRefused(String upload, String sha256, String problem) {
        return HtmlPage.titled("Your appliances", upload)
                .section(
                        "This file could not be used",
                        new Notice(Tone.BAD, problem),
                        new Paragraph("Mend the file and put it to the same place again. It needs a first line"
                                + " timestamp,appliance,kwh and below it a line for each reading, for example"
                                + " 2024-11-01T13:00,Fridge,0.042: the start of the interval, the appliance, and the energy"
                                + " that it took in the interval."))
                .footer("EDF · file " + sha256)
                .render();
    }

    private List<Block> summary(ReportText text) {
        List<Block> blocks = new ArrayList<>();
        if (!upload.rejected().isEmpty()) {
            blocks.add(new Notice(
                    Tone.WARNING,
                    "%s of %s lines were set aside: see the end of this page."
                            .formatted(Numbers.count(upload.rejected().size()), Numbers.count(upload.lines()))));
        }
        text.paragraphs().forEach(paragraph -> blocks.add(new Paragraph(paragraph)));
        ApplianceForecast total = findings.forecasts().total();
        blocks.add(Tiles.of(
                new Tile(
                        "Energy",
                        Numbers.significant(findings.summary().kwh()) + " kWh",
                        Numbers.significant(findings.summary().kwhPerDay()) + " kWh a day",
                        Tone.NEUTRAL),
                new Tile(
                        "Cost",
                        Numbers.fixed(findings.summary().cost(), 2) + " "
                                + findings.summary().currency(),
                        Numbers.significant(findings.summary().co2Kg()) + " kg CO2",
                        Tone.NEUTRAL),
                new Tile(
                        "Next " + config.forecastDays() + " days",
                        total.days().isEmpty() ? Numbers.MISSING : Numbers.significant(total.kwh()) + " kWh",
                        "from " + findings.forecasts().first(),
                        Tone.NEUTRAL),
                new Tile(
                        "Not as usual",
                        Numbers.count(findings.anomalies().anomalies().size()),
                        Numbers.count(findings.graveAnomalies()) + " of high severity",
                        findings.graveAnomalies() > 0 ? Tone.WARNING : Tone.NEUTRAL),
                new Tile(
                        "Worth doing",
                        Numbers.significant(findings.savingPerYear()) + " "
                                + findings.summary().currency(),
                        "a year, about, by " + findings.recommendations().size() + " recommendations",
                        Tone.NEUTRAL)));
        return blocks;
    }

    private List<Block> appliances() {
        List<ApplianceSummary> byShare = findings.byShare();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new RankingChart(
                "Energy by appliance",
                "",
                Axis.of(
                        "Appliance",
                        byShare.stream().map(ApplianceSummary::appliance).toList()),
                "Energy [kWh]",
                List.of(new Series(
                        "Energy",
                        Look.MAIN,
                        byShare.stream().mapToDouble(ApplianceSummary::kwh).toArray()))));
        hours(byShare).ifPresent(blocks::add);
        blocks.add(new Table(
                "What each appliance took.",
                List.of(
                        Column.text("Appliance"),
                        Column.text("Kind"),
                        Column.number("Energy [kWh]"),
                        Column.number("Share"),
                        Column.number("A day [kWh]", "mean of complete days"),
                        Column.number(
                                "Peak hour",
                                "local hour in which it takes most on average; none where no hour takes a tenth more than the mean"),
                        Column.number("Base [W]", "power that it does not go below in 95 % of the time"),
                        Column.number(
                                "Standby [kWh a year]", "base power of appliances that need none to do their work"),
                        Column.number("Readings", "share of the intervals from its first to its last that have one")),
                findings.summary().appliances().stream()
                        .map(ReportPage::applianceRow)
                        .toList()));
        return blocks;
    }

    private Optional<Block> hours(List<ApplianceSummary> byShare) {
        Map<String, HourProfile> profiles = profiles(upload);
        List<Series> series = new ArrayList<>();
        Look[] looks = {Look.MAIN, Look.FIRST, Look.SECOND, Look.THIRD};
        for (ApplianceSummary appliance : byShare) {
            HourProfile profile = profiles.get(appliance.appliance());
            if (profile != null && series.size() < CHARTED_APPLIANCES) {
                series.add(new Series(appliance.appliance(), looks[series.size()], profile.meanKwh()));
            }
        }
        List<String> hours =
                IntStream.range(0, 24).mapToObj("%02d:00"::formatted).toList();
        return series.isEmpty()
                ? Optional.empty()
                : Optional.of(LineChart.of(
                        "When the greatest take it",
                        "Mean energy of each hour of the day.",
                        Axis.of("Hour of day", hours),
                        "Energy [kWh]",
                        true,
                        series.toArray(Series[]::new)));
    }

    /** Mean days of appliances with hourly readings, by name. */
    public static Map<String, HourProfile> profiles(Upload upload) {
        Map<String, HourProfile> profiles = new TreeMap<>();
        for (ApplianceSeries series : upload.appliances()) {
            HourProfile.of(series, upload.zone()).ifPresent(profile -> profiles.put(series.name(), profile));
        }
        return profiles;
    }

    private static List<Cell> applianceRow(ApplianceSummary appliance) {
        return List.of(
                Cell.text(appliance.appliance()),
                Cell.text(appliance.kind().text()),
                Cell.significant(appliance.kwh()),
                appliance.share() == null ? Cell.text(Numbers.MISSING) : Cell.percent(appliance.share(), 1),
                Cell.significant(appliance.kwhPerDay()),
                Cell.text(
                        appliance.peakHour() != null
                                ? "%02d:00".formatted(appliance.peakHour())
                                : Boolean.TRUE.equals(appliance.sameAllDay()) ? "same all day" : Numbers.MISSING),
                number(appliance.baseWatt()),
                number(appliance.standbyKwhPerYear()),
                Cell.percent(appliance.coverage(), 1));
    }

    private static Cell number(@Nullable Double value) {
        return value == null ? Cell.text(Numbers.MISSING) : Cell.fixed(value, 1);
    }

    private List<Block> forecast() {
        List<Block> blocks = new ArrayList<>();
        ApplianceForecast total = findings.forecasts().total();
        if (total.days().isEmpty()) {
            blocks.add(new Notice(Tone.NEUTRAL, total.note()));
        } else {
            blocks.add(chart(total));
        }
        blocks.add(new Table(
                "Energy that is expected of each appliance over these days.",
                List.of(
                        Column.text("Appliance"),
                        Column.number("Expected [kWh]"),
                        Column.number("A day [kWh]"),
                        Column.text("Note")),
                findings.forecasts().forecasts().stream()
                        .map(forecast -> forecast.days().isEmpty()
                                ? List.of(
                                        Cell.text(shown(forecast.appliance())),
                                        Cell.text(Numbers.MISSING),
                                        Cell.text(Numbers.MISSING),
                                        Cell.text(forecast.note()))
                                : List.of(
                                        Cell.text(shown(forecast.appliance())),
                                        Cell.significant(forecast.kwh()),
                                        Cell.significant(
                                                forecast.kwh() / forecast.days().size()),
                                        Cell.text(forecast.note())))
                        .toList()));
        return blocks;
    }

    private LineChart chart(ApplianceForecast total) {
        NavigableMap<LocalDate, Double> known = LocalDays.sum(upload.parts().stream()
                        .map(series -> LocalDays.of(series, upload.zone()))
                        .toList())
                .kwh();
        LocalDate first = findings.forecasts().first();
        List<LocalDate> dates = first.minusDays(SHOWN_DAYS)
                .datesUntil(first.plusDays(total.days().size()))
                .toList();
        double[] actual = new double[dates.size()];
        double[] expected = new double[dates.size()];
        double[] lower = new double[dates.size()];
        double[] upper = new double[dates.size()];
        for (int index = 0; index < actual.length; index++) {
            actual[index] = known.getOrDefault(dates.get(index), Double.NaN);
            Optional<DayForecast> day = day(total, dates.get(index));
            expected[index] = day.map(DayForecast::kwh).orElse(Double.NaN);
            lower[index] = day.map(DayForecast::lower).orElse(Double.NaN);
            upper[index] = day.map(DayForecast::upper).orElse(Double.NaN);
        }
        String percent = Numbers.percent(findings.forecasts().interval(), 0);
        return new LineChart(
                "All appliances together",
                "Each day is expected to lie in the shaded range with a probability of " + percent + ".",
                Axis.of("Day", dates.stream().map(LocalDate::toString).toList()),
                "Energy of a day [kWh]",
                true,
                List.of(new Series("Measured", Look.ACTUAL, actual), new Series("Expected", Look.MAIN, expected)),
                Optional.of(new Band("Interval of " + percent, lower, upper)));
    }

    private static Optional<DayForecast> day(ApplianceForecast forecast, LocalDate date) {
        return forecast.days().stream().filter(day -> day.date().equals(date)).findFirst();
    }

    private List<Block> anomalies() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "A day counts where it is at least %s standard deviations from the mean of the %d days before it, or outside the %s interval"
                                .formatted(
                                        Numbers.significant(findings.anomalies().zThreshold()),
                                        config.anomalies().windowDays(),
                                        Numbers.percent(findings.anomalies().interval(), 0))
                        + " of a forecast that was made before it; so do %d hours of equal readings, and %d hours without any."
                                .formatted(
                                        config.anomalies().flatHours(),
                                        config.anomalies().missingHours())));
        if (findings.anomalies().anomalies().isEmpty()) {
            blocks.add(new Notice(Tone.GOOD, "Nothing stands out."));
            return blocks;
        }
        blocks.add(new Table(
                "The gravest first.",
                List.of(
                        Column.text("Appliance"),
                        Column.text("What"),
                        Column.text("Severity"),
                        Column.text("From"),
                        Column.text("To"),
                        Column.text("More")),
                findings.anomalies().anomalies().stream().map(this::anomalyRow).toList()));
        return blocks;
    }

    private List<Cell> anomalyRow(Anomaly anomaly) {
        Tone tone =
                switch (anomaly.severity()) {
                    case HIGH -> Tone.BAD;
                    case MEDIUM -> Tone.WARNING;
                    case LOW -> Tone.NEUTRAL;
                };
        return List.of(
                Cell.text(shown(anomaly.appliance())),
                Cell.text(anomaly.kind().code()),
                new Cell(
                        anomaly.severity().code(),
                        Integer.toString(AnomalySeverity.HIGH.compareTo(anomaly.severity())),
                        tone),
                Cell.text(shown(anomaly.from().atZone(upload.zone()).toLocalDateTime())),
                Cell.text(shown(anomaly.to().atZone(upload.zone()).toLocalDateTime())),
                Cell.text(anomaly.text()));
    }

    private static String shown(String appliance) {
        return appliance.equals(DailyForecasts.TOTAL) ? DailyForecasts.TOTAL_TEXT : appliance;
    }

    private static String shown(LocalDateTime time) {
        return time.toString().replace('T', ' ');
    }

    private List<Block> recommendations() {
        if (findings.recommendations().isEmpty()) {
            return List.of(new Notice(
                    Tone.NEUTRAL,
                    "No saving above %s %s a year was found."
                            .formatted(
                                    Numbers.fixed(config.savings().leastPerYear(), 2),
                                    config.savings().currency())));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Table(
                "What to do, and what it saves in a year: estimates that follow from the assumptions beside them.",
                List.of(
                        Column.text("What to do"),
                        Column.number("Energy [kWh]"),
                        Column.number("Money [" + config.savings().currency() + "]"),
                        Column.number("CO2 [kg]"),
                        Column.text("Assumptions")),
                findings.recommendations().stream()
                        .map(each -> List.of(
                                Cell.text(each.text()),
                                Cell.fixed(each.kwhPerYear(), 0),
                                Cell.fixed(each.moneyPerYear(), 2),
                                Cell.fixed(each.co2KgPerYear(), 0),
                                Cell.text(String.join(" ", each.assumptions()))))
                        .toList()));
        return blocks;
    }

    private List<Block> about(ReportText text) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Lines", Numbers.count(upload.lines())));
        facts.add(
                new Fact("Readings that count", Numbers.count(findings.summary().readings())));
        facts.add(new Fact(
                "Price of a kWh",
                Numbers.fixed(config.savings().tariffPerKwh(), 2) + " "
                        + config.savings().currency()));
        facts.add(new Fact("Emissions of a kWh", Numbers.fixed(config.savings().co2KgPerKwh(), 2) + " kg CO2"));
        facts.add(new Fact(
                "Days tested against forecasts made before them",
                Numbers.count(findings.anomalies().testedDays())));
        facts.add(new Fact("Text written by", text.writtenBy()));
        if (text.whyRules() != null) {
            facts.add(new Fact("Why not by the model", text.whyRules()));
        }
        if (upload.renamed() > 0) {
            facts.add(new Fact("Names of appliances that were changed to be safe", Numbers.count(upload.renamed())));
        }
        if (!upload.ignoredColumns().isEmpty()) {
            facts.add(new Fact("Columns that were not looked at", String.join(", ", upload.ignoredColumns())));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Facts(facts));
        if (!upload.rejected().isEmpty()) {
            blocks.add(new Table(
                    "Lines that were set aside"
                            + (upload.rejected().size() > SHOWN_LINES ? ": the first " + SHOWN_LINES : "")
                            + ". All are in rejected.csv.",
                    List.of(Column.number("Line"), Column.text("What is wrong"), Column.text("Content")),
                    upload.rejected().stream()
                            .limit(SHOWN_LINES)
                            .map(ReportPage::rejectedRow)
                            .toList()));
        }
        return blocks;
    }

    private static List<Cell> rejectedRow(RejectedLine line) {
        return List.of(Cell.count(line.line()), Cell.text(line.reason().text()), Cell.text(line.content()));
    }
}
