package com.hometech.edf.inference.interval;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.List;

/**
 * How far quantiles move so that they cover what they promise, as multiples of a width.
 *
 * @param byLevel for each quantile level, in their order, one number for each lead bucket
 */
public record Offsets(List<List<Double>> byLevel) {
    public Offsets {
        byLevel = byLevel.stream().map(List::copyOf).toList();
        for (List<Double> ofLevel : byLevel) {
            if (ofLevel.stream().anyMatch(offset -> !Double.isFinite(offset))) {
                throw new InvalidInputException("Interval offsets " + byLevel + " are not all finite");
            }
        }
    }

    /** The offset of a level in a bucket. */
    public double of(int level, int bucket) {
        return byLevel.get(level).get(bucket);
    }
}
