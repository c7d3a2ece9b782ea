package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.error.InvalidInputException;

/**
 * The quantiles that the ends of the intervals stand for.
 *
 * @param lower level of the lower end, for example 0.1
 * @param upper level of the upper end, for example 0.9
 */
public record IntervalLevels(double lower, double upper) {
    public IntervalLevels {
        if (!(0 < lower && lower < upper && upper < 1)) {
            throw new InvalidInputException(
                    "Interval levels must be ascending inside (0, 1); given " + lower + " and " + upper);
        }
    }

    /** Share of readings that should lie inside [%]. */
    public double nominalCoveragePercent() {
        return Math.round(1e6 * (upper - lower)) / 1e4;
    }
}
