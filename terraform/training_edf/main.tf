# EDFTrainingWorkflow: the image of the jobs, the groups that models are registered in, the function that registers them,
# and the state machine.

data "terraform_remote_state" "ingestion" {
  count = var.ingestion == null ? 1 : 0

  backend = "s3"
  config  = var.state
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

  paths = { for name in [
    "weather_forecast_path",
    "calendar_topology_path",
    "processed_edf_data_path",
    "features_path",
    "model_artifacts_path",
    "evaluation_output_path",
    "forecast_output_path",
  ] : name => replace(replace(local.config[name], "{raw_bucket}", local.ingestion.raw_bucket), "{processed_bucket}", local.ingestion.processed_bucket) }

  image_uri = "${aws_ecr_repository.jobs.repository_url}:${var.image_tag}"
}

# --- The image of all jobs --------------------------------------------------------------------------------------------

resource "aws_ecr_repository" "jobs" {
  name                 = "${local.config.ecr_repository_base}${local.suffix}"
  image_tag_mutability = "IMMUTABLE"
  force_delete         = var.force_destroy

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = local.ingestion.kms_key_arn
  }
}

resource "aws_ecr_lifecycle_policy" "jobs" {
  repository = aws_ecr_repository.jobs.name

  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Twenty images are enough to go back."
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 20 }
      action       = { type = "expire" }
    }]
  })
}

# --- The registry -----------------------------------------------------------------------------------------------------

resource "aws_sagemaker_model_package_group" "models" {
  for_each = {
    consumption = local.config.model_package_group_base
    solar       = local.config.solar_model_package_group_base
  }

  model_package_group_name        = "${each.value}${local.suffix}"
  model_package_group_description = "Models of ${each.key}. A person approves what forecasts."
}

# for who wants features elsewhere; EDF itself reads its files
resource "aws_sagemaker_feature_group" "features" {
  count = var.feature_group ? 1 : 0

  feature_group_name             = "${local.config.feature_group_base}${local.suffix}"
  record_identifier_feature_name = "building_id"
  event_time_feature_name        = "event_time"
  role_arn                       = aws_iam_role.jobs.arn

  feature_definition {
    feature_name = "building_id"
    feature_type = "String"
  }

  feature_definition {
    feature_name = "event_time"
    feature_type = "String"
  }

  feature_definition {
    feature_name = "consumption_kwh"
    feature_type = "Fractional"
  }

  offline_store_config {
    s3_storage_config {
      s3_uri     = "s3://${local.ingestion.processed_bucket}/feature-store/"
      kms_key_id = local.ingestion.kms_key_arn
    }
  }

  depends_on = [aws_iam_role_policy.jobs]
}

# --- Functions --------------------------------------------------------------------------------------------------------

# named by its content, so that a version can always be taken again
resource "aws_s3_object" "functions" {
  bucket      = local.ingestion.scripts_bucket
  key         = "functions/${filesha256(var.functions_artifact)}.zip"
  source      = var.functions_artifact
  source_hash = filesha256(var.functions_artifact)
}

data "aws_iam_policy_document" "register" {
  statement {
    sid     = "ReadEvaluations"
    actions = ["s3:GetObject"]
    resources = [
      local.objects.config,
      local.objects.model_artifacts,
      local.objects.evaluation_output,
    ]
  }

  # to tell a missing object from a forbidden one
  statement {
    sid       = "SeeWhatIsThere"
    actions   = ["s3:ListBucket"]
    resources = [local.buckets.processed, local.buckets.scripts]
  }

  statement {
    sid       = "Register"
    actions   = ["sagemaker:CreateModelPackage"]
    resources = concat(local.model_package_groups, local.model_packages)
  }

  statement {
    sid       = "ListModels"
    actions   = ["sagemaker:ListModelPackages"]
    resources = ["*"] # the service knows no resources for this
  }

  statement {
    sid       = "ReadModels"
    actions   = ["sagemaker:DescribeModelPackage"]
    resources = local.model_packages
  }

  # the registry looks at the image on behalf of who registers
  statement {
    sid       = "SeeImage"
    actions   = ["ecr:DescribeImages", "ecr:BatchGetImage"]
    resources = [aws_ecr_repository.jobs.arn]
  }
}

