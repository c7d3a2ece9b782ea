package com.hometech.edf.inference.correction;

import com.hometech.edf.common.error.InvalidInputException;

/**
 * How far the ends of an interval are moved out, in widths of the interval before; negative: in.
 *
 * @param lower of the lower end
 * @param upper of the upper end
 */
public record EndOffsets(double lower, double upper) {
    /** Nothing is moved. */
    public static final EndOffsets NONE = new EndOffsets(0, 0);

    public EndOffsets {
        if (!Double.isFinite(lower) || !Double.isFinite(upper)) {
            throw new InvalidInputException("Offsets of an interval are finite numbers; given " + lower + ", " + upper);
        }
    }
}
