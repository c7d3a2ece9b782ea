# EDFInferenceWorkflow: the store of forecasts, the functions around it, the state machine, and the daily schedule.

module "settings" {
  source = "../modules/settings"

  environment = var.environment
  config_file = var.config_file

  reads     = ["ingestion", "training_edf"]
  states    = var.states
  ingestion = var.ingestion
  training  = var.training
}

locals {
  store = module.settings.config.edf_inference.forecast_db_type
}

module "workflow" {
  source = "../modules/workflow"

  name = "${module.settings.config.inference_state_machine_base}${module.settings.suffix}"
  definition = templatefile("${path.module}/edf_inference.asl.json", {
    project_name                    = module.settings.config.project_name
    config_uri                      = module.settings.config_uri
    processed_edf_data_uri          = module.settings.paths.processed_edf_data_path
    weather_forecast_uri            = module.settings.paths.weather_forecast_path
    calendar_topology_uri           = module.settings.paths.calendar_topology_path
    features_path                   = replace(module.settings.paths.features_path, "{workflow_type}", "inference")
    forecast_output_path            = module.settings.paths.forecast_output_path
    shadow_output_path              = module.settings.paths.shadow_output_path
    forecast_index_uri              = module.settings.paths.forecast_index_path
    accuracy_uri                    = module.settings.paths.accuracy_path
    image_uri                       = module.settings.training.image_uri
    sagemaker_role_arn              = module.settings.training.jobs_role_arn
    kms_key_arn                     = module.settings.ingestion.kms_key_arn
    model_package_group             = module.settings.model_package_groups["consumption"]
    solar_model_package_group       = module.settings.model_package_groups["solar"]
    default_target                  = module.settings.default_target
    get_inference_date_function_arn = module.functions["get_inference_date"].live_arn
    get_approved_model_function_arn = module.functions["get_approved_model"].live_arn
    create_model_function_arn       = module.functions["create_model"].live_arn
    load_forecasts_function_arn     = module.functions["load_forecasts"].live_arn
    feature_instance_type           = module.settings.config.edf_inference.feature_instance_type
    feature_instance_count          = module.settings.config.edf_inference.feature_instance_count
    forecast_instance_type          = module.settings.config.edf_inference.forecast_instance_type
    forecast_instance_count         = module.settings.config.edf_inference.forecast_instance_count
    processing_max_runtime_seconds  = 7200
    volume_size_in_gb               = 50
  })
  job_role_arn       = module.settings.training.jobs_role_arn
  training_jobs      = false
  function_arns      = [for function in module.functions : function.live_arn]
  kms_key_arn        = module.settings.ingestion.kms_key_arn
  log_retention_days = var.log_retention_days
  alarm_topic_arn    = module.settings.ingestion.alarm_topic_arn
  runbook            = "${var.runbook_url}#inference-workflow"
}
