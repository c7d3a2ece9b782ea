package com.hometech.edf.training.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether quantiles keep what they promise, over all rows together.
 *
 * @param quantiles by leads, then by level
 * @param intervals by leads, then the widest first
 */
public record Reliability(List<QuantileValues> quantiles, List<IntervalValues> intervals) {
    public Reliability {
        quantiles = List.copyOf(quantiles);
        intervals = List.copyOf(intervals);
    }

    /**
     * A quantile over all rows of some leads.
     *
     * @param leads hours of the forecast such as {@code 25-48}, or {@code all}
     * @param level in (0, 1)
     * @param atOrBelowPercent share of readings at or below it: 100 times the level where it is calibrated; null where there
     *     are no rows
     * @param pinballKwh mean pinball loss; null where there are no rows
     */
    public record QuantileValues(
            String leads,
            double level,
            @Nullable Double atOrBelowPercent,
            @Nullable Double pinballKwh) {}

    /**
     * A central interval, between two quantiles that leave the same share below and above, over all rows of some leads.
     *
     * @param leads hours of the forecast such as {@code 25-48}, or {@code all}
     * @param lowerLevel of its lower end
     * @param upperLevel of its upper end
     * @param nominalPercent share of readings that should lie inside
     * @param coveragePercent share of readings that do; null where there are no rows
     * @param widthKwh mean width; null where there are no rows
     */
    public record IntervalValues(
            String leads,
            double lowerLevel,
            double upperLevel,
            double nominalPercent,
            @Nullable Double coveragePercent,
            @Nullable Double widthKwh) {}
}
