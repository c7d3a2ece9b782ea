package com.hometech.edf.common.config;

/**
 * How the intervals of forecasts follow the coverage that was measured.
 *
 * @param enabled whether forecasts are corrected, and what to correct them by is worked out
 * @param halfLifeDays days after which half of what all buildings have in common is made up for
 * @param buildingHalfLifeDays the same for what a building differs from the others by
 * @param mostWidening how far an end of an interval moves out at most, in widths of the interval
 * @param mostNarrowing how far it moves in at most
 */
public record IntervalCorrectionConfig(
        boolean enabled, int halfLifeDays, int buildingHalfLifeDays, double mostWidening, double mostNarrowing) {
    private static final int MOST_DAYS = 3650;
    private static final double MOST_WIDENING = 10;
    /** Both ends so far in meet. */
    private static final double MOST_NARROWING = 0.5;

    static IntervalCorrectionConfig defaults() {
        return new IntervalCorrectionConfig(true, 5, 112, 1.0, 0.25);
    }

    static IntervalCorrectionConfig read(ConfigSection section) {
        IntervalCorrectionConfig fallback = defaults();
        IntervalCorrectionConfig config = new IntervalCorrectionConfig(
                section.flag("enabled", fallback.enabled()),
                section.integer("half_life_days", fallback.halfLifeDays(), 1, MOST_DAYS),
                section.integer("building_half_life_days", fallback.buildingHalfLifeDays(), 1, MOST_DAYS),
                section.decimal("most_widening", fallback.mostWidening(), DecimalRange.aboveUpTo(0, MOST_WIDENING)),
                section.decimal("most_narrowing", fallback.mostNarrowing(), DecimalRange.aboveUpTo(0, MOST_NARROWING)));
        section.refuseOthers();
        return config;
    }
}
