package com.hometech.edf.common.config;

/**
 * What is out of the ordinary about readings, and when somebody has to look.
 *
 * @param zScoreThreshold standard deviations from the mean of the same hour and kind of day
 * @param zScoreWindowDays days before a reading that mean and deviation are of
 * @param intervalWidths a single hour so many widths of its forecast interval outside of it is an anomaly
 * @param runHours so many hours in a row outside of their intervals are one, where they lie far enough outside
 * @param runIntervalWidths how far outside such a run must lie on average, in widths of the intervals
 * @param missingHours so many hours in a row without a reading are one
 * @param alarmHours unchanging readings raise an alarm after so many hours
 * @param alarmEnergyDays spikes or dips of three days together raise one from so many of the building's mean days of energy
 */
public record AnomalyConfig(
        double zScoreThreshold,
        int zScoreWindowDays,
        double intervalWidths,
        int runHours,
        double runIntervalWidths,
        int missingHours,
        int alarmHours,
        double alarmEnergyDays) {
    private static final double MOST = 1000;
    private static final int MOST_WINDOW_DAYS = 366;
    private static final int MOST_HOURS = 168;
    private static final int MOST_ALARM_HOURS = 24 * 60;

    static AnomalyConfig defaults() {
        return new AnomalyConfig(3, 28, 1, 6, 0.5, 6, 48, 1);
    }

    static AnomalyConfig read(ConfigSection section) {
        AnomalyConfig fallback = defaults();
        AnomalyConfig config = new AnomalyConfig(
                section.decimal("z_score_threshold", fallback.zScoreThreshold(), DecimalRange.aboveUpTo(0, MOST)),
                section.integer("z_score_window_days", fallback.zScoreWindowDays(), 7, MOST_WINDOW_DAYS),
                section.decimal("interval_widths", fallback.intervalWidths(), DecimalRange.aboveUpTo(0, MOST)),
                section.integer("run_hours", fallback.runHours(), 2, MOST_HOURS),
                section.decimal("run_interval_widths", fallback.runIntervalWidths(), DecimalRange.between(0, MOST)),
                section.integer("missing_hours", fallback.missingHours(), 1, MOST_HOURS),
                section.integer("alarm_hours", fallback.alarmHours(), 1, MOST_ALARM_HOURS),
                section.decimal("alarm_energy_days", fallback.alarmEnergyDays(), DecimalRange.aboveUpTo(0, MOST)));
        section.refuseOthers();
        return config;
    }
}
