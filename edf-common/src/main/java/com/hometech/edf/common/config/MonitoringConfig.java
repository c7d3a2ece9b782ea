package com.hometech.edf.common.config;

/**
 * What is watched once forecasts are out.
 *
 * @param accuracy how good they turned out to be
 * @param intervalCorrection how their intervals follow the coverage that was measured
 * @param watch when the daily checks run, and on what
 */
public record MonitoringConfig(
        AccuracyConfig accuracy, IntervalCorrectionConfig intervalCorrection, WatchConfig watch) {

    /**
     * The daily checks of readings, weather and forecasts.
     *
     * @param schedulerExpression when they start, in the time zone of the daily run
     * @param instanceType SageMaker instance of the job
     */
    public record WatchConfig(String schedulerExpression, String instanceType) {
        static WatchConfig defaults() {
            return new WatchConfig("cron(30 6 * * ? *)", "ml.m5.xlarge");
        }

        static WatchConfig read(ConfigSection section) {
            WatchConfig fallback = defaults();
            WatchConfig config = new WatchConfig(
                    section.text(
                            "scheduler_expression", fallback.schedulerExpression(), DailySchedule::expressionProblem),
                    section.text("instance_type", fallback.instanceType(), TextRule.INSTANCE_TYPE));
            section.refuseOthers();
            return config;
        }
    }

    /**
     * Scoring of issued forecasts, and when it raises an alarm.
     *
     * @param schedulerExpression when it starts, in the time zone of the daily run
     * @param instanceType SageMaker instance of the job
     * @param minScoredShare share of its forecast hours that a building's day needs to count
     * @param minBuildingsShare share of the buildings that must count for a day to be judged
     * @param reportDays last days that tables and pages are about
     * @param maxWapeToBestBaseline a day is bad where the WAPE of the forecasts, divided by that of the best baseline, is above
     * @param coverageTolerance a day is bad where the coverage differs from the nominal one by more (a share)
     * @param daysUntilAlarm bad days in a row that raise the alarm
     * @param daysUntilClear good days in a row that end it
     */
    public record AccuracyConfig(
            String schedulerExpression,
            String instanceType,
            double minScoredShare,
            double minBuildingsShare,
            int reportDays,
            double maxWapeToBestBaseline,
            double coverageTolerance,
            int daysUntilAlarm,
            int daysUntilClear) {
        private static final int MOST_REPORT_DAYS = 366;
        private static final int MOST_DAYS_IN_A_ROW = 60;

        static AccuracyConfig defaults() {
            return new AccuracyConfig("cron(0 6 * * ? *)", "ml.m5.xlarge", 0.75, 0.5, 28, 1.0, 0.15, 3, 2);
        }

        static AccuracyConfig read(ConfigSection section) {
            AccuracyConfig fallback = defaults();
            AccuracyConfig config = new AccuracyConfig(
                    section.text(
                            "scheduler_expression", fallback.schedulerExpression(), DailySchedule::expressionProblem),
                    section.text("instance_type", fallback.instanceType(), TextRule.INSTANCE_TYPE),
                    section.decimal("min_scored_share", fallback.minScoredShare(), DecimalRange.aboveUpTo(0, 1)),
                    section.decimal("min_buildings_share", fallback.minBuildingsShare(), DecimalRange.aboveUpTo(0, 1)),
                    section.integer("report_days", fallback.reportDays(), 1, MOST_REPORT_DAYS),
                    section.decimal(
                            "max_wape_to_best_baseline",
                            fallback.maxWapeToBestBaseline(),
                            DecimalRange.aboveUpTo(0, 1e9)),
                    section.decimal("coverage_tolerance", fallback.coverageTolerance(), DecimalRange.aboveUpTo(0, 1)),
                    section.integer("days_until_alarm", fallback.daysUntilAlarm(), 1, MOST_DAYS_IN_A_ROW),
                    section.integer("days_until_clear", fallback.daysUntilClear(), 1, MOST_DAYS_IN_A_ROW));
            section.refuseOthers();
            return config;
        }
    }

    static MonitoringConfig defaults() {
        return new MonitoringConfig(
                AccuracyConfig.defaults(), IntervalCorrectionConfig.defaults(), WatchConfig.defaults());
    }

    static MonitoringConfig read(ConfigSection section) {
        MonitoringConfig config = new MonitoringConfig(
                AccuracyConfig.read(section.section("accuracy")),
                IntervalCorrectionConfig.read(section.section("interval_correction")),
                WatchConfig.read(section.section("watch")));
        section.refuseOthers();
        return config;
    }
}