module "register_model" {
  source = "../modules/function"

  name        = "${local.config.register_model_lambda_base}${local.suffix}"
  description = "Registers a model that passed its evaluation, for a person's approval."
  handler     = "com.hometech.edf.lambdas.aws.RegisterEdfModelFunction"
  artifact = {
    bucket = aws_s3_object.functions.bucket
    key    = aws_s3_object.functions.key
    sha256 = filebase64sha256(var.functions_artifact)
  }
  memory  = local.config.lambda_shared.memory
  timeout = local.config.lambda_shared.timeout

  concurrency = var.function_concurrency
  environment = {
    EDF_CONFIG_URI         = local.ingestion.config_uri
    EDF_ENVIRONMENT_SUFFIX = local.suffix
    EDF_IMAGE_URI          = local.image_uri
  }
  policy             = data.aws_iam_policy_document.register.json
  kms_key_arn        = local.ingestion.kms_key_arn
  log_retention_days = var.log_retention_days
  alarm_topic_arn    = local.ingestion.alarm_topic_arn
  runbook            = "${var.runbook_url}#functions"
}

# --- The workflow -----------------------------------------------------------------------------------------------------

module "workflow" {
  source = "../modules/workflow"

  name = "${local.config.training_state_machine_base}${local.suffix}"
  definition = templatefile("${path.module}/edf_training.asl.json", {
    project_name                   = local.config.project_name
    config_uri                     = local.ingestion.config_uri
    processed_edf_data_uri         = local.paths.processed_edf_data_path
    weather_forecast_uri           = local.paths.weather_forecast_path
    calendar_topology_uri          = local.paths.calendar_topology_path
    features_path                  = replace(local.paths.features_path, "{workflow_type}", "training")
    model_artifacts_path           = local.paths.model_artifacts_path
    evaluation_output_path         = local.paths.evaluation_output_path
    historical_labels_uri          = local.config.edf_evaluation.historical_labels_path == null ? "" : local.config.edf_evaluation.historical_labels_path
    image_uri                      = local.image_uri
    sagemaker_role_arn             = aws_iam_role.jobs.arn
    kms_key_arn                    = local.ingestion.kms_key_arn
    model_package_group            = aws_sagemaker_model_package_group.models["consumption"].model_package_group_name
    solar_model_package_group      = aws_sagemaker_model_package_group.models["solar"].model_package_group_name
    default_target                 = local.default_target
    default_strategy               = local.config.edf_training.default_strategy
    register_model_function_arn    = module.register_model.live_arn
    feature_instance_type          = local.config.edf_inference.feature_instance_type
    feature_instance_count         = local.config.edf_inference.feature_instance_count
    training_instance_type         = local.config.edf_training.instance_type
    training_instance_count        = local.config.edf_training.instance_count
    training_max_runtime_seconds   = local.config.edf_training.max_runtime_seconds
    evaluation_instance_type       = local.config.edf_evaluation.instance_type
    evaluation_instance_count      = local.config.edf_evaluation.instance_count
    processing_max_runtime_seconds = 7200
    volume_size_in_gb              = 50
  })
  job_role_arn       = aws_iam_role.jobs.arn
  training_jobs      = true
  function_arns      = [module.register_model.live_arn]
  readable_objects   = [local.objects.evaluation_output]
  kms_key_arn        = local.ingestion.kms_key_arn
  log_retention_days = var.log_retention_days
  alarm_topic_arn    = local.ingestion.alarm_topic_arn
  runbook            = "${var.runbook_url}#training-workflow"
}

locals {
  # as the jobs call it
  default_target = { consumption_kwh = "consumption", solar_generation_kwh = "solar" }[local.config.edf_feature_eng.target_column]
}
