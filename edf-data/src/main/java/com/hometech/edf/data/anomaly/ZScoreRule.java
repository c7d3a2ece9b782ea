package com.hometech.edf.data.anomaly;

import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The plain rule of standard scores: a reading is out of the ordinary where it differs from the mean of its like by at least
 * {@code threshold} of their standard deviations. Its like are the readings of the same {@link TimeGroups group} in the
 * {@code windowDays} before it; the reading itself and all later ones do not enter, so what is said of a reading never changes
 * with what comes after.
 *
 * <p>The deviation is the sample's (n - 1), times √(1 + 1/n), as a reading differs from a mean of few by more than from a mean
 * of many, and at least {@value #LEAST_DEVIATION_SHARE} of the mean absolute reading of the whole window: what hardly ever
 * changes would otherwise be out of the ordinary as soon as it changes at all.
 *
 * @param threshold standard deviations, such as 3
 * @param windowDays length of the window before the reading [d]
 * @param fewestReadings of its like in the window; with fewer nothing is said
 */
public record ZScoreRule(double threshold, int windowDays, int fewestReadings) {
    /** What a mean and a deviation need at least, of the days off in four weeks. */
    public static final int FEWEST_READINGS = 6;
    /** Smallest deviation, as a share of the mean absolute reading. */
    public static final double LEAST_DEVIATION_SHARE = 0.02;

    public ZScoreRule {
        if (!(threshold > 0)) {
            throw new InvalidInputException(
                    "The z-score threshold is " + threshold + "; use a number above 0, such as 3");
        }
        if (windowDays < 1) {
            throw new InvalidInputException("The window of z-scores has " + windowDays + " days; use at least 1");
        }
        if (fewestReadings < 2) {
            throw new InvalidInputException(
                    "z-scores of " + fewestReadings + " readings have no standard deviation; use at least 2");
        }
    }

    /** The rule with the {@value #FEWEST_READINGS} readings that it needs at least. */
    public ZScoreRule(double threshold, int windowDays) {
        this(threshold, windowDays, FEWEST_READINGS);
    }

    /**
     * What was to be expected of each interval.
     *
     * @param readings by interval of a regular time line; NaN where missing or not to be learned from
     * @param groups of {@link TimeGroups}, as many
     * @return means and deviations; NaN where too few readings came before
     */
    public ZScores expect(double[] readings, int[] groups, TimeStep step) {
        if (groups.length != readings.length) {
            throw new InvalidInputException(
                    readings.length + " readings have " + groups.length + " groups; give one for each");
        }
        int window = windowDays * step.stepsPerDay();
        double[] floors = floors(readings, window);
        double[] means = filled(readings.length);
        double[] deviations = filled(readings.length);
        Map<Integer, Like> likes = new HashMap<>();
        for (int index = 0; index < readings.length; index++) {
            Like like = likes.computeIfAbsent(groups[index], absent -> new Like());
            like.dropBefore(index - window);
            if (like.size() >= fewestReadings) {
                means[index] = like.mean(readings);
                deviations[index] = Math.max(floors[index], like.deviation(readings, means[index]));
            }
            if (!Double.isNaN(readings[index])) {
                like.add(index);
            }
        }
        return new ZScores(means, deviations);
    }

    /** Whether a score is out of the ordinary; not where it is NaN. */
    public boolean isOutOfTheOrdinary(double score) {
        return Math.abs(score) >= threshold;
    }

    private static double[] floors(double[] readings, int window) {
        double[] floors = new double[readings.length];
        double sum = 0;
        int count = 0;
        for (int index = 0; index < readings.length; index++) {
            floors[index] = count == 0 ? 0 : LEAST_DEVIATION_SHARE * Math.max(0, sum) / count;
            if (!Double.isNaN(readings[index])) {
                sum += Math.abs(readings[index]);
                count++;
            }
            int leaving = index - window;
            if (leaving >= 0 && !Double.isNaN(readings[leaving])) {
                sum -= Math.abs(readings[leaving]);
                count--;
            }
        }
        return floors;
    }

    private static double[] filled(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** Positions of readings of one group that lie in the window. */
    private static final class Like {
        private int[] positions = new int[32];
        private int from;
        private int end;

        int size() {
            return end - from;
        }

        void dropBefore(int index) {
            while (from < end && positions[from] < index) {
                from++;
            }
        }

        void add(int index) {
            if (end == positions.length) {
                int size = size();
                int[] target = size > positions.length / 2 ? new int[2 * positions.length] : positions;
                System.arraycopy(positions, from, target, 0, size);
                positions = target;
                from = 0;
                end = size;
            }
            positions[end++] = index;
        }

        double mean(double[] readings) {
            double sum = 0;
            for (int each = from; each < end; each++) {
                sum += readings[positions[each]];
            }
            return sum / size();
        }

        double deviation(double[] readings, double mean) {
            double squares = 0;
            for (int each = from; each < end; each++) {
                double difference = readings[positions[each]] - mean;
                squares += difference * difference;
            }
            int size = size();
            return Math.sqrt(squares / (size - 1) * (1 + 1.0 / size));
        }
    }
}
