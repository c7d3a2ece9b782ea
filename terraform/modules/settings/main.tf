# What every stack knows: the configuration, the environment's names, what the stacks before it made, and where data lies.

data "aws_caller_identity" "current" {}
data "aws_region" "current" {}
data "aws_partition" "current" {}

data "terraform_remote_state" "stack" {
  for_each = toset([for stack, given in { ingestion = var.ingestion, training_edf = var.training } :
    stack if given == null && contains(var.reads, stack)
  ])

  backend = "s3"
  config = {
    bucket = var.states.bucket
    region = var.states.region
    key    = "${var.environment}/${each.key}"
  }
}

locals {
  config    = yamldecode(file(var.config_file))
  suffix    = "-${var.environment}"
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  # the region's name is "name" up to version 5 of the provider and "region" from 6: "id" is both
  region = data.aws_region.current.id

  ingestion = var.ingestion != null ? var.ingestion : (
    contains(var.reads, "ingestion") ? data.terraform_remote_state.stack["ingestion"].outputs.ingestion : null
  )
  training = var.training != null ? var.training : (
    contains(var.reads, "training_edf") ? data.terraform_remote_state.stack["training_edf"].outputs.training : null
  )

  bucket_names = {
    raw       = local.ingestion == null ? "${local.config.raw_bucket_base}${local.suffix}" : local.ingestion.raw_bucket
    processed = local.ingestion == null ? "${local.config.processed_bucket_base}${local.suffix}" : local.ingestion.processed_bucket
    scripts   = local.ingestion == null ? "${local.config.scripts_bucket_base}${local.suffix}" : local.ingestion.scripts_bucket
  }
  config_uri = local.ingestion == null ? "s3://${local.bucket_names.scripts}/config/edf_config.yaml" : local.ingestion.config_uri

  # the configuration's path templates with the buckets filled in; what belongs to an execution stays open
  paths = { for name in [
    "weather_forecast_path",
    "calendar_topology_path",
    "processed_edf_data_path",
    "features_path",
    "model_artifacts_path",
    "evaluation_output_path",
    "forecast_output_path",
    "evaluation_scores_path",
    "forecast_index_path",
    "accuracy_output_path",
    "accuracy_path",
    "monitoring_output_path",
    "monitoring_path",
    "appliance_uploads_path",
    "appliance_results_path",
    "shadow_output_path",
    "training_runs_path",
  ] : name => replace(replace(local.config[name], "{raw_bucket}", local.bucket_names.raw), "{processed_bucket}", local.bucket_names.processed) }

  # everything below a path template, whatever state machine and execution
  objects = merge(
    { for name, path in local.paths :
      trimsuffix(name, "_path") => "arn:${local.partition}:s3:::${split("{", trimprefix(path, "s3://"))[0]}*"
    },
    { config = "arn:${local.partition}:s3:::${trimprefix(local.config_uri, "s3://")}" },
  )

  model_package_groups = local.training != null ? local.training.model_package_groups : {
    consumption = "${local.config.model_package_group_base}${local.suffix}"
    solar       = "${local.config.solar_model_package_group_base}${local.suffix}"
  }
  # IAM tells cases apart. SageMaker keeps that of the group's name, but some of its answers have it in lower case.
  group_spellings = flatten([for name in values(local.model_package_groups) : [name, lower(name)]])
}
