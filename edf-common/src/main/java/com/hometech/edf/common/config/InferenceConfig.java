package com.hometech.edf.common.config;

/**
 * The daily run.
 *
 * @param schedulerExpression when it starts
 * @param schedulerTimezone in which zone that is meant
 * @param forecastHorizonHours how far it looks [h]
 * @param featureInstanceType SageMaker instance of the feature job
 * @param featureInstanceCount how many of them
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
}
