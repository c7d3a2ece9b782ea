package com.hometech.edf.common.config;

/**
 * Data quality over time, and when somebody has to look.
 *
 * @param historyMonths months that are kept up to date, and that pages are about
 * @param lateHours readings are late from so many hours on after they could be there
 * @param completenessDrop a site is incomplete where the share of its hours that have a reading, of the last week, is by more than
 *     this below that of the four weeks before
 * @param suspectRise a site is suspect where the share of flagged readings is by more than this above that of the four weeks before
 * @param daysUntilAlarm bad days in a row that raise an alarm
 * @param daysUntilClear good days in a row that end it
 */
public record QualityWatchConfig(
        int historyMonths,
        int lateHours,
        double completenessDrop,
        double suspectRise,
        int daysUntilAlarm,
        int daysUntilClear) {
    private static final int MOST_MONTHS = 120;
    private static final int MOST_LATE_HOURS = 24 * 60;
    private static final int MOST_DAYS_IN_A_ROW = 60;

    static QualityWatchConfig defaults() {
        return new QualityWatchConfig(13, 24, 0.05, 0.05, 2, 2);
    }

    static QualityWatchConfig read(ConfigSection section) {
        QualityWatchConfig fallback = defaults();
        QualityWatchConfig config = new QualityWatchConfig(
                section.integer("history_months", fallback.historyMonths(), 3, MOST_MONTHS),
                section.integer("late_hours", fallback.lateHours(), 1, MOST_LATE_HOURS),
                section.decimal("completeness_drop", fallback.completenessDrop(), DecimalRange.aboveUpTo(0, 1)),
                section.decimal("suspect_rise", fallback.suspectRise(), DecimalRange.aboveUpTo(0, 1)),
                section.integer("days_until_alarm", fallback.daysUntilAlarm(), 1, MOST_DAYS_IN_A_ROW),
                section.integer("days_until_clear", fallback.daysUntilClear(), 1, MOST_DAYS_IN_A_ROW));
        section.refuseOthers();
        return config;
    }
}
