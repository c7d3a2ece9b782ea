package com.hometech.edf.common.config;

/**
 * Names and places. Path templates hold {@code {raw_bucket}}, {@code {processed_bucket}}, {@code {workflow_type}},
 * {@code {sfn_name}} and {@code {exec_id}}; a {@code *_base} name gets the environment's suffix when it is deployed.
 */
public record GeneralConfig(
        String projectName,
        String awsRegion,
        String rawBucketBase,
        String processedBucketBase,
        String scriptsBucketBase,
        String weatherForecastPath,
        String calendarTopologyPath,
        String processedEdfDataPath,
        String featuresPath,
        String modelArtifactsPath,
        String evaluationOutputPath,
        String forecastOutputPath,
        String ecrRepositoryBase,
        String modelPackageGroupBase,
        String featureGroupBase,
        String trainingStateMachineBase,
        String inferenceStateMachineBase,
        String registerModelLambdaBase,
        String loadForecastsLambdaBase,
        String getApprovedModelLambdaBase,
        String createModelLambdaBase,
        String getInferenceDateLambdaBase,
        String inferenceScheduleBase,
        String forecastDatabaseBase,
        String forecastTableBase) {

    static GeneralConfig defaults() {
        return new GeneralConfig(
                "hometech-ml",
                "eu-central-1",
                "hometech-ml-raw-data",
                "hometech-ml-processed-data",
                "hometech-ml-glue-scripts",
                "s3://{raw_bucket}/edf-inputs/weather-forecast/",
                "s3://{raw_bucket}/edf-inputs/calendar-topology/",
                "s3://{processed_bucket}/processed_edf_data/",
                "s3://{processed_bucket}/features/edf/{workflow_type}/{sfn_name}/{exec_id}/",
                "s3://{processed_bucket}/model-artifacts/{sfn_name}/{exec_id}/",
                "s3://{processed_bucket}/evaluation-output/{sfn_name}/{exec_id}/",
                "s3://{processed_bucket}/forecast-output/{sfn_name}/{exec_id}/",
                "edf-training-container",
                "EDFBuildingDemandForecaster",
                "edf-building-features",
                "EDFTrainingWorkflow",
                "EDFInferenceWorkflow",
                "RegisterEDFModelFunction",
                "LoadEDFResultsLambda",
                "GetApprovedModelLambda",
                "CreateSageMakerModelLambda",
                "GetInferenceDateLambda",
                "DailyEDFInferenceTrigger",
                "EDFDatabase",
                "BuildingDemandForecasts");
    }
}
