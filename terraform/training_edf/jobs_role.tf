# What the jobs of both workflows may do. Their containers are isolated from the network: SageMaker fetches inputs and
# stores outputs on their behalf, with this role.

locals {
  buckets = {
    raw       = "arn:${local.partition}:s3:::${local.ingestion.raw_bucket}"
    processed = "arn:${local.partition}:s3:::${local.ingestion.processed_bucket}"
    scripts   = "arn:${local.partition}:s3:::${local.ingestion.scripts_bucket}"
  }

  # everything below a path template, whatever state machine and execution
  objects = merge(
    { for name, path in local.paths :
      trimsuffix(name, "_path") => "arn:${local.partition}:s3:::${split("{", trimprefix(path, "s3://"))[0]}*"
    },
    { config = "arn:${local.partition}:s3:::${trimprefix(local.ingestion.config_uri, "s3://")}" },
  )

  model_package_groups = flatten([for group in aws_sagemaker_model_package_group.models :
    [for name in [group.model_package_group_name, lower(group.model_package_group_name)] :
      "arn:${local.partition}:sagemaker:${local.region}:${local.account}:model-package-group/${name}"
    ]
  ])
  # IAM tells cases apart. SageMaker keeps that of the group's name, but some of its answers have it in lower case.
  model_packages = flatten([for group in aws_sagemaker_model_package_group.models :
    [for name in [group.model_package_group_name, lower(group.model_package_group_name)] :
      "arn:${local.partition}:sagemaker:${local.region}:${local.account}:model-package/${name}/*"
    ]
  ])
}

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
      values   = [local.account]
    }
  }
}

resource "aws_iam_role" "jobs" {
  name               = "${local.config.project_name}-edf-jobs${local.suffix}"
  description        = "What the jobs of EDF may do."
  assume_role_policy = data.aws_iam_policy_document.jobs_assume.json
}

data "aws_iam_policy_document" "jobs" {
  statement {
    sid       = "List"
    actions   = ["s3:ListBucket", "s3:GetBucketLocation"]
    resources = values(local.buckets)
  }

  statement {
    sid     = "Read"
    actions = ["s3:GetObject"]
    resources = [
      local.objects.config,
      local.objects.weather_forecast,
      local.objects.calendar_topology,
      local.objects.processed_edf_data,
      local.objects.features,
      local.objects.model_artifacts,
    ]
  }

  statement {
    sid     = "Write"
    actions = ["s3:PutObject", "s3:AbortMultipartUpload"]
    resources = [
      local.objects.features,
      local.objects.model_artifacts,
      local.objects.evaluation_output,
      local.objects.forecast_output,
    ]
  }

  statement {
    sid       = "UseKey"
    actions   = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"]
    resources = [local.ingestion.kms_key_arn]
  }

  # SageMaker encrypts the machines' disks with a grant
  statement {
    sid       = "EncryptDisks"
    actions   = ["kms:CreateGrant"]
    resources = [local.ingestion.kms_key_arn]

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
      resources = ["${local.buckets.processed}/feature-store/*"]
    }
  }
  dynamic "statement" {
    for_each = var.feature_group ? [1] : []
    content {
      sid       = "SeeOfflineStore"
      actions   = ["s3:GetBucketAcl"]
      resources = [local.buckets.processed]
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
      "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:/aws/sagemaker/${kind}*"
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
