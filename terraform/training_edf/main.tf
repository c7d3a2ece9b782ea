# EDFTrainingWorkflow: the image of the jobs, the groups that models are registered in, the function that registers them,
# and the state machine.

module "settings" {
  source = "../modules/settings"

  environment = var.environment
  config_file = var.config_file

  reads     = ["ingestion"]
  states    = var.states
  ingestion = var.ingestion
}

locals {
  image_uri = "${aws_ecr_repository.jobs.repository_url}:${var.image_tag}"
}

# --- The image of all jobs --------------------------------------------------------------------------------------------

resource "aws_ecr_repository" "jobs" {
  name                 = "${module.settings.config.ecr_repository_base}${module.settings.suffix}"
  image_tag_mutability = "IMMUTABLE"
  force_delete         = !var.deletion_protection

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = module.settings.ingestion.kms_key_arn
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
  for_each = module.settings.model_package_groups

  model_package_group_name        = each.value
  model_package_group_description = "Models of ${each.key}. A person approves what forecasts."
}

# for who wants features elsewhere; EDF itself reads its files
resource "aws_sagemaker_feature_group" "features" {
  count = var.feature_group ? 1 : 0

  feature_group_name             = "${module.settings.config.feature_group_base}${module.settings.suffix}"
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
      s3_uri     = "s3://${module.settings.bucket_names.processed}/feature-store/"
      kms_key_id = module.settings.ingestion.kms_key_arn
    }
  }

  depends_on = [aws_iam_role_policy.jobs]
}

# --- Functions --------------------------------------------------------------------------------------------------------

# named by its content, so that a version can always be taken again
resource "aws_s3_object" "functions" {
  bucket      = module.settings.bucket_names.scripts
  key         = "functions/${filesha256(var.functions_artifact)}.zip"
  source      = var.functions_artifact
  source_hash = filesha256(var.functions_artifact)
}

locals {
  functions_shared = {
    artifact = {
      bucket = aws_s3_object.functions.bucket
      key    = aws_s3_object.functions.key
      sha256 = filebase64sha256(var.functions_artifact)
    }
    concurrency        = var.function_concurrency
    environment        = { EDF_CONFIG_URI = module.settings.config_uri, EDF_ENVIRONMENT_SUFFIX = module.settings.suffix }
    kms_key_arn        = module.settings.ingestion.kms_key_arn
    log_retention_days = var.log_retention_days
    alarm_topic_arn    = module.settings.ingestion.alarm_topic_arn
  }
}

data "aws_iam_policy_document" "register" {
  statement {
    sid     = "ReadEvaluations"
    actions = ["s3:GetObject"]
    resources = [
      module.settings.objects.config,
      module.settings.objects.model_artifacts,
      module.settings.objects.evaluation_output,
    ]
  }

  # to tell a missing object from a forbidden one
  statement {
    sid       = "SeeWhatIsThere"
    actions   = ["s3:ListBucket"]
    resources = [module.settings.bucket_arns.processed, module.settings.bucket_arns.scripts]
  }

  statement {
    sid       = "Register"
    actions   = ["sagemaker:CreateModelPackage"]
    resources = concat(module.settings.model_package_group_arns, module.settings.model_package_arns)
  }

  statement {
    sid       = "ListModels"
    actions   = ["sagemaker:ListModelPackages"]
    resources = ["*"] # the service knows no resources for this
  }

  statement {
    sid       = "ReadModels"
    actions   = ["sagemaker:DescribeModelPackage"]
    resources = module.settings.model_package_arns
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

  name        = "${module.settings.config.register_model_lambda_base}${module.settings.suffix}"
  description = "Registers a model that passed its evaluation, for a person's approval."
  handler     = "com.hometech.edf.lambdas.aws.RegisterEdfModelFunction"
  memory      = module.settings.config.lambda_shared.memory
  timeout     = module.settings.config.lambda_shared.timeout
  environment = { EDF_IMAGE_URI = local.image_uri }
  policy      = data.aws_iam_policy_document.register.json
  runbook     = "${var.runbook_url}#functions"
  shared      = local.functions_shared
}

# --- The workflow -----------------------------------------------------------------------------------------------------

module "workflow" {
  source = "../modules/workflow"

  name = "${module.settings.config.training_state_machine_base}${module.settings.suffix}"
  definition = templatefile("${path.module}/edf_training.asl.json", {
    project_name                   = module.settings.config.project_name
    config_uri                     = module.settings.config_uri
    processed_edf_data_uri         = module.settings.paths.processed_edf_data_path
    weather_forecast_uri           = module.settings.paths.weather_forecast_path
    calendar_topology_uri          = module.settings.paths.calendar_topology_path
    features_path                  = replace(module.settings.paths.features_path, "{workflow_type}", "training")
    model_artifacts_path           = module.settings.paths.model_artifacts_path
    evaluation_scores_path         = module.settings.paths.evaluation_scores_path
    evaluation_output_path         = module.settings.paths.evaluation_output_path
    historical_labels_uri          = module.settings.config.edf_evaluation.historical_labels_path == null ? "" : module.settings.config.edf_evaluation.historical_labels_path
    image_uri                      = local.image_uri
    sagemaker_role_arn             = aws_iam_role.jobs.arn
    kms_key_arn                    = module.settings.ingestion.kms_key_arn
    model_package_group            = aws_sagemaker_model_package_group.models["consumption"].model_package_group_name
    solar_model_package_group      = aws_sagemaker_model_package_group.models["solar"].model_package_group_name
    default_target                 = module.settings.default_target
    default_strategy               = module.settings.config.edf_training.default_strategy
    register_model_function_arn    = module.register_model.live_arn
    feature_instance_type          = module.settings.config.edf_inference.feature_instance_type
    feature_instance_count         = module.settings.config.edf_inference.feature_instance_count
    training_instance_type         = module.settings.config.edf_training.instance_type
    training_instance_count        = module.settings.config.edf_training.instance_count
    training_max_runtime_seconds   = module.settings.config.edf_training.max_runtime_seconds
    evaluation_instance_type       = module.settings.config.edf_evaluation.instance_type
    evaluation_instance_count      = module.settings.config.edf_evaluation.instance_count
    processing_max_runtime_seconds = 7200
    volume_size_in_gb              = 50
  })
  job_role_arn       = aws_iam_role.jobs.arn
  training_jobs      = true
  function_arns      = [module.register_model.live_arn]
  readable_objects   = [module.settings.objects.evaluation_output]
  kms_key_arn        = module.settings.ingestion.kms_key_arn
  log_retention_days = var.log_retention_days
  alarm_topic_arn    = module.settings.ingestion.alarm_topic_arn
  runbook            = "${var.runbook_url}#training-workflow"
}
