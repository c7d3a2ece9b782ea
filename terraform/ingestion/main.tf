# What the pipeline stands on: buckets, the key that encrypts everything, the catalog, and the topic that alarms go to.

module "settings" {
  source = "../modules/settings"

  environment = var.environment
  config_file = var.config_file
}

# --- Buckets ----------------------------------------------------------------------------------------------------------

module "access_logs" {
  source = "../modules/bucket"

  name                      = "${module.settings.config.project_name}-access-logs${module.settings.suffix}-${module.settings.account}"
  takes_access_logs         = true
  access_log_retention_days = var.log_retention_days
  force_destroy             = !var.deletion_protection
}

module "raw" {
  source = "../modules/bucket"

  name              = module.settings.bucket_names.raw
  kms_key_arn       = aws_kms_key.data.arn
  access_log_bucket = module.access_logs.name
  events            = true # new uploads start work
  force_destroy     = !var.deletion_protection
}

module "processed" {
  source = "../modules/bucket"

  name              = module.settings.bucket_names.processed
  kms_key_arn       = aws_kms_key.data.arn
  access_log_bucket = module.access_logs.name
  events            = true
  expire_after_days = {
    "features/"          = var.feature_retention_days
    "athena-results/"    = 30
    "accuracy-output/"   = var.feature_retention_days
    "monitoring-output/" = var.feature_retention_days
    # lists of files that are gone would make queries fail
    "forecast-output/" = var.forecast_file_retention_days
    "forecast-index/"  = var.forecast_file_retention_days
    "shadow-output/"   = var.forecast_file_retention_days
  }
  force_destroy = !var.deletion_protection
}

module "scripts" {
  source = "../modules/bucket"

  name              = module.settings.bucket_names.scripts
  kms_key_arn       = aws_kms_key.data.arn
  access_log_bucket = module.access_logs.name
  force_destroy     = !var.deletion_protection
}

# --- What lies in them from the start ---------------------------------------------------------------------------------

resource "aws_s3_object" "config" {
  bucket       = module.scripts.name
  key          = trimprefix(module.settings.config_uri, "s3://${module.settings.bucket_names.scripts}/")
  source       = var.config_file
  source_hash  = filesha256(var.config_file)
  content_type = "application/yaml"
}

# SageMaker refuses an input prefix that holds no object, and there may be no weather.
resource "aws_s3_object" "about_weather" {
  bucket       = module.processed.name
  key          = "${trimprefix(module.settings.paths.processed_edf_data_path, "s3://${module.settings.bucket_names.processed}/")}weather/_about.txt"
  content      = "Weather lies here. Where there is none, this file keeps the folder.\n"
  content_type = "text/plain"
}

resource "aws_s3_object" "about_weather_forecast" {
  bucket       = module.raw.name
  key          = "${trimprefix(module.settings.paths.weather_forecast_path, "s3://${module.settings.bucket_names.raw}/")}_about.txt"
  content      = "Weather lies here. Where there is none, this file keeps the folder.\n"
  content_type = "text/plain"
}
