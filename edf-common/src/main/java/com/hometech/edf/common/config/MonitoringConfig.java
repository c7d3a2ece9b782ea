package com.hometech.edf.common.config;

/**
 * What is watched once forecasts are out.
 *
 * @param accuracy how good they turned out to be
 * @param intervalCorrection how their intervals follow the coverage that was measured
 * @param watch when the daily checks run, and on what
 * @param drift when readings, weather and errors are no longer what they were
 * @param retraining when a new model is trained
 * @param challenger how a new model is compared with the one that forecasts
 * @param anomalies what is out of the ordinary about readings
 * @param quality data quality over time
 */
public record MonitoringConfig(
        AccuracyConfig accuracy,
        IntervalCorrectionConfig intervalCorrection,
        WatchConfig watch,
        DriftConfig drift,
        RetrainingConfig retraining,
        ChallengerConfig challenger,
        AnomalyConfig anomalies,
        QualityWatchConfig quality) {
    private static final int MOST_DAYS = 3660;

    /** The same, with which a model that proved better goes live without a person. */
    public MonitoringConfig withAutomaticApproval() {
        RetrainingConfig automatic = new RetrainingConfig(
                retraining.enabled(),
                retraining.everyDays(),
                retraining.minDaysBetween(),
                retraining.minDriftedShare(),
                retraining.maxFaultyShare(),
                true);
        return new MonitoringConfig(
                accuracy, intervalCorrection, watch, drift, automatic, challenger, anomalies, quality);
    }

    /**
     * When a new model is trained.
     *
     * @param enabled whether one ever is by itself
     * @param everyDays days since the newest model after which one is trained in any case; 0: never
     * @param minDaysBetween days between two trainings at least
     * @param minDriftedShare share of the buildings whose own alarms together ask for a new model
     * @param maxFaultyShare share of the buildings with faulty data from which on nothing is trained
     * @param automaticApproval whether a new model that proved better goes live without a person
     */
    public record RetrainingConfig(
            boolean enabled,
            int everyDays,
            int minDaysBetween,
            double minDriftedShare,
            double maxFaultyShare,
            boolean automaticApproval) {
        /** As the configuration is without the section. */
        public static RetrainingConfig defaults() {
            return new RetrainingConfig(true, 90, 14, 0.2, 0.1, false);
        }

        static RetrainingConfig read(ConfigSection section) {
            RetrainingConfig fallback = defaults();
            RetrainingConfig config = new RetrainingConfig(
                    section.flag("enabled", fallback.enabled()),
                    section.integer("every_days", fallback.everyDays(), 0, MOST_DAYS),
                    section.integer("min_days_between", fallback.minDaysBetween(), 1, MOST_DAYS),
                    section.decimal("min_drifted_share", fallback.minDriftedShare(), DecimalRange.aboveUpTo(0, 1)),
                    section.decimal("max_faulty_share", fallback.maxFaultyShare(), DecimalRange.aboveUpTo(0, 1)),
                    section.flag("automatic_approval", fallback.automaticApproval()));
            section.refuseOthers();
            return config;
        }
    }

    /**
     * How a model that waits for approval is compared with the one that forecasts, and what {@code automatic_approval} asks for.
     *
     * @param shadowForecasts whether it forecasts too, without anybody seeing it
     * @param minDays days that both are scored on before anything is said
     * @param maxDays days after its registration that it is compared
     * @param confidence of the interval of the difference, 0.5 to 0.999
     * @param minGain reduction of the WAPE that it must have for certain, as a share of that of the other model
     * @param maxClassLoss most by which the WAPE of a use type may grow, as a share of that of the other model
     * @param coverageTolerance most by which its coverage may differ from the nominal one (a share)
     * @param minDaysBetweenApprovals days between two automatic approvals at least
     */
    public record ChallengerConfig(
            boolean shadowForecasts,
            int minDays,
            int maxDays,
            double confidence,
            double minGain,
            double maxClassLoss,
            double coverageTolerance,
            int minDaysBetweenApprovals) {
        /** Fewer have no weekend, and no variance that could be estimated. */
        private static final int LEAST_DAYS_COMPARED = 7;

        private static final int MOST_DAYS_COMPARED = 366;

        /** As the configuration is without the section. */
        public static ChallengerConfig defaults() {
            return new ChallengerConfig(true, 14, 56, 0.95, 0.01, 0.05, 0.05, 30);
        }

        static ChallengerConfig read(ConfigSection section) {
            ChallengerConfig fallback = defaults();
            ChallengerConfig config = new ChallengerConfig(
                    section.flag("shadow_forecasts", fallback.shadowForecasts()),
                    section.integer("min_days", fallback.minDays(), LEAST_DAYS_COMPARED, MOST_DAYS_COMPARED),
                    section.integer("max_days", fallback.maxDays(), LEAST_DAYS_COMPARED, MOST_DAYS_COMPARED),
                    section.decimal("confidence", fallback.confidence(), DecimalRange.between(0.5, 0.999)),
                    section.decimal("min_gain", fallback.minGain(), DecimalRange.between(0, 1)),
                    section.decimal("max_class_loss", fallback.maxClassLoss(), DecimalRange.between(0, 1)),
                    section.decimal("coverage_tolerance", fallback.coverageTolerance(), DecimalRange.aboveUpTo(0, 1)),
                    section.integer("min_days_between_approvals", fallback.minDaysBetweenApprovals(), 1, MOST_DAYS));
            if (config.minDays() > config.maxDays()) {
                section.add("min_days", "is " + config.minDays() + ", above max_days, " + config.maxDays());
            }
            section.refuseOthers();
            return config;
        }
    }

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
                AccuracyConfig.defaults(),
                IntervalCorrectionConfig.defaults(),
                WatchConfig.defaults(),
                DriftConfig.defaults(),
                RetrainingConfig.defaults(),
                ChallengerConfig.defaults(),
                AnomalyConfig.defaults(),
                QualityWatchConfig.defaults());
    }

    static MonitoringConfig read(ConfigSection section) {
        MonitoringConfig config = new MonitoringConfig(
                AccuracyConfig.read(section.section("accuracy")),
                IntervalCorrectionConfig.read(section.section("interval_correction")),
                WatchConfig.read(section.section("watch")),
                DriftConfig.read(section.section("drift")),
                RetrainingConfig.read(section.section("retraining")),
                ChallengerConfig.read(section.section("challenger")),
                AnomalyConfig.read(section.section("anomalies")),
                QualityWatchConfig.read(section.section("quality")));
        section.refuseOthers();
        return config;
    }
}
