package com.hometech.edf.common.config;

/**
 * The daily run.
 *
 * @param schedulerExpression when it starts
 * @param schedulerTimezone in which zone that is meant
 * @param forecastHorizonHours how far it looks [h]
 * @param featureInstanceType SageMaker instance of the feature jobs
 * @param featureInstanceCount how many of them share the work
 * @param forecastInstanceType SageMaker instance of the forecast job
 * @param forecastInstanceCount how many of them
 * @param forecastDbType where forecasts are stored
 * @param loadForecastsLambdaMemory memory of the loader [MB]
 * @param loadForecastsLambdaTimeout its timeout [s]
 */
public record InferenceConfig(
        String schedulerExpression,
        String schedulerTimezone,
        int forecastHorizonHours,
        String featureInstanceType,
        int featureInstanceCount,
        String forecastInstanceType,
        int forecastInstanceCount,
        ForecastDbType forecastDbType,
        int loadForecastsLambdaMemory,
        int loadForecastsLambdaTimeout) {

    /** Stores for forecasts. Timestream takes no new customers since 2025-06-20: new accounts choose another. */
    public enum ForecastDbType {
        TIMESTREAM,
        RDS,
        DYNAMODB
    }

    static InferenceConfig defaults() {
        return new InferenceConfig(
                "cron(0 5 * * ? *)",
                "UTC",
                72,
                "ml.m5.xlarge",
                1,
                "ml.m5.xlarge",
                1,
                ForecastDbType.TIMESTREAM,
                512,
                300);
    }

    static InferenceConfig read(ConfigSection section) {
        InferenceConfig fallback = defaults();
        InferenceConfig config = new InferenceConfig(
                section.text("scheduler_expression", fallback.schedulerExpression(), DailySchedule::expressionProblem),
                section.text("scheduler_timezone", fallback.schedulerTimezone(), DailySchedule::timezoneProblem),
                section.integer("forecast_horizon_hours", fallback.forecastHorizonHours(), 1, 336),
                section.text("feature_instance_type", fallback.featureInstanceType(), TextRule.INSTANCE_TYPE),
                section.integer("feature_instance_count", fallback.featureInstanceCount(), 1, 20),
                section.text("forecast_instance_type", fallback.forecastInstanceType(), TextRule.INSTANCE_TYPE),
                section.integer("forecast_instance_count", fallback.forecastInstanceCount(), 1, 1),
                section.choice("forecast_db_type", fallback.forecastDbType(), ForecastDbType.class),
                section.integer(
                        "load_forecasts_lambda_memory",
                        fallback.loadForecastsLambdaMemory(),
                        LambdaConfig.LEAST_MEMORY_MB,
                        LambdaConfig.MOST_MEMORY_MB),
                section.integer(
                        "load_forecasts_lambda_timeout",
                        fallback.loadForecastsLambdaTimeout(),
                        1,
                        LambdaConfig.MOST_SECONDS));
        section.refuseOthers();
        return config;
    }

    /** The schedule that expression and time zone mean. */
    public DailySchedule schedule() {
        return DailySchedule.parse(schedulerExpression, schedulerTimezone);
    }
}
