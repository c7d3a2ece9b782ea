package com.hometech.edf.monitoring.drift;

import java.util.Arrays;

/** How far apart two samples of numbers are. Missing numbers (NaN) do not count; NaN where a sample is empty. */
final class Distances {
    /** Bins of the population stability index. */
    static final int BINS = 10;
    /** What is added to the count of each bin, so that an empty one does not make the index infinite. */
    private static final double SMOOTHING = 0.5;

    private Distances() {}

    /**
     * Population stability index: the sum over bins of (c - r) ln(c / r), where r and c are the shares of the reference and of
     * the current sample (N. Siddiqi, Credit Risk Scorecards, 2006; the symmetrised divergence of H. Jeffreys, 1946). The bins
     * are bounded by the deciles of the reference, as they are in Evidently and NannyML for numbers; deciles that are equal
     * bound no bin of their own. Half an observation is added to each bin.
     */
    static double psi(double[] reference, double[] current) {
        double[] before = known(reference);
        double[] now = known(current);
        if (before.length == 0 || now.length == 0) {
            return Double.NaN;
        }
        double[] edges = edges(before);
        int[] beforeCounts = counts(before, edges);
        int[] nowCounts = counts(now, edges);
        double psi = 0;
        for (int bin = 0; bin < beforeCounts.length; bin++) {
            double r = (beforeCounts[bin] + SMOOTHING) / (before.length + SMOOTHING * beforeCounts.length);
            double c = (nowCounts[bin] + SMOOTHING) / (now.length + SMOOTHING * beforeCounts.length);
            psi += (c - r) * Math.log(c / r);
        }
        return psi;
    }

    /** The inner bounds of the bins, ascending; a value on a bound belongs to the bin below. */
    static double[] edges(double[] reference) {
        double[] sorted = known(reference);
        double[] edges = new double[BINS - 1];
        for (int edge = 1; edge < BINS; edge++) {
            edges[edge - 1] = Quantiles.ofSorted(sorted, sorted.length, (double) edge / BINS);
        }
        return Arrays.stream(edges).distinct().toArray();
    }

    /** How many values each bin has. */
    static int[] counts(double[] values, double[] edges) {
        int[] counts = new int[edges.length + 1];
        for (double value : values) {
            int bin = 0;
            while (bin < edges.length && value > edges[bin]) {
                bin++;
            }
            counts[bin] += Double.isNaN(value) ? 0 : 1;
        }
        return counts;
    }

    /**
     * Wasserstein distance of order 1 (earth mover's distance), in the unit of the values: the area between the two
     * distribution functions (S. S. Vallender, Calculation of the Wasserstein distance between probability distributions on
     * the line, Theory of Probability and its Applications 18, 1974).
     */
    static double wasserstein(double[] reference, double[] current) {
        double[] a = known(reference);
        double[] b = known(current);
        if (a.length == 0 || b.length == 0) {
            return Double.NaN;
        }
        double area = 0;
        int i = 0;
        int j = 0;
        double last = Math.min(a[0], b[0]);
        while (i < a.length || j < b.length) {
            double next = j == b.length || (i < a.length && a[i] <= b[j]) ? a[i] : b[j];
            area += (next - last) * Math.abs((double) i / a.length - (double) j / b.length);
            while (i < a.length && a[i] == next) {
                i++;
            }
            while (j < b.length && b[j] == next) {
                j++;
            }
            last = next;
        }
        return area;
    }

    /** {@link #wasserstein} divided by the standard deviation of the reference; NaN where that is 0. */
    static double scaledWasserstein(double[] reference, double[] current) {
        double[] before = known(reference);
        double mean = Arrays.stream(before).average().orElse(Double.NaN);
        double squares = Arrays.stream(before)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(Double.NaN);
        return squares > 0 ? wasserstein(before, current) / Math.sqrt(squares) : Double.NaN;
    }

    private static double[] known(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }
}
