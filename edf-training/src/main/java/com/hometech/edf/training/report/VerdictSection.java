package com.hometech.edf.training.report;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.Notice;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.data.page.Tiles;
import com.hometech.edf.data.page.Tiles.Tile;
import com.hometech.edf.data.page.Tone;
import com.hometech.edf.training.evaluation.EvaluationReport;
import com.hometech.edf.training.evaluation.EvaluationReport.Check;
import com.hometech.edf.training.evaluation.EvaluationReport.GroupScores;
import com.hometech.edf.training.evaluation.EvaluationReport.Verdict;
import com.hometech.edf.training.evaluation.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Passed or not and why, the headline figures, and the model beside the plain forecasts. */
final class VerdictSection {
    /** A coverage this far from its aim deserves a remark [percentage points]. */
    private static final double COVERAGE_TOLERANCE = 5;

    private VerdictSection() {}

    static List<Block> blocks(EvaluationReport report) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(decision(report.verdict()));
        blocks.add(againstBaseline(report));
        warnings(report).forEach(text -> blocks.add(new Notice(Tone.WARNING, text)));
        if (report.data().rowsScored() > 0) {
            blocks.add(tiles(report));
            blocks.add(candidates(report));
        }
        if (!report.verdict().checks().isEmpty()) {
            blocks.add(limits(report.verdict()));
        }
        return blocks;
    }

    private static double aimPercent(EvaluationReport report) {
        return report.scores().levels().nominalCoveragePercent();
    }

    private static Notice decision(Verdict verdict) {
        if (!verdict.passed()) {
            return new Notice(Tone.BAD, "Not passed: the model may not be registered.", verdict.reasons());
        }
        return new Notice(
                Tone.GOOD,
                verdict.checks().isEmpty()
                        ? "Passed: no limit was set."
                        : "Passed: every limit is kept. The model may be registered and waits for approval.");
    }

    private static Notice againstBaseline(EvaluationReport report) {
        Verdict verdict = report.verdict();
        Candidate best = BestBaseline.of(report.scores());
        Double ratio = verdict.wapeToBestBaseline();
        if (ratio == null) {
            return new Notice(Tone.BAD, "The model could not be compared with the plain forecasts.");
        }
        GroupScores all = report.overall().get(0);
        String wapes = "Median WAPE " + Percent.of(all.median(Candidate.MODEL, Metric.WAPE)) + " against "
                + Percent.of(all.median(best, Metric.WAPE)) + "; better on " + verdict.buildingsBetter() + " of "
                + verdict.buildingsCompared() + " buildings.";
        String difference = Percent.of(100 * Math.abs(1 - ratio));
        return verdict.beatsBestBaseline()
                ? new Notice(
                        Tone.GOOD,
                        "The model's error is " + difference + " lower than that of the best plain forecast ("
                                + best.label() + ").",
                        List.of(wapes))
                : new Notice(
                        Tone.BAD,
                        "The model does not beat the best plain forecast (" + best.label() + "): its error is "
                                + difference + " higher.",
                        List.of(wapes));
    }

    private static List<String> warnings(EvaluationReport report) {
        List<String> warnings = new ArrayList<>();
        double coverage = report.overall().get(0).median(Candidate.MODEL, Metric.COVERAGE);
        double aim = aimPercent(report);
        if (Math.abs(coverage - aim) > COVERAGE_TOLERANCE) {
            warnings.add("The " + Numbers.fixed(aim, 0) + " % interval holds " + Percent.of(coverage)
                    + " of the readings of the median building: it is too " + (coverage < aim ? "narrow." : "wide."));
        }
        if (report.data().weatherSource().equals("observed_stand_in")) {
            warnings.add("Observed weather stood in for weather forecasts: expect larger errors in daily use.");
        }
        if (!report.data().buildingsWithoutScores().isEmpty()) {
            warnings.add(report.data().buildingsWithoutScores().size()
                    + " buildings have rows but could not be scored; they are listed at the end.");
        }
        return warnings;
    }

    private static Tiles tiles(EvaluationReport report) {
        GroupScores all = report.overall().get(0);
        Candidate best = BestBaseline.of(report.scores());
        Verdict verdict = report.verdict();
        double mase = all.median(Candidate.MODEL, Metric.MASE);
        Tone tone = verdict.beatsBestBaseline() ? Tone.GOOD : Tone.BAD;
        return Tiles.of(
                new Tile(
                        "Median WAPE",
                        Percent.of(all.median(Candidate.MODEL, Metric.WAPE)),
                        best.label() + " " + Percent.of(all.median(best, Metric.WAPE)),
                        tone),
                new Tile(
                        "Median MASE",
                        Numbers.fixed(mase, 2),
                        "1: last week's value in history",
                        mase < 1 ? Tone.GOOD : Tone.WARNING),
                new Tile(
                        "Buildings better",
                        verdict.buildingsBetter() + " of " + verdict.buildingsCompared(),
                        "than " + best.label(),
                        tone),
                coverage(all, aimPercent(report)),
                new Tile(
                        "Interval width",
                        Percent.of(all.median(Candidate.MODEL, Metric.RELATIVE_WIDTH)),
                        "of the use, median",
                        Tone.NEUTRAL),
                new Tile(
                        "Median bias",
                        Percent.of(all.median(Candidate.MODEL, Metric.RELATIVE_BIAS)),
                        "positive: too much forecast",
                        Tone.NEUTRAL));
    }

    private static Tile coverage(GroupScores all, double aim) {
        double coverage = all.median(Candidate.MODEL, Metric.COVERAGE);
        return new Tile(
                "Interval coverage",
                Percent.of(coverage),
                "aim " + Numbers.fixed(aim, 0) + " %",
                Math.abs(coverage - aim) > COVERAGE_TOLERANCE ? Tone.WARNING : Tone.GOOD);
    }

    private static Table candidates(EvaluationReport report) {
        List<Column> columns = List.of(
                Column.text("Forecast"),
                Column.number("WAPE [%]", "Sum of absolute errors over sum of readings; median over buildings"),
                Column.number("MASE", "Mean absolute error over that of last week's value in history; median"),
                Column.number("RMSE [kWh]", "Root mean square error; median over buildings"),
                Column.number("MAPE [%]", "Mean absolute percentage error; median over buildings"),
                Column.number("sMAPE [%]", "Symmetric percentage error; median over buildings"),
                Column.number("Bias [%]", "Sum of errors over sum of readings; median over buildings"),
                Column.number("WAPE of all energy [%]", "All rows together, so that large buildings dominate"));
        GroupScores all = report.overall().get(0);
        List<List<Cell>> rows = Stream.of(Candidate.values())
                .map(candidate -> candidateRow(all, candidate))
                .toList();
        return new Table("The model and the plain forecasts, on the same rows: median over buildings", columns, rows);
    }

    private static List<Cell> candidateRow(GroupScores all, Candidate candidate) {
        return List.of(
                Cell.text(candidate.label()),
                lowest(all, candidate, Metric.WAPE, Cell.fixed(all.median(candidate, Metric.WAPE), 1)),
                lowest(all, candidate, Metric.MASE, Cell.fixed(all.median(candidate, Metric.MASE), 3)),
                lowest(all, candidate, Metric.RMSE, Cell.significant(all.median(candidate, Metric.RMSE))),
                lowest(all, candidate, Metric.MAPE, Cell.fixed(all.median(candidate, Metric.MAPE), 1)),
                lowest(all, candidate, Metric.SMAPE, Cell.fixed(all.median(candidate, Metric.SMAPE), 1)),
                Cell.fixed(all.median(candidate, Metric.RELATIVE_BIAS), 1),
                Cell.fixed(all.pooled(candidate, Metric.WAPE), 1));
    }

    private static Cell lowest(GroupScores all, Candidate candidate, Metric metric, Cell cell) {
        double own = all.median(candidate, metric);
        boolean isLowest = Double.isFinite(own)
                && Stream.of(Candidate.values()).noneMatch(other -> all.median(other, metric) < own);
        return isLowest ? cell.toned(Tone.GOOD) : cell;
    }

    private static Table limits(Verdict verdict) {
        return new Table(
                "Limits, compared with the median over buildings",
                List.of(Column.text("Metric"), Column.number("Value"), Column.number("Limit"), Column.text("Kept")),
                verdict.checks().stream().map(VerdictSection::limitRow).toList());
    }

    private static List<Cell> limitRow(Check check) {
        Double value = check.value();
        return List.of(
                Cell.text(label(check.metric())),
                Cell.significant(value == null ? Double.NaN : value),
                Cell.significant(check.limit()),
                Cell.text(check.passed() ? "yes" : "no").toned(check.passed() ? Tone.GOOD : Tone.BAD));
    }

    private static String label(String key) {
        return Stream.of(Metric.values())
                .filter(metric -> metric.key().equals(key))
                .map(Metric::label)
                .findFirst()
                .orElse("WAPE of the model over that of the best plain forecast");
    }
}
