package com.hometech.edf.training.report;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.BarChart;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.LineChart;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Series;
import com.hometech.edf.data.page.Series.Look;
import com.hometech.edf.data.page.SideBySide;
import com.hometech.edf.data.page.Table;
import com.hometech.edf.data.page.Table.Cell;
import com.hometech.edf.data.page.Table.Column;
import com.hometech.edf.training.evaluation.EvaluationReport.GroupScores;
import com.hometech.edf.training.evaluation.EvaluationReport.PositionScores;
import com.hometech.edf.training.evaluation.Metric;
import com.hometech.edf.training.evaluation.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whether the interval keeps its promise, and how wide it has to be for that. */
final class IntervalSection {
    private IntervalSection() {}

    static List<Block> blocks(Scores scores) {
        double aim = scores.levels().nominalCoveragePercent();
        List<Block> blocks = new ArrayList<>(List.of(
                SideBySide.of(coverage(scores.overall(), aim), widthByLead(scores.byLead())),
                table(scores.overall(), aim)));
        blocks.addAll(ReliabilitySection.blocks(scores.reliability()));
        return blocks;
    }

    private static BarChart coverage(List<GroupScores> groups, double aim) {
        Axis axis = Axis.of(
                "Hours of the forecast", groups.stream().map(GroupScores::leads).toList());
        double[] aims = new double[groups.size()];
        Arrays.fill(aims, aim);
        return new BarChart(
                "How many readings fall inside the interval",
                "Bars should reach the line: below it the interval is too narrow and promises too much, above it is wider "
                        + "than it need be. Median over buildings, and all rows together.",
                axis,
                "Inside [%]",
                List.of(
                        new Series("median building", Look.MAIN, medians(groups, Metric.COVERAGE)),
                        new Series("all rows", Look.SECOND, pooled(groups, Metric.COVERAGE)),
                        new Series("aim", Look.REFERENCE, aims)));
    }

    private static LineChart widthByLead(List<PositionScores> positions) {
        return LineChart.of(
                "Width of the interval by hour of the forecast",
                "Relative to the building's use, median building. A forecast further ahead is less certain: the width "
                        + "should grow, not stay.",
                Axis.of(
                        "Hour of the forecast",
                        positions.stream()
                                .map(position -> Integer.toString(position.position()))
                                .toList()),
                "Width [% of use]",
                true,
                new Series(
                        "width",
                        Look.MAIN,
                        positions.stream()
                                .mapToDouble(position -> position.median(Candidate.MODEL, Metric.RELATIVE_WIDTH))
                                .toArray()));
    }

    private static double[] medians(List<GroupScores> groups, Metric metric) {
        return groups.stream()
                .mapToDouble(group -> group.median(Candidate.MODEL, metric))
                .toArray();
    }

    private static double[] pooled(List<GroupScores> groups, Metric metric) {
        return groups.stream()
                .mapToDouble(group -> group.pooled(Candidate.MODEL, metric))
                .toArray();
    }

    private static Table table(List<GroupScores> groups, double aim) {
        return new Table(
                "The " + Numbers.fixed(aim, 0) + " % interval by day ahead: median over buildings",
                List.of(
                        Column.text("Hours of the forecast"),
                        Column.number("Coverage [%]", "Share of readings inside"),
                        Column.number("Coverage, all rows [%]", "Large and small buildings count by their rows"),
                        Column.number("Width [kWh]", "Mean width"),
                        Column.number("Width [% of use]", "Sum of widths over sum of readings"),
                        Column.number(
                                "Interval score [kWh]", "Width plus a penalty for readings outside; lower is better"),
                        Column.number("Pinball loss [kWh]", "Mean over all quantiles and the median; lower is better")),
                groups.stream().map(IntervalSection::row).toList());
    }

    private static List<Cell> row(GroupScores group) {
        return List.of(
                Cell.text(group.leads()),
                Cell.fixed(group.median(Candidate.MODEL, Metric.COVERAGE), 1),
                Cell.fixed(group.pooled(Candidate.MODEL, Metric.COVERAGE), 1),
                Cell.significant(group.median(Candidate.MODEL, Metric.WIDTH)),
                Cell.fixed(group.median(Candidate.MODEL, Metric.RELATIVE_WIDTH), 1),
                Cell.significant(group.median(Candidate.MODEL, Metric.INTERVAL_SCORE)),
                Cell.significant(group.median(Candidate.MODEL, Metric.PINBALL)));
    }
}
