package com.hometech.edf.additive;

/**
 * Bounds by row, between which the model's interval width lies and outside of which are equal parts [unit of the series].
 *
 * @param yhatLower of the series
 * @param yhatUpper of the series
 * @param trendLower of the trend
 * @param trendUpper of the trend
 */
public record Intervals(double[] yhatLower, double[] yhatUpper, double[] trendLower, double[] trendUpper) {
    public Intervals {
        yhatLower = yhatLower.clone();
        yhatUpper = yhatUpper.clone();
        trendLower = trendLower.clone();
        trendUpper = trendUpper.clone();
    }

    @Override
    public double[] yhatLower() {
        return yhatLower.clone();
    }

    @Override
    public double[] yhatUpper() {
        return yhatUpper.clone();
    }

    @Override
    public double[] trendLower() {
        return trendLower.clone();
    }

    @Override
    public double[] trendUpper() {
        return trendUpper.clone();
    }
}
