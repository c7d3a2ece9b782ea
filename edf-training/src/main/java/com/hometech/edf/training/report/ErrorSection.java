package com.hometech.edf.training.report;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.LineChart;
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
import java.util.List;
import java.util.stream.Stream;

/** How the error grows with the lead and changes over the day. */
final class ErrorSection {
    private ErrorSection() {}

    static List<Block> blocks(Scores scores) {
        return List.of(
                SideBySide.of(
                        chart(
                                "Error by hour of the forecast",
                                "WAPE of the median building, from the first hour of a forecast to the last. A line that "
                                        + "rises shows how much the forecast loses with distance; the model's should stay "
                                        + "below the others.",
                                "Hour of the forecast",
                                scores.byLead()),
                        chart(
                                "Error by hour of the day",
                                "WAPE of the median building by local hour. Peaks are the hours at which people come and go.",
                                "Local hour of the day",
                                scores.byHourOfDay())),
                byDay(scores.overall()));
    }

    private static LineChart chart(String caption, String explanation, String axis, List<PositionScores> positions) {
        Axis hours = Axis.of(
                axis,
                positions.stream()
                        .map(position -> Integer.toString(position.position()))
                        .toList());
        return LineChart.of(
                caption,
                explanation,
                hours,
                "WAPE [%]",
                true,
                Stream.of(Candidate.values())
                        .map(candidate -> new Series(candidate.label(), look(candidate), wapes(positions, candidate)))
                        .toArray(Series[]::new));
    }

    private static double[] wapes(List<PositionScores> positions, Candidate candidate) {
        return positions.stream()
                .mapToDouble(position -> position.median(candidate, Metric.WAPE))
                .toArray();
    }

    static Look look(Candidate candidate) {
        return switch (candidate) {
            case MODEL -> Look.MAIN;
            case LAST_WEEK -> Look.FIRST;
            case YESTERDAY -> Look.SECOND;
            case FOUR_WEEK_MEAN -> Look.THIRD;
        };
    }

    private static Table byDay(List<GroupScores> groups) {
        List<Column> columns = List.of(
                Column.text("Hours of the forecast"),
                Column.number("Rows"),
                Column.number("WAPE [%]"),
                Column.number("last week [%]"),
                Column.number("yesterday [%]"),
                Column.number("four-week mean [%]"),
                Column.number("MASE"),
                Column.number("RMSE [kWh]"),
                Column.number("Bias [%]"));
        return new Table(
                "Error by day ahead: median over buildings",
                columns,
                groups.stream().map(ErrorSection::dayRow).toList());
    }

    private static List<Cell> dayRow(GroupScores group) {
        return List.of(
                Cell.text(group.leads()),
                Cell.count(group.rows()),
                Cell.fixed(group.median(Candidate.MODEL, Metric.WAPE), 1),
                Cell.fixed(group.median(Candidate.LAST_WEEK, Metric.WAPE), 1),
                Cell.fixed(group.median(Candidate.YESTERDAY, Metric.WAPE), 1),
                Cell.fixed(group.median(Candidate.FOUR_WEEK_MEAN, Metric.WAPE), 1),
                Cell.fixed(group.median(Candidate.MODEL, Metric.MASE), 3),
                Cell.significant(group.median(Candidate.MODEL, Metric.RMSE)),
                Cell.fixed(group.median(Candidate.MODEL, Metric.RELATIVE_BIAS), 1));
    }
}
