package com.hometech.edf.inference.interval;

import java.util.Arrays;

/**
 * How far readings may lie from one point forecast, as a model sees it before calibration, in multiples of the building's
 * level. Working space to be filled again and again; for one thread.
 */
public final class Spread {
    private static final double LEAST_WIDTH = 1e-4;

    private final double[] distance;

    private double width;

    /** Space for so many levels. */
    public Spread(int levels) {
        this.distance = new double[levels];
    }

    /** A forecast that says nothing about its errors: their usual size stands for it. */
    public void setUsual(double usual) {
        Arrays.fill(distance, 0);
        width = usual;
    }

    /**
     * Takes quantiles of a model.
     *
     * @param quantiles ascending, as multiples of the level
     * @param center the point forecast, as a multiple of the level
     */
    public void setQuantiles(double[] quantiles, double center) {
        for (int level = 0; level < distance.length; level++) {
            distance[level] = quantiles[level] - center;
        }
        // a model that is sure of itself still has a width that offsets can stretch
        width = Math.max(LEAST_WIDTH, quantiles[quantiles.length - 1] - quantiles[0]);
    }

    /** What offsets are multiples of. */
    public double width() {
        return width;
    }

    /** From the forecast to a quantile. */
    public double distance(int level) {
        return distance[level];
    }
}
