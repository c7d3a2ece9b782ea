package com.hometech.edf.inference.interval;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.List;

/**
 * How far the ends of the interval lie from the forecast, as a multiple of the usual error; one number for each lead
 * bucket.
 *
 * @param lower quantile of (reading - forecast) / usual error at the lower level; mostly negative
 * @param upper the same at the upper level
 */
public record Offsets(List<Double> lower, List<Double> upper) {
    public Offsets {
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
        for (int bucket = 0; bucket < lower.size(); bucket++) {
            boolean ordered = upper.size() == lower.size() && lower.get(bucket) <= upper.get(bucket);
            if (!ordered || !Double.isFinite(lower.get(bucket)) || !Double.isFinite(upper.get(bucket))) {
                throw new InvalidInputException("Interval offsets " + lower + " and " + upper
                        + " do not pair: each bucket needs finite numbers, lower <= upper");
            }
        }
    }
}
