package com.hometech.edf.training.report;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Times;
import com.hometech.edf.training.evaluation.EvaluationReport;
import com.hometech.edf.training.evaluation.EvaluationReport.GroupScores;
import com.hometech.edf.training.evaluation.EvaluationReport.Verdict;
import com.hometech.edf.training.evaluation.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An evaluation in a few lines of plain text: the model beside the plain forecasts, and the verdict. */
public final class EvaluationText {
    private static final String ROW = "%-15s %9s %7s %11s %9s %9s";

    private EvaluationText() {}

    /** The lines, without colours, at most 80 characters wide unless a reason is longer. */
    public static List<String> lines(EvaluationReport report) {
        List<String> lines = new ArrayList<>();
        if (report.data().rowsScored() > 0) {
            GroupScores all = report.overall().get(0);
            lines.add(format("", "WAPE", "MASE", "RMSE", "MAPE", "coverage"));
            Stream.of(Candidate.values()).map(candidate -> row(all, candidate)).forEach(lines::add);
            lines.add("Median over " + Numbers.count(report.data().buildingsScored()) + " buildings, "
                    + Numbers.count(report.data().rowsScored()) + " rows, "
                    + Times.period(report.data().firstTarget(), report.data().lastTarget()));
            lines.add(comparison(report));
        }
        lines.addAll(verdict(report.verdict()));
        return List.copyOf(lines);
    }

    private static String row(GroupScores all, Candidate candidate) {
        return format(
                candidate.label(),
                Percent.of(all.median(candidate, Metric.WAPE)),
                Numbers.fixed(all.median(candidate, Metric.MASE), 3),
                Numbers.significant(all.median(candidate, Metric.RMSE)) + " kWh",
                Percent.of(all.median(candidate, Metric.MAPE)),
                candidate == Candidate.MODEL ? Percent.of(all.median(candidate, Metric.COVERAGE)) : "");
    }

    private static String format(String... cells) {
        return ROW.formatted((Object[]) cells).stripTrailing();
    }

    private static String comparison(EvaluationReport report) {
        Verdict verdict = report.verdict();
        Double ratio = verdict.wapeToBestBaseline();
        if (ratio == null) {
            return "The model could not be compared with the plain forecasts.";
        }
        String best = BestBaseline.of(report.scores()).label();
        String difference = Percent.of(100 * Math.abs(1 - ratio));
        String buildings =
                "; better on " + verdict.buildingsBetter() + " of " + verdict.buildingsCompared() + " buildings";
        return verdict.beatsBestBaseline()
                ? "Error " + difference + " below the best plain forecast (" + best + ")" + buildings
                : "Error " + difference + " ABOVE the best plain forecast (" + best + ")" + buildings;
    }

    private static List<String> verdict(Verdict verdict) {
        if (verdict.passed()) {
            return List.of("Passed");
        }
        List<String> lines = new ArrayList<>(List.of("Not passed:"));
        verdict.reasons().forEach(reason -> lines.add("  " + reason));
        return lines;
    }
}
