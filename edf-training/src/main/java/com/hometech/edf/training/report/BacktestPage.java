package com.hometech.edf.training.report;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.Facts;
import com.hometech.edf.data.page.Facts.Fact;
import com.hometech.edf.data.page.HtmlPage;
import com.hometech.edf.data.page.Notice;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Paragraph;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.data.page.Times;
import com.hometech.edf.data.page.Tone;
import com.hometech.edf.training.backtest.BacktestResult;
import com.hometech.edf.training.backtest.BacktestResult.StrategyResult;
import com.hometech.edf.training.backtest.BacktestScores;
import com.hometech.edf.training.backtest.BacktestScores.CandidateScores;
import com.hometech.edf.training.backtest.BacktestScores.CpuSeconds;
import com.hometech.edf.training.backtest.BacktestScores.Period;
import com.hometech.edf.training.evaluation.EvaluationReport.GroupScores;
import com.hometech.edf.training.evaluation.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code backtest.html}: how good each strategy would have been, the comparison first. */
public final class BacktestPage {
    /** Name of the file. */
    public static final String FILE_NAME = "backtest.html";

    private static final String LAST_WEEKS =
            "The last weeks of the backtest: of each hour the newest forecast, from one to three days ahead. Gaps are hours "
                    + "that no origin reaches, or that have no reading.";

    private BacktestPage() {}

    /** The page of a backtest. */
    public static HtmlPage of(BacktestResult result) {
        BacktestScores scores = result.scores();
        HtmlPage page = HtmlPage.titled(
                        "Backtest of forecasts of " + scores.period().quantity().noun(), subtitle(scores))
                .section("Comparison", comparison(scores));
        boolean several = result.strategies().size() > 1;
        for (StrategyResult strategy : result.strategies()) {
            String of = several ? ": " + strategy.name() : "";
            page.section("Error by hour" + of, ErrorSection.blocks(strategy.scores()))
                    .section("Interval" + of, IntervalSection.blocks(strategy.scores()));
            if (!strategy.examples().isEmpty()) {
                page.section(
                        "Forecast and reality" + of,
                        ExampleSection.blocks(LAST_WEEKS, strategy.scores(), strategy.examples()));
            }
            page.section("Buildings" + of, buildings(strategy));
        }
        return page.section("Where the numbers come from", facts(scores))
                .footer("Made from " + BacktestScores.FILE_NAME
                        + ", scores.csv and forecasts.parquet beside this page.");
    }

    private static String subtitle(BacktestScores scores) {
        Period period = scores.period();
        return String.join(", ", scores.request().strategies()) + " · "
                + scores.rows().buildingsScored()
                + " buildings · " + period.issuedAt().size() + " origins, "
                + Times.period(period.issuedAt().get(0), lastInterval(period));
    }

    /** Start of the last interval with a reading. */
    static Instant lastInterval(Period period) {
        return period.dataEnd().minus(period.step());
    }

    private static List<Block> comparison(BacktestScores scores) {
        List<Block> blocks = new ArrayList<>();
        scores.candidates().stream()
                .filter(candidate -> candidate.kind().equals(BacktestScores.STRATEGY))
                .map(strategy -> verdict(strategy, scores))
                .forEach(blocks::add);
        if (scores.period().weatherSource().equals("observed_stand_in")) {
            blocks.add(new Notice(
                    Tone.WARNING,
                    "Observed weather stood in for weather forecasts: expect larger errors in daily use."));
        }
        blocks.add(new Table(
                "Strategies and plain forecasts, on the same rows: median over buildings where nothing else is said",
                List.of(
                        Column.text("Forecast"),
                        Column.number("WAPE [%]", "Median over buildings"),
                        Column.number("WAPE, all [%]", "All rows together: large buildings dominate"),
                        Column.number("MASE", "Median over buildings"),
                        Column.number("MASE, mean", "Mean over buildings"),
                        Column.number("MAPE [%]", "Median over buildings"),
                        Column.number(
                                "RMSE [% of mean]", "Median over buildings; of the mean of the building's history"),
                        Column.number("Pinball [% of mean]", "Mean over quantiles and all rows"),
                        Column.number("Coverage [%]", "Share of all readings inside the interval"),
                        Column.number("CPU [s]", "Features, training and forecasting, all threads")),
                scores.candidates().stream().map(BacktestPage::row).toList()));
        return blocks;
    }

    private static Notice verdict(CandidateScores strategy, BacktestScores scores) {
        Optional<CandidateScores> best = scores.candidates().stream()
                .filter(candidate -> candidate.kind().equals(BacktestScores.BASELINE))
                .filter(baseline -> Double.isFinite(baseline.median(Metric.WAPE)))
                .min(Comparator.comparingDouble(baseline -> baseline.median(Metric.WAPE)));
        double own = strategy.median(Metric.WAPE);
        if (best.isEmpty() || !Double.isFinite(own)) {
            return new Notice(Tone.BAD, strategy.name() + " could not be compared with the plain forecasts.");
        }
        double others = best.get().median(Metric.WAPE);
        String difference = Percent.of(100 * Math.abs(1 - own / others));
        String label = label(best.get());
        return own < others
                ? new Notice(
                        Tone.GOOD,
                        strategy.name() + ": error " + difference + " below the best plain forecast (" + label + ").")
                : new Notice(
                        Tone.BAD,
                        strategy.name() + ": error " + difference + " above the best plain forecast (" + label + ").");
    }

