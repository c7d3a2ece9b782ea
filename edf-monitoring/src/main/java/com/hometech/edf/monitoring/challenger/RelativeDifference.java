package com.hometech.edf.monitoring.challenger;

import com.hometech.edf.data.watch.ChallengerComparison.Difference;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How much smaller the losses of one forecast are than those of another on the same days, with an interval for chance: the test of
 * Diebold and Mariano (1995), Comparing predictive accuracy, of the ratio of both sums.
 *
 * <p>Losses of neighbouring days are alike, for a forecast reaches over three of them and weather lasts. So the variance of the mean
 * is estimated with the weights of Newey and West (1987) up to a lag that grows with the number of days, and, for few days, widened
 * as Harvey, Leybourne and Newbold (1997) say, with quantiles of Student's t.
 */
final class RelativeDifference {
    private static final double PERCENT = 100;
    /** A forecast of 72 hours shares its days with two later issues. */
    private static final int LEAST_LAG = 2;

    private RelativeDifference() {}

    /**
     * The relative difference of the sums. The ratio {@code r} of the sums of {@code a} and {@code b} is the root of {@code mean(a - r b)
     * = 0}, so that its error is that of the mean of {@code (a - r b) / mean(b)}.
     *
     * @param challenger a loss a day
     * @param champion a loss a day, of the same days; its sum is above 0
     * @param confidence of the interval, in (0, 1)
     * @return NaN at all ends where there are less than two days
     */
    static Difference of(double[] challenger, double[] champion, double confidence) {
        int days = champion.length;
        double base = mean(champion);
        double ratio = mean(challenger) / base;
        if (days < 2 || !Double.isFinite(ratio)) {
            return new Difference(Double.NaN, Double.NaN, Double.NaN);
        }
        double[] influence = new double[days];
        for (int day = 0; day < days; day++) {
            influence[day] = (challenger[day] - ratio * champion[day]) / base;
        }
        int lag = Math.min(days - 1, lag(days));
        double error = Math.sqrt(longRunVariance(influence, lag) / days * smallSample(days, lag));
        double quantile = new TDistribution(null, days - 1).inverseCumulativeProbability((1 + confidence) / 2);
        double difference = ratio - 1;
        return new Difference(
                PERCENT * difference,
                PERCENT * (difference - quantile * error),
                PERCENT * (difference + quantile * error));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The usual rule, {@code 4 (n / 100)^(2/9)}, rounded down, but not below what overlapping forecasts ask for. */
    private static int lag(int days) {
        return Math.max(LEAST_LAG, (int) Math.floor(4 * Math.pow(days / 100.0, 2 / 9.0)));
    }

    /** Variance of the sum divided by the number of values, whose mean is 0: never below 0 with these weights. */
    private static double longRunVariance(double[] values, int lag) {
        double variance = autocovariance(values, 0);
        for (int shift = 1; shift <= lag; shift++) {
            variance += 2 * (1 - shift / (lag + 1.0)) * autocovariance(values, shift);
        }
        return variance;
    }

    private static double autocovariance(double[] values, int shift) {
        double sum = 0;
        for (int index = shift; index < values.length; index++) {
            sum += values[index] * values[index - shift];
        }
        return sum / values.length;
    }

    /** Harvey, Leybourne and Newbold, equation 9, with a horizon of one more than the lag; the inverse of what shrinks their statistic. */
    private static double smallSample(int days, int lag) {
        double horizon = lag + 1.0;
        double shrink = (days + 1 - 2 * horizon + horizon * (horizon - 1) / days) / days;
        return shrink > 0 ? 1 / shrink : Double.POSITIVE_INFINITY;
    }
}
