package com.hometech.edf.training.evaluation;

import com.hometech.edf.data.accuracy.Candidate;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The metrics of every candidate over one set of rows, or a statistic of them over buildings. */
final class Scorecard {
    private final double[][] values = new double[Candidate.values().length][Metric.values().length];

    Scorecard() {
        Arrays.stream(values).forEach(row -> Arrays.fill(row, Double.NaN));
    }

    /** For each metric the median over the cards where it is defined. */
    static Scorecard median(List<Scorecard> cards) {
        return combine(cards, Median::of);
    }

    /** For each metric the mean over the cards where it is defined. */
    static Scorecard mean(List<Scorecard> cards) {
        return combine(cards, sorted -> Arrays.stream(sorted).sum() / sorted.length);
    }

    /** NaN where the metric is not defined. */
    double get(Candidate candidate, Metric metric) {
        return values[candidate.ordinal()][metric.ordinal()];
    }

    void set(Candidate candidate, Metric metric, double value) {
        values[candidate.ordinal()][metric.ordinal()] = value;
    }

    private static double[] sortedNumbers(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }

    private static Scorecard combine(List<Scorecard> cards, ToDoubleFunction<double[]> statistic) {
        Scorecard combined = new Scorecard();
        for (Candidate candidate : Candidate.values()) {
            for (Metric metric : Metric.values()) {
                double[] values = cards.stream()
                        .mapToDouble(card -> card.get(candidate, metric))
                        .toArray();
                combined.set(candidate, metric, statistic.applyAsDouble(sortedNumbers(values)));
            }
        }
        return combined;
    }
}
