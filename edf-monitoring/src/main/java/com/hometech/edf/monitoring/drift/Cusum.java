package com.hometech.edf.monitoring.drift;

/**
 * Sequential test for a mean that has grown: the one-sided cumulative sum of E. S. Page, Continuous inspection schemes,
 * Biometrika 41 (1954), in the tabular form of D. C. Montgomery, Introduction to Statistical Quality Control. Each value is
 * standardised; what it exceeds an allowance by is added up, and never below zero. With an allowance of half a standard
 * deviation and a limit of 8, false alarms of independent normal values are thousands of values apart, and a mean that grew by
 * two standard deviations is noticed after about six.
 */
final class Cusum {
    private final double mean;
    private final double deviation;
    private final double allowance;
    private double sum;

    /**
     * Starts at zero.
     *
     * @param mean of values while nothing changes
     * @param deviation their standard deviation, above 0
     * @param allowance deviations that are no change
     */
    Cusum(double mean, double deviation, double allowance) {
        this.mean = mean;
        this.deviation = deviation;
        this.allowance = allowance;
    }

    /** Adds a value. A single wild one counts no more than {@code most} deviations. */
    double add(double value, double most) {
        double distance = Math.min(most, (value - mean) / deviation);
        sum = Math.max(0, sum + distance - allowance);
        return sum;
    }
}
