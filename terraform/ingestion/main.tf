# What the pipeline stands on: buckets, the key that encrypts everything, the catalog, and the topic that alarms go to.

data "aws_caller_identity" "current" {}
data "aws_region" "current" {}
data "aws_partition" "current" {}

locals {
  config    = yamldecode(file(var.config_file))
  suffix    = "-${var.environment}"
  account   = data.aws_caller_identity.current.account_id
  region    = data.aws_region.current.id
  partition = data.aws_partition.current.partition

  raw_bucket       = "${local.config.raw_bucket_base}${local.suffix}"
  processed_bucket = "${local.config.processed_bucket_base}${local.suffix}"
  scripts_bucket   = "${local.config.scripts_bucket_base}${local.suffix}"

  # the configuration's path templates with the buckets filled in; what belongs to an execution stays open
  paths = { for name in [
    "weather_forecast_path",
    "calendar_topology_path",
    "processed_edf_data_path",
    "features_path",
    "model_artifacts_path",
    "evaluation_output_path",
    "forecast_output_path",
  ] : name => replace(replace(local.config[name], "{raw_bucket}", local.raw_bucket), "{processed_bucket}", local.processed_bucket) }
}

# --- Buckets ----------------------------------------------------------------------------------------------------------

module "access_logs" {
  source = "../modules/bucket"

  name                      = "${local.config.project_name}-access-logs${local.suffix}-${local.account}"
  takes_access_logs         = true
  access_log_retention_days = var.log_retention_days
  force_destroy             = var.force_destroy
}

module "raw" {
  source = "../modules/bucket"

  name              = local.raw_bucket
  kms_key_arn       = aws_kms_key.data.arn
  access_log_bucket = module.access_logs.name
  events            = true # new uploads start work
  force_destroy     = var.force_destroy
}

module "processed" {
  source = "../modules/bucket"

  name              = local.processed_bucket
  kms_key_arn       = aws_kms_key.data.arn
  access_log_bucket = module.access_logs.name
  events            = true
  expire_after_days = { "features/" = var.feature_retention_days, "athena-results/" = 30 }
  force_destroy     = var.force_destroy
}

module "scripts" {
  source = "../modules/bucket"

  name              = local.scripts_bucket
  kms_key_arn       = aws_kms_key.data.arn
  access_log_bucket = module.access_logs.name
  force_destroy     = var.force_destroy
}

# --- What lies in them from the start ---------------------------------------------------------------------------------

resource "aws_s3_object" "config" {
  bucket       = module.scripts.name
  key          = "config/edf_config.yaml"
  source       = var.config_file
  source_hash  = filesha256(var.config_file)
  content_type = "application/yaml"
}

# SageMaker refuses an input prefix that holds no object, and there may be no weather.
resource "aws_s3_object" "about_weather" {
  bucket       = module.processed.name
  key          = "${trimprefix(local.paths.processed_edf_data_path, "s3://${local.processed_bucket}/")}weather/_about.txt"
  content      = "Weather lies here. Where there is none, this file keeps the folder.\n"
  content_type = "text/plain"
}

resource "aws_s3_object" "about_weather_forecast" {
  bucket       = module.raw.name
  key          = "${trimprefix(local.paths.weather_forecast_path, "s3://${local.raw_bucket}/")}_about.txt"
  content      = "Weather lies here. Where there is none, this file keeps the folder.\n"
  content_type = "text/plain"
}
