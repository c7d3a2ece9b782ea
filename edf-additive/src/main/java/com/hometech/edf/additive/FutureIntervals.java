package com.hometech.edf.additive;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Bounds for rows after the history, where the trend may change. */
final class FutureIntervals {
    private final FittedModel fitted;
    private final double[] times;
    private final double[] capacities;
    private final int first;
    private final TrendChanges changes;
    private final SplittableRandom random;
    private final int samples;
    private final double upper;
    private final double yScale;

    /**
     * @param times of all rows
     * @param capacities of all rows; empty unless growth is logistic
     * @param first row after the history
     */
    FutureIntervals(FittedModel fitted, double[] times, double[] capacities, int first) {
        this.fitted = fitted;
        this.times = Arrays.copyOfRange(times, first, times.length);
        this.capacities = capacities.length == 0 ? capacities : Arrays.copyOfRange(capacities, first, times.length);
        this.first = first;
        this.changes = TrendChanges.of(fitted, this.times);
        this.random = new SplittableRandom(fitted.model().seed());
        this.samples = fitted.model().uncertaintySamples();
        this.upper = 0.5 + fitted.model().intervalWidth() / 2;
        this.yScale = fitted.preparation().yScale();
    }

    /**
     * @param certain bounds of all rows as if the trend could not change
     * @param multiplicative terms of all rows
     */
    Intervals intervals(Intervals certain, double[] multiplicative) {
        double[] yhatLower = certain.yhatLower();
        double[] yhatUpper = certain.yhatUpper();
        double[] trendLower = certain.trendLower();
        double[] trendUpper = certain.trendUpper();
        double[] factors = new double[times.length];
        double[] centre = new double[times.length];
        for (int row = 0; row < factors.length; row++) {
            factors[row] = 1 + multiplicative[first + row];
            centre[row] = (yhatLower[first + row] + yhatUpper[first + row]) / 2;
        }
        boolean logistic = fitted.model().growth() == Growth.LOGISTIC;
        double[][] trends = logistic
                ? changes.logisticSamples(
                        fitted.parameters(),
                        fitted.preparation().changepointTimes(),
                        times,
                        capacities,
                        samples,
                        random)
                : changes.linearSamples(samples, random);
        if (logistic || !setExact(centre, factors, yhatLower, yhatUpper)) {
            setSampled(trends, centre, factors, yhatLower, yhatUpper);
        }
        for (int row = 0; row < times.length; row++) {
            SampleQuantiles quantiles = new SampleQuantiles(trends[row], samples - trends[row].length);
            trendLower[first + row] += quantiles.at(1 - upper) * yScale;
            trendUpper[first + row] += quantiles.at(upper) * yScale;
        }
        return new Intervals(yhatLower, yhatUpper, trendLower, trendUpper);
    }

    /** Exact bounds for a linear trend; false where the noise is too small beside its changes for that. */
    private boolean setExact(double[] centre, double[] factors, double[] yhatLower, double[] yhatUpper) {
        double noise = fitted.parameters().noise();
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (double factor : factors) {
            if (factor != 0) {
                smallest = Math.min(smallest, noise / Math.abs(factor));
                largest = Math.max(largest, noise / Math.abs(factor));
            }
        }
        ChangedTrendQuantiles quantiles = new ChangedTrendQuantiles(changes, upper, smallest, largest);
        for (int row = 0; row < times.length && quantiles.isFeasible(); row++) {
            quantiles.next();
            double factor = Math.abs(factors[row]);
            if (factor > 0) {
                double half = factor * quantiles.upper(noise / factor) * yScale;
                yhatLower[first + row] = centre[row] - half;
                yhatUpper[first + row] = centre[row] + half;
            }
        }
        return quantiles.isFeasible();
    }

    private void setSampled(
            double[][] trends, double[] centre, double[] factors, double[] yhatLower, double[] yhatUpper) {
        double noise = fitted.parameters().noise();
        for (int row = 0; row < times.length; row++) {
            double[] values = new double[samples];
            for (int sample = 0; sample < samples; sample++) {
                double trend = sample < trends[row].length ? trends[row][sample] : 0;
                values[sample] = factors[row] * trend + noise * NormalQuantile.at(uniform());
            }
            SampleQuantiles quantiles = new SampleQuantiles(values, 0);
            yhatLower[first + row] = centre[row] + quantiles.at(1 - upper) * yScale;
            yhatUpper[first + row] = centre[row] + quantiles.at(upper) * yScale;
        }
    }

    /** Between 0 and 1, both excluded. */
    private double uniform() {
        return (random.nextLong() >>> 12) * 0x1.0p-52 + 0x1.0p-53;
    }
}
