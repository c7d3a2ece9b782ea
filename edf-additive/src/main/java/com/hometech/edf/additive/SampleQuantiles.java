package com.hometech.edf.additive;

import java.util.Arrays;

/** Quantiles of samples by linear interpolation between order statistics, as numpy's percentile (type 7). */
final class SampleQuantiles {
    private final double[] ascending;
    private final int zeros;
    private final int negative;

    /**
     * @param samples are put into order
     * @param zeros further samples that are 0
     */
    SampleQuantiles(double[] samples, int zeros) {
        Arrays.sort(samples);
        this.ascending = samples;
        this.zeros = zeros;
        int place = Arrays.binarySearch(samples, 0);
        this.negative = place < 0 ? -place - 1 : place;
    }

    double at(double probability) {
        double position = probability * (ascending.length + zeros - 1);
        int below = (int) Math.floor(position);
        double first = ranked(below);
        double part = position - below;
        return part == 0 ? first : first + part * (ranked(below + 1) - first);
    }

    private double ranked(int rank) {
        if (rank < negative) {
            return ascending[rank];
        }
        return rank < negative + zeros ? 0 : ascending[rank - zeros];
    }
}
