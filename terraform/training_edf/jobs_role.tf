# What the jobs of both workflows may do. Their containers are isolated from the network: SageMaker fetches inputs and
# stores outputs on their behalf, with this role.

data "aws_iam_policy_document" "jobs_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [module.settings.account]
    }
  }
}

resource "aws_iam_role" "jobs" {
  name               = "${module.settings.config.project_name}-edf-jobs${module.settings.suffix}"
  description        = "What the jobs of EDF may do."
  assume_role_policy = data.aws_iam_policy_document.jobs_assume.json
}

data "aws_iam_policy_document" "jobs" {
  statement {
    sid       = "List"
    actions   = ["s3:ListBucket", "s3:GetBucketLocation"]
    resources = values(module.settings.bucket_arns)
  }

  statement {
    sid     = "Read"
    actions = ["s3:GetObject"]
    resources = [
      module.settings.objects.config,
      module.settings.objects.weather_forecast,
      module.settings.objects.calendar_topology,
      module.settings.objects.processed_edf_data,
      module.settings.objects.features,
      module.settings.objects.model_artifacts,
      module.settings.objects.forecast_output,
      module.settings.objects.forecast_index,
      module.settings.objects.accuracy,
      module.settings.objects.monitoring,
      module.settings.objects.shadow_output,
    ]
  }

  statement {
    sid     = "Write"
    actions = ["s3:PutObject", "s3:AbortMultipartUpload"]
    resources = [
      module.settings.objects.features,
      module.settings.objects.model_artifacts,
      module.settings.objects.evaluation_output,
      module.settings.objects.evaluation_scores,
      module.settings.objects.forecast_output,
      module.settings.objects.accuracy_output,
      module.settings.objects.monitoring_output,
      module.settings.objects.shadow_output,
    ]
  }

  statement {
    sid       = "UseKey"
    actions   = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"]
    resources = [module.settings.ingestion.kms_key_arn]
  }

  # SageMaker encrypts the machines' disks with a grant
  statement {
    sid       = "EncryptDisks"
    actions   = ["kms:CreateGrant"]
    resources = [module.settings.ingestion.kms_key_arn]

    condition {
      test     = "Bool"
      variable = "kms:GrantIsForAWSResource"
      values   = ["true"]
    }
  }

  statement {
    sid       = "PullImage"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [aws_ecr_repository.jobs.arn]
  }

  # the feature group's offline store is written with this role, and looked at when the group is made
  dynamic "statement" {
    for_each = var.feature_group ? [1] : []
    content {
      sid       = "WriteOfflineStore"
      actions   = ["s3:PutObject", "s3:PutObjectAcl"]
      resources = ["${module.settings.bucket_arns.processed}/feature-store/*"]
    }
  }
  dynamic "statement" {
    for_each = var.feature_group ? [1] : []
    content {
      sid       = "SeeOfflineStore"
      actions   = ["s3:GetBucketAcl"]
      resources = [module.settings.bucket_arns.processed]
    }
  }

  # the service knows no resources for this
  statement {
    sid       = "LogInToRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid     = "Log"
    actions = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = [for kind in ["ProcessingJobs", "TrainingJobs"] :
      "arn:${module.settings.partition}:logs:${module.settings.region}:${module.settings.account}:log-group:/aws/sagemaker/${kind}*"
    ]
  }

  statement {
    sid       = "Measure"
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"] # the service knows no resources for this

    condition {
      test     = "StringLike"
      variable = "cloudwatch:namespace"
      values   = ["/aws/sagemaker/*", "aws/sagemaker/*"]
    }
  }
}

resource "aws_iam_role_policy" "jobs" {
  name   = "work"
  role   = aws_iam_role.jobs.id
  policy = data.aws_iam_policy_document.jobs.json
}
