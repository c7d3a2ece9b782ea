package com.hometech.edf.common.config;

import com.hometech.edf.common.domain.Quantity;

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
        String accuracyOutputPath,
        String accuracyPath,
        String monitoringOutputPath,
        String monitoringPath,
        String shadowOutputPath,
        String evaluationScoresPath,
        String forecastIndexPath,
        String trainingRunsPath,
        String ecrRepositoryBase,
        String modelPackageGroupBase,
        String solarModelPackageGroupBase,
        String featureGroupBase,
        String trainingStateMachineBase,
        String inferenceStateMachineBase,
        String accuracyStateMachineBase,
        String monitoringStateMachineBase,
        String registerModelLambdaBase,
        String loadForecastsLambdaBase,
        String getApprovedModelLambdaBase,
        String createModelLambdaBase,
        String getInferenceDateLambdaBase,
        String reportAccuracyLambdaBase,
        String reportMonitoringLambdaBase,
        String recordRunLambdaBase,
        String decideRetrainingLambdaBase,
        String forecastApiLambdaBase,
        String modelApiLambdaBase,
        String inferenceScheduleBase,
        String accuracyScheduleBase,
        String monitoringScheduleBase,
        String forecastDatabaseBase,
        String forecastTableBase,
        String entitlementTableBase) {

    /** First part of the name of the model package group that keeps the models of a quantity. */
    public String modelPackageGroupBase(Quantity quantity) {
        return switch (quantity) {
            case CONSUMPTION -> modelPackageGroupBase;
            case SOLAR -> solarModelPackageGroupBase;
        };
    }

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
                "s3://{processed_bucket}/accuracy-output/{sfn_name}/{exec_id}/",
                "s3://{processed_bucket}/accuracy/",
                "s3://{processed_bucket}/monitoring-output/{sfn_name}/{exec_id}/",
                "s3://{processed_bucket}/monitoring/",
                "s3://{processed_bucket}/shadow-output/{sfn_name}/{exec_id}/",
                "s3://{processed_bucket}/evaluation-scores/{sfn_name}/{exec_id}/",
                "s3://{processed_bucket}/forecast-index/",
                "s3://{processed_bucket}/training-runs/{sfn_name}/{exec_id}/",
                "edf-training-container",
                "EDFBuildingDemandForecaster",
                "EDFSolarGenerationForecaster",
                "edf-building-features",
                "EDFTrainingWorkflow",
                "EDFInferenceWorkflow",
                "EDFAccuracyWorkflow",
                "EDFMonitoringWorkflow",
                "RegisterEDFModelFunction",
                "LoadEDFResultsLambda",
                "GetApprovedModelLambda",
                "CreateSageMakerModelLambda",
                "GetInferenceDateLambda",
                "ReportEDFAccuracyLambda",
                "ReportEDFMonitoringLambda",
                "RecordEDFRunLambda",
                "DecideEDFRetrainingLambda",
                "EDFForecastApiLambda",
                "EDFModelApiLambda",
                "DailyEDFInferenceTrigger",
                "DailyEDFAccuracyTrigger",
                "DailyEDFMonitoringTrigger",
                "EDFDatabase",
                "BuildingDemandForecasts",
                "EDFEntitlements");
    }

    static GeneralConfig read(ConfigSection file) {
        GeneralConfig fallback = defaults();
        return new GeneralConfig(
                file.text("project_name", fallback.projectName(), TextRule.RESOURCE_BASE),
                file.text("aws_region", fallback.awsRegion(), TextRule.REGION),
                file.text("raw_bucket_base", fallback.rawBucketBase(), TextRule.BUCKET_BASE),
                file.text("processed_bucket_base", fallback.processedBucketBase(), TextRule.BUCKET_BASE),
                file.text("scripts_bucket_base", fallback.scriptsBucketBase(), TextRule.BUCKET_BASE),
                file.text("weather_forecast_path", fallback.weatherForecastPath(), TextRule.pathTemplate()),
                file.text("calendar_topology_path", fallback.calendarTopologyPath(), TextRule.pathTemplate()),
                file.text("processed_edf_data_path", fallback.processedEdfDataPath(), TextRule.pathTemplate()),
                file.text("features_path", fallback.featuresPath(), TextRule.pathTemplate("workflow_type", "exec_id")),
                file.text("model_artifacts_path", fallback.modelArtifactsPath(), TextRule.pathTemplate("exec_id")),
                file.text("evaluation_output_path", fallback.evaluationOutputPath(), TextRule.pathTemplate("exec_id")),
                file.text("forecast_output_path", fallback.forecastOutputPath(), TextRule.pathTemplate("exec_id")),
                file.text("accuracy_output_path", fallback.accuracyOutputPath(), TextRule.pathTemplate("exec_id")),
                file.text("accuracy_path", fallback.accuracyPath(), TextRule.pathTemplate()),
                file.text("monitoring_output_path", fallback.monitoringOutputPath(), TextRule.pathTemplate("exec_id")),
                file.text("monitoring_path", fallback.monitoringPath(), TextRule.pathTemplate()),
                file.text("shadow_output_path", fallback.shadowOutputPath(), TextRule.pathTemplate("exec_id")),
                file.text("evaluation_scores_path", fallback.evaluationScoresPath(), TextRule.pathTemplate("exec_id")),
                file.text("forecast_index_path", fallback.forecastIndexPath(), TextRule.pathTemplate()),
                file.text("training_runs_path", fallback.trainingRunsPath(), TextRule.pathTemplate("exec_id")),
                file.text("ecr_repository_base", fallback.ecrRepositoryBase(), TextRule.REPOSITORY_BASE),
                file.text("model_package_group_base", fallback.modelPackageGroupBase(), TextRule.RESOURCE_BASE),
                file.text(
                        "solar_model_package_group_base",
                        fallback.solarModelPackageGroupBase(),
                        TextRule.RESOURCE_BASE),
                file.text("feature_group_base", fallback.featureGroupBase(), TextRule.RESOURCE_BASE),
                file.text("training_state_machine_base", fallback.trainingStateMachineBase(), TextRule.RESOURCE_BASE),
                file.text("inference_state_machine_base", fallback.inferenceStateMachineBase(), TextRule.RESOURCE_BASE),
                file.text("accuracy_state_machine_base", fallback.accuracyStateMachineBase(), TextRule.RESOURCE_BASE),
                file.text(
                        "monitoring_state_machine_base", fallback.monitoringStateMachineBase(), TextRule.RESOURCE_BASE),
                file.text("register_model_lambda_base", fallback.registerModelLambdaBase(), TextRule.RESOURCE_BASE),
                file.text("load_forecasts_lambda_base", fallback.loadForecastsLambdaBase(), TextRule.RESOURCE_BASE),
                file.text(
                        "get_approved_model_lambda_base",
                        fallback.getApprovedModelLambdaBase(),
                        TextRule.RESOURCE_BASE),
                file.text("create_model_lambda_base", fallback.createModelLambdaBase(), TextRule.RESOURCE_BASE),
                file.text(
                        "get_inference_date_lambda_base",
                        fallback.getInferenceDateLambdaBase(),
                        TextRule.RESOURCE_BASE),
                file.text("report_accuracy_lambda_base", fallback.reportAccuracyLambdaBase(), TextRule.RESOURCE_BASE),
                file.text(
                        "report_monitoring_lambda_base", fallback.reportMonitoringLambdaBase(), TextRule.RESOURCE_BASE),
                file.text("record_run_lambda_base", fallback.recordRunLambdaBase(), TextRule.RESOURCE_BASE),
                file.text(
                        "decide_retraining_lambda_base", fallback.decideRetrainingLambdaBase(), TextRule.RESOURCE_BASE),
                file.text("forecast_api_lambda_base", fallback.forecastApiLambdaBase(), TextRule.RESOURCE_BASE),
                file.text("model_api_lambda_base", fallback.modelApiLambdaBase(), TextRule.RESOURCE_BASE),
                file.text("inference_schedule_base", fallback.inferenceScheduleBase(), TextRule.RESOURCE_BASE),
                file.text("accuracy_schedule_base", fallback.accuracyScheduleBase(), TextRule.RESOURCE_BASE),
                file.text("monitoring_schedule_base", fallback.monitoringScheduleBase(), TextRule.RESOURCE_BASE),
                file.text("forecast_database_base", fallback.forecastDatabaseBase(), TextRule.RESOURCE_BASE),
                file.text("forecast_table_base", fallback.forecastTableBase(), TextRule.RESOURCE_BASE),
                file.text("entitlement_table_base", fallback.entitlementTableBase(), TextRule.RESOURCE_BASE));
    }
}
