# The functions of the workflow, each with the rights that its work needs.

# named by its content, so that a version can always be taken again
resource "aws_s3_object" "functions" {
  bucket      = local.ingestion.scripts_bucket
  key         = "functions/inference-${filesha256(var.functions_artifact)}.zip"
  source      = var.functions_artifact
  source_hash = filesha256(var.functions_artifact)
}

locals {
  functions = {
    get_inference_date = {
      base        = local.config.get_inference_date_lambda_base
      description = "Fixes the issue time of a run."
      handler     = "com.hometech.edf.lambdas.aws.GetInferenceDateFunction"
    }
    get_approved_model = {
      base        = local.config.get_approved_model_lambda_base
      description = "Finds the newest approved model whose artifact is there."
      handler     = "com.hometech.edf.lambdas.aws.GetApprovedModelFunction"
    }
    create_model = {
      base        = local.config.create_model_lambda_base
      description = "Makes a registered model usable in SageMaker."
      handler     = "com.hometech.edf.lambdas.aws.CreateSageMakerModelFunction"
      environment = { EDF_SAGEMAKER_ROLE_ARN = local.training.jobs_role_arn }
    }
    load_forecasts = {
      base        = local.config.load_forecasts_lambda_base
      description = "Loads the forecasts of a run into the store."
      handler     = "com.hometech.edf.lambdas.aws.LoadEdfResultsFunction"
      memory      = local.config.edf_inference.load_forecasts_lambda_memory
      timeout     = local.config.edf_inference.load_forecasts_lambda_timeout
      environment = local.store_environment
    }
  }

  # IAM tells cases apart. SageMaker keeps that of the group's name, but some of its answers have it in lower case.
  model_packages = flatten([for group in values(local.training.model_package_groups) :
    [for name in [group, lower(group)] :
      "arn:${local.partition}:sagemaker:${local.region}:${local.account}:model-package/${name}/*"
    ]
  ])
}

module "functions" {
  source   = "../modules/function"
  for_each = local.functions

  name        = "${each.value.base}${local.suffix}"
  description = each.value.description
  handler     = each.value.handler
  artifact = {
    bucket = aws_s3_object.functions.bucket
    key    = aws_s3_object.functions.key
    sha256 = filebase64sha256(var.functions_artifact)
  }
  memory  = lookup(each.value, "memory", local.config.lambda_shared.memory)
  timeout = lookup(each.value, "timeout", local.config.lambda_shared.timeout)

  concurrency = var.function_concurrency
  environment = merge(
    { EDF_CONFIG_URI = local.ingestion.config_uri, EDF_ENVIRONMENT_SUFFIX = local.suffix },
    lookup(each.value, "environment", {}),
  )
  policy             = data.aws_iam_policy_document.functions[each.key].json
  network            = each.key == "load_forecasts" ? local.store_network : null
  kms_key_arn        = local.ingestion.kms_key_arn
  log_retention_days = var.log_retention_days
  alarm_topic_arn    = local.ingestion.alarm_topic_arn
  runbook            = "${var.runbook_url}#functions"
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
    resources = [local.objects.config]
  }

  # to tell a missing object from a forbidden one
  statement {
    sid       = "SeeConfiguration"
    actions   = ["s3:ListBucket"]
    resources = [local.buckets.scripts]
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
    resources = local.model_packages
  }

  statement {
    sid       = "SeeArtifacts"
    actions   = ["s3:GetObject"]
    resources = [local.objects.model_artifacts]
  }

  statement {
    sid       = "ListArtifacts"
    actions   = ["s3:ListBucket"]
    resources = [local.buckets.processed]
  }
}

data "aws_iam_policy_document" "create_models" {
  statement {
    sid       = "CreateModels"
    actions   = ["sagemaker:CreateModel", "sagemaker:DescribeModel"]
    resources = ["arn:${local.partition}:sagemaker:${local.region}:${local.account}:model/edf-*"]
  }

  statement {
    sid       = "ReadModels"
    actions   = ["sagemaker:DescribeModelPackage"]
    resources = local.model_packages
  }

  statement {
    sid       = "GiveModelsTheirRole"
    actions   = ["iam:PassRole"]
    resources = [local.training.jobs_role_arn]

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
    resources = [local.objects.forecast_output]
  }

  statement {
    sid       = "SetRowsAside"
    actions   = ["s3:PutObject", "s3:AbortMultipartUpload"]
    resources = [local.objects.forecast_output]
  }

  statement {
    sid       = "ListForecasts"
    actions   = ["s3:ListBucket"]
    resources = [local.buckets.processed]
  }
}
