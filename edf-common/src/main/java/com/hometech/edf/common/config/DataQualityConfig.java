package com.hometech.edf.common.config;

import com.hometech.edf.common.domain.TimeStep;

/**
 * Rules for readings.
 *
 * @param maxInterpolatedGapHours longest gap that features fill by interpolation [h]
 * @param maxMissingShare share of missing readings in the lookback above which a building gets the fallback
 * @param unitSlipFactor how many times its own 99.9 percentile a reading must be to count as a unit slip
 * @param unitSlipHours for how many hours in a row
 * @param flatlineHours length of a constant stretch that is flagged [h]
 * @param spikeFactor how many times what is usual for the building a single reading must be to count as a spike: its own 99.9
 *     percentile where imports flag readings, a typical daily peak of the four weeks before where features clip them
 * @param minHistoryDays history below which a building is a cold start [days]
 * @param inactiveAfterDays silence after which a building counts as closed [days]
 * @param earliestYear first year that a reading may have
 * @param maxKwhPerHour largest energy that one reading may hold [kWh]
 */
public record DataQualityConfig(
        int maxInterpolatedGapHours,
        double maxMissingShare,
        double unitSlipFactor,
        int unitSlipHours,
        int flatlineHours,
        double spikeFactor,
        int minHistoryDays,
        int inactiveAfterDays,
        int earliestYear,
        double maxKwhPerHour) {
    /** Where an interval is longer than an hour, a few of the same value say little: so many at least. */
    private static final int FEWEST_LONG_INTERVALS = 7;

    static DataQualityConfig defaults() {
        return new DataQualityConfig(3, 0.5, 20.0, 3, 24, 5.0, 21, 60, 1990, 1e9);
    }

    /** Readings in a row of the same value that are flagged. */
    public int flatlineSteps(TimeStep step) {
        int steps = stepsLasting(flatlineHours, step);
        return step.compareTo(TimeStep.HOUR) > 0 ? Math.max(FEWEST_LONG_INTERVALS, steps) : steps;
    }

    /** Readings in a row that are too large, for a unit slip. */
    public int unitSlipSteps(TimeStep step) {
        return stepsLasting(unitSlipHours, step);
    }

    private static int stepsLasting(int hours, TimeStep step) {
        return step.steps(hours) + (step.divides(hours) ? 0 : 1);
    }

    static DataQualityConfig read(ConfigSection section) {
        DataQualityConfig fallback = defaults();
        DecimalRange factor = DecimalRange.aboveUpTo(1, 1e6);
        DataQualityConfig config = new DataQualityConfig(
                section.integer("max_interpolated_gap_hours", fallback.maxInterpolatedGapHours(), 0, 24),
                section.decimal("max_missing_share", fallback.maxMissingShare(), DecimalRange.between(0, 1)),
                section.decimal("unit_slip_factor", fallback.unitSlipFactor(), factor),
                section.integer("unit_slip_hours", fallback.unitSlipHours(), 1, 168),
                section.integer("flatline_hours", fallback.flatlineHours(), 2, 8784),
                section.decimal("spike_factor", fallback.spikeFactor(), factor),
                section.integer("min_history_days", fallback.minHistoryDays(), 1, 365),
                section.integer("inactive_after_days", fallback.inactiveAfterDays(), 1, 3650),
                section.integer("earliest_year", fallback.earliestYear(), 1900, 2100),
                section.decimal("max_kwh_per_hour", fallback.maxKwhPerHour(), DecimalRange.aboveUpTo(0, 1e12)));
        section.refuseOthers();
        return config;
    }
}
