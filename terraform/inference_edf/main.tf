# EDFInferenceWorkflow: the store of forecasts, the functions around it, the state machine, and the daily schedule.

data "terraform_remote_state" "ingestion" {
  count = var.ingestion == null ? 1 : 0

  backend = "s3"
  config = {
    bucket = var.states.bucket
    region = var.states.region
    key    = var.states.ingestion_key
  }
}

data "terraform_remote_state" "training" {
  count = var.training == null ? 1 : 0

  backend = "s3"
  config = {
    bucket = var.states.bucket
    region = var.states.region
    key    = var.states.training_key
  }
}

data "aws_caller_identity" "current" {}
data "aws_region" "current" {}
data "aws_partition" "current" {}

locals {
  config    = yamldecode(file(var.config_file))
  suffix    = "-${var.environment}"
  account   = data.aws_caller_identity.current.account_id
  region    = data.aws_region.current.id
  partition = data.aws_partition.current.partition
  ingestion = var.ingestion != null ? var.ingestion : data.terraform_remote_state.ingestion[0].outputs.ingestion
  training  = var.training != null ? var.training : data.terraform_remote_state.training[0].outputs.training

  paths = { for name in [
    "weather_forecast_path",
    "calendar_topology_path",
    "processed_edf_data_path",
    "features_path",
    "model_artifacts_path",
    "forecast_output_path",
  ] : name => replace(replace(local.config[name], "{raw_bucket}", local.ingestion.raw_bucket), "{processed_bucket}", local.ingestion.processed_bucket) }

  # everything below a path template, whatever state machine and execution
  objects = merge(
    { for name, path in local.paths :
      trimsuffix(name, "_path") => "arn:${local.partition}:s3:::${split("{", trimprefix(path, "s3://"))[0]}*"
    },
    { config = "arn:${local.partition}:s3:::${trimprefix(local.ingestion.config_uri, "s3://")}" },
  )
  buckets = {
    processed = "arn:${local.partition}:s3:::${local.ingestion.processed_bucket}"
    scripts   = "arn:${local.partition}:s3:::${local.ingestion.scripts_bucket}"
  }

  store          = local.config.edf_inference.forecast_db_type
  default_target = { consumption_kwh = "consumption", solar_generation_kwh = "solar" }[local.config.edf_feature_eng.target_column]
}

module "workflow" {
  source = "../modules/workflow"

  name = "${local.config.inference_state_machine_base}${local.suffix}"
  definition = templatefile("${path.module}/edf_inference.asl.json", {
    project_name                    = local.config.project_name
    config_uri                      = local.ingestion.config_uri
    processed_edf_data_uri          = local.paths.processed_edf_data_path
    weather_forecast_uri            = local.paths.weather_forecast_path
    calendar_topology_uri           = local.paths.calendar_topology_path
    features_path                   = replace(local.paths.features_path, "{workflow_type}", "inference")
    forecast_output_path            = local.paths.forecast_output_path
    image_uri                       = local.training.image_uri
    sagemaker_role_arn              = local.training.jobs_role_arn
    kms_key_arn                     = local.ingestion.kms_key_arn
    model_package_group             = local.training.model_package_groups["consumption"]
    solar_model_package_group       = local.training.model_package_groups["solar"]
    default_target                  = local.default_target
    get_inference_date_function_arn = module.functions["get_inference_date"].live_arn
    get_approved_model_function_arn = module.functions["get_approved_model"].live_arn
    create_model_function_arn       = module.functions["create_model"].live_arn
    load_forecasts_function_arn     = module.functions["load_forecasts"].live_arn
    feature_instance_type           = local.config.edf_inference.feature_instance_type
    feature_instance_count          = local.config.edf_inference.feature_instance_count
    forecast_instance_type          = local.config.edf_inference.forecast_instance_type
    forecast_instance_count         = local.config.edf_inference.forecast_instance_count
    processing_max_runtime_seconds  = 7200
    volume_size_in_gb               = 50
  })
  job_role_arn       = local.training.jobs_role_arn
  training_jobs      = false
  function_arns      = [for function in module.functions : function.live_arn]
  kms_key_arn        = local.ingestion.kms_key_arn
  log_retention_days = var.log_retention_days
  alarm_topic_arn    = local.ingestion.alarm_topic_arn
  runbook            = "${var.runbook_url}#inference-workflow"
}