    private static List<Cell> row(CandidateScores candidate) {
        CpuSeconds cpu = candidate.cpuSeconds();
        return List.of(
                Cell.text(label(candidate)),
                Cell.fixed(candidate.median(Metric.WAPE), 2),
                Cell.fixed(candidate.pooled(Metric.WAPE), 2),
                Cell.fixed(candidate.median(Metric.MASE), 3),
                Cell.fixed(candidate.overall().get(0).mean().getOrDefault(Metric.MASE.key(), Double.NaN), 3),
                Cell.fixed(candidate.median(Metric.MAPE), 1),
                Cell.fixed(candidate.median(Metric.RELATIVE_RMSE), 1),
                Cell.fixed(candidate.pooled(Metric.RELATIVE_PINBALL), 2),
                Cell.fixed(candidate.pooled(Metric.COVERAGE), 1),
                Cell.fixed(cpu == null ? Double.NaN : cpu.total(), 1));
    }

    /** The name for people. */
    static String label(CandidateScores candidate) {
        return Candidate.BASELINES.stream()
                .filter(baseline -> baseline.key().equals(candidate.name()))
                .map(Candidate::label)
                .findFirst()
                .orElse(candidate.name());
    }

    private static List<Block> buildings(StrategyResult strategy) {
        List<Block> blocks = new ArrayList<>(BuildingSection.blocks(strategy.scores()));
        List<GroupScores> sites = strategy.sites().stream()
                .filter(group -> group.leads().equals("all"))
                .toList();
        blocks.add(BuildingSection.groups(
                "By site: median over the buildings of a site", "Site", sites, BestBaseline.of(strategy.scores())));
        return blocks;
    }

    private static List<Block> facts(BacktestScores scores) {
        Period period = scores.period();
        BacktestScores.Rows rows = scores.rows();
        String refit = scores.request().refitEvery() == 0
                ? "once, with what lies before the first origin"
                : "every " + scores.request().refitEvery() + " origins, with what lies before";
        return List.of(
                new Paragraph(
                        "Each forecast was made from what was known at its origin, by the code that serves. All are "
                                + "scored on the rows that have a reading that can be trusted. Where a plain forecast has no value "
                                + "of its own, the fallback stands in."),
                new Facts(Stream.concat(
                                Stream.of(
                                        new Fact("Readings", Times.period(period.firstReading(), lastInterval(period))),
                                        new Fact(
                                                "Forecasts",
                                                period.issuedAt().size() + " origins, "
                                                        + scores.request().stepHours() + " h apart, from "
                                                        + Times.minute(period.issuedAt()
                                                                .get(0)) + ", each over "
                                                        + period.horizonHours() + " h"),
                                        new Fact("Models were fitted", refit),
                                        new Fact(
                                                "Rows scored",
                                                Numbers.count(rows.scored()) + " of " + Numbers.count(rows.forecast())
                                                        + "; " + Numbers.count(rows.withoutReading())
                                                        + " have no reading that can be trusted"),
                                        new Fact(
                                                "Buildings scored",
                                                Numbers.count(rows.buildingsScored()) + " of "
                                                        + Numbers.count(rows.buildings())),
                                        new Fact("Rows where the fallback stood in", standIns(rows.standIns())),
                                        new Fact(
                                                "Weather at the targets",
                                                period.weatherSource().replace('_', ' ') + ", "
                                                        + Numbers.percent(period.weatherShare(), 1) + " of the rows")),
                                cpu(scores))
                        .toList()),
                new Facts(List.of(
                        new Fact("EDF", scores.request().version()),
                        new Fact("Data fingerprint (SHA-256)", scores.request().dataFingerprint()),
                        new Fact("Configuration fingerprint", scores.request().configurationFingerprint()))));
    }

    private static String standIns(Map<String, Long> rowsByBaseline) {
        return Candidate.BASELINES.stream()
                .map(baseline ->
                        baseline.label() + " " + Numbers.count(rowsByBaseline.getOrDefault(baseline.key(), 0L)))
                .collect(Collectors.joining(", "));
    }

    private static Stream<Fact> cpu(BacktestScores scores) {
        return scores.candidates().stream().flatMap(candidate -> {
            CpuSeconds cpu = candidate.cpuSeconds();
            return cpu == null
                    ? Stream.empty()
                    : Stream.of(new Fact(
                            "CPU time of " + candidate.name(),
                            String.format(
                                    Locale.ROOT,
                                    "features to learn from %.1f s, training %.1f s, features to forecast %.1f s, "
                                            + "forecasting %.1f s",
                                    cpu.trainingFeatures(),
                                    cpu.training(),
                                    cpu.forecastingFeatures(),
                                    cpu.forecasting())));
        });
    }
}
