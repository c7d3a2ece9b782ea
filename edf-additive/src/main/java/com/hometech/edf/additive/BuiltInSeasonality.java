package com.hometech.edf.additive;

/**
 * Whether a built-in seasonality is used.
 *
 * @param decidedByData whether the length and step of the series decide
 * @param standardOrder whether the order is the built-in one: 10 for a year, 3 for a week, 4 for a day
 * @param order number of harmonics where it is neither; 0 switches it off
 */
public record BuiltInSeasonality(boolean decidedByData, boolean standardOrder, int order) {
    /** On where the series is long and fine enough for it. */
    public static final BuiltInSeasonality AUTO = new BuiltInSeasonality(true, false, 0);
    /** On, with the built-in order. */
    public static final BuiltInSeasonality ON = new BuiltInSeasonality(false, true, 0);
    /** Off. */
    public static final BuiltInSeasonality OFF = new BuiltInSeasonality(false, false, 0);

    public BuiltInSeasonality {
        if (order < 0) {
            throw new AdditiveInputException("A seasonality cannot have " + order + " harmonics; give 0 or more");
        }
    }

    /** On, with this many harmonics; 0 is off. */
    public static BuiltInSeasonality ofOrder(int order) {
        return new BuiltInSeasonality(false, false, order);
    }
}
