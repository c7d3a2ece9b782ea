package com.hometech.edf.training.report;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.LineChart;
import com.hometech.edf.data.page.LineChart.Band;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Paragraph;
import com.hometech.edf.data.page.Series;
import com.hometech.edf.data.page.Series.Look;
import com.hometech.edf.training.evaluation.EvaluationReport.BuildingScores;
import com.hometech.edf.training.evaluation.ForecastTrace;
import com.hometech.edf.training.evaluation.Metric;
import com.hometech.edf.training.evaluation.ModelEvaluation.Example;
import com.hometech.edf.training.evaluation.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Forecasts of a few buildings over two weeks, with what happened. */
final class ExampleSection {
    private ExampleSection() {}

    /** @param period what stretch of time is shown, in a sentence that ends with a full stop */
    static List<Block> blocks(String period, Scores scores, List<Example> examples) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Paragraph(period + " About " + Numbers.fixed(scores.levels().nominalCoveragePercent(), 0)
                        + " of 100 readings should lie in the shaded interval."));
        examples.forEach(example -> blocks.add(chart(scores, example)));
        return blocks;
    }

    private static LineChart chart(Scores scores, Example example) {
        ForecastTrace trace = example.trace();
        String aim = Numbers.fixed(scores.levels().nominalCoveragePercent(), 0);
        return new LineChart(
                example.title() + ": " + trace.building(),
                explanation(scores, trace.building()),
                Axis.ofTimes("Local time (" + trace.zone() + ")", trace.times(), trace.zone()),
                "Energy of the hour [kWh]",
                true,
                List.of(
                        new Series("forecast", Look.MAIN, trace.forecastKwh()),
                        new Series("reading", Look.ACTUAL, trace.actualKwh())),
                Optional.of(new Band(aim + " % interval", trace.lowerKwh(), trace.upperKwh())));
    }

    private static String explanation(Scores scores, String building) {
        Candidate best = BestBaseline.of(scores);
        return scores.buildings().stream()
                .filter(shown -> shown.buildingId().equals(building))
                .findFirst()
                .map(shown -> words(shown, best))
                .orElse("");
    }

    private static String words(BuildingScores scores, Candidate best) {
        return scores.useType() + "; WAPE over the whole period "
                + Percent.of(scores.score(Candidate.MODEL, Metric.WAPE))
                + ", " + best.label() + " " + Percent.of(scores.score(best, Metric.WAPE)) + "; "
                + Percent.of(scores.score(Candidate.MODEL, Metric.COVERAGE)) + " of the readings inside the interval.";
    }
}
