package com.hometech.edf.training.evaluation;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A mean whose error is judged by how much weeks differ: errors of one week have much in common, so that neither hours nor
 * days count as independent.
 */
final class MeanByWeek {
    private static final long SECONDS_PER_WEEK = 7 * 86_400L;

    private final Map<Long, double[]> sumAndCountByWeek = new TreeMap<>();

    /**
     * Adds numbers.
     *
     * @param epochSecond when
     * @param sum of the numbers
     * @param count how many; nothing is added where there are none
     */
    void add(long epochSecond, double sum, double count) {
        if (count > 0) {
            double[] week = sumAndCountByWeek.computeIfAbsent(
                    Math.floorDiv(epochSecond, SECONDS_PER_WEEK), absent -> new double[2]);
            week[0] += sum;
            week[1] += count;
        }
    }

    /**
     * The mean and one standard error more, that of a ratio of sums over weeks (Cochran, Sampling Techniques, 1977, 2.11).
     * Empty with fewer than two weeks.
     */
    OptionalDouble cautious() {
        int weeks = sumAndCountByWeek.size();
        if (weeks < 2) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        double count = 0;
        for (double[] week : sumAndCountByWeek.values()) {
            sum += week[0];
            count += week[1];
        }
        double mean = sum / count;
        double squares = 0;
        for (double[] week : sumAndCountByWeek.values()) {
            double residual = week[0] - mean * week[1];
            squares += residual * residual;
        }
        return OptionalDouble.of(mean + Math.sqrt(squares * weeks / (weeks - 1)) / count);
    }
}
