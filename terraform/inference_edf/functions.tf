# The functions of the workflow, each with the rights that its work needs.

# named by its content, so that a version can always be taken again
resource "aws_s3_object" "functions" {
  bucket      = module.settings.bucket_names.scripts
  key         = "functions/inference-${filesha256(var.functions_artifact)}.zip"
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

locals {
  functions = {
    get_inference_date = {
      base        = module.settings.config.get_inference_date_lambda_base
      description = "Fixes the issue time of a run."
      handler     = "com.hometech.edf.lambdas.aws.GetInferenceDateFunction"
    }
    get_approved_model = {
      base        = module.settings.config.get_approved_model_lambda_base
      description = "Finds the newest approved model whose artifact is there."
      handler     = "com.hometech.edf.lambdas.aws.GetApprovedModelFunction"
    }
    create_model = {
      base        = module.settings.config.create_model_lambda_base
      description = "Makes a registered model usable in SageMaker."
      handler     = "com.hometech.edf.lambdas.aws.CreateSageMakerModelFunction"
      environment = { EDF_SAGEMAKER_ROLE_ARN = module.settings.training.jobs_role_arn }
    }
    load_forecasts = {
      base        = module.settings.config.load_forecasts_lambda_base
      description = "Loads the forecasts of a run into the store."
      handler     = "com.hometech.edf.lambdas.aws.LoadEdfResultsFunction"
      memory      = module.settings.config.edf_inference.load_forecasts_lambda_memory
      timeout     = module.settings.config.edf_inference.load_forecasts_lambda_timeout
      environment = local.store_environment
    }
  }
}

module "functions" {
  source   = "../modules/function"
  for_each = local.functions

  name        = "${each.value.base}${module.settings.suffix}"
  description = each.value.description
  handler     = each.value.handler
  memory      = lookup(each.value, "memory", module.settings.config.lambda_shared.memory)
  timeout     = lookup(each.value, "timeout", module.settings.config.lambda_shared.timeout)
  environment = lookup(each.value, "environment", {})
  policy      = data.aws_iam_policy_document.functions[each.key].json
  network     = each.key == "load_forecasts" ? local.store_network : null
  runbook     = "${var.runbook_url}#functions"
  shared      = local.functions_shared
}

# --- Rights -----------------------------------------------------------------------------------------------------------

data "aws_iam_policy_document" "functions" {
  for_each = local.functions

  source_policy_documents = compact([
    data.aws_iam_policy_document.configuration.json,
    each.key == "get_approved_model" ? data.aws_iam_policy_document.find_models.json : "",
    each.key == "create_model" ? data.aws_iam_policy_document.create_models.json : "",
    each.key == "load_forecasts" ? data.aws_iam_policy_document.load_forecasts.json : "",
    each.key == "load_forecasts" ? local.store_policy : "",
  ])
}

data "aws_iam_policy_document" "configuration" {
  statement {
    sid       = "ReadConfiguration"
    actions   = ["s3:GetObject"]
    resources = [module.settings.objects.config]
  }

  # to tell a missing object from a forbidden one
  statement {
    sid       = "SeeConfiguration"
    actions   = ["s3:ListBucket"]
    resources = [module.settings.bucket_arns.scripts]
  }
}

data "aws_iam_policy_document" "find_models" {
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

  statement {
    sid       = "SeeArtifacts"
    actions   = ["s3:GetObject"]
    resources = [module.settings.objects.model_artifacts]
  }

  statement {
    sid       = "ListArtifacts"
    actions   = ["s3:ListBucket"]
    resources = [module.settings.bucket_arns.processed]
  }
}

data "aws_iam_policy_document" "create_models" {
  statement {
    sid       = "CreateModels"
    actions   = ["sagemaker:CreateModel", "sagemaker:DescribeModel"]
    resources = ["arn:${module.settings.partition}:sagemaker:${module.settings.region}:${module.settings.account}:model/edf-*"]
  }

  statement {
    sid       = "ReadModels"
    actions   = ["sagemaker:DescribeModelPackage"]
    resources = module.settings.model_package_arns
  }

  statement {
    sid       = "GiveModelsTheirRole"
    actions   = ["iam:PassRole"]
    resources = [module.settings.training.jobs_role_arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["sagemaker.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "load_forecasts" {
  statement {
    sid       = "ReadForecasts"
    actions   = ["s3:GetObject"]
    resources = [module.settings.objects.forecast_output]
  }

  statement {
    sid       = "SetRowsAsideAndListFiles"
    actions   = ["s3:PutObject", "s3:AbortMultipartUpload"]
    resources = [module.settings.objects.forecast_output, module.settings.objects.forecast_index]
  }

  statement {
    sid       = "ListForecasts"
    actions   = ["s3:ListBucket"]
    resources = [module.settings.bucket_arns.processed]
  }
}
