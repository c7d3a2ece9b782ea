# A state machine that orders SageMaker jobs and functions, with a role that may do just that.

data "aws_caller_identity" "current" {}
data "aws_region" "current" {}
data "aws_partition" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  # the region's name is "name" up to version 5 of the provider and "region" from 6: "id" is both
  prefix = "arn:${data.aws_partition.current.partition}"
  region = data.aws_region.current.id
  # every job of ours is called so
  jobs = concat(
    ["${local.prefix}:sagemaker:${local.region}:${local.account}:processing-job/edf-*"],
    var.training_jobs ? ["${local.prefix}:sagemaker:${local.region}:${local.account}:training-job/edf-*"] : [],
  )
  job_kinds = concat(["Processing"], var.training_jobs ? ["Training"] : [])
}

resource "aws_cloudwatch_log_group" "this" {
  # the name with which the service's own policies expect it
  name              = "/aws/vendedlogs/states/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["states.amazonaws.com"]
    }

    # no other account's state machine may use this role through the service
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_iam_role" "this" {
  name               = "${var.name}-role"
  description        = "What ${var.name} may do."
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

data "aws_iam_policy_document" "this" {
  dynamic "statement" {
    for_each = var.jobs ? [1] : []

    content {
      sid = "Jobs"
      actions = flatten([for kind in local.job_kinds : [
        "sagemaker:Create${kind}Job",
        "sagemaker:Describe${kind}Job",
        "sagemaker:Stop${kind}Job",
      ]])
      resources = local.jobs
    }
  }

  dynamic "statement" {
    for_each = var.jobs ? [1] : []

    content {
      sid       = "TagJobs"
      actions   = ["sagemaker:AddTags", "sagemaker:ListTags"]
      resources = local.jobs
    }
  }

  dynamic "statement" {
    for_each = var.jobs ? [1] : []

    content {
      sid       = "GiveJobsTheirRole"
      actions   = ["iam:PassRole"]
      resources = [var.job_role_arn]

      condition {
        test     = "StringEquals"
        variable = "iam:PassedToService"
        values   = ["sagemaker.amazonaws.com"]
      }
    }
  }

  # how the service learns that a job has ended
  dynamic "statement" {
    for_each = var.jobs ? [1] : []

    content {
      sid     = "WaitForJobs"
      actions = ["events:PutRule", "events:PutTargets", "events:DescribeRule"]
      resources = [for kind in local.job_kinds :
        "${local.prefix}:events:${local.region}:${local.account}:rule/StepFunctionsGetEventsForSageMaker${kind}JobsRule"
      ]
    }
  }

  statement {
    sid       = "CallFunctions"
    actions   = ["lambda:InvokeFunction"]
    resources = var.function_arns
  }

  dynamic "statement" {
    for_each = length(var.readable_objects) == 0 ? [] : [1]

    content {
      sid       = "Read"
      actions   = ["s3:GetObject"]
      resources = var.readable_objects
    }
  }

  dynamic "statement" {
    for_each = length(var.started_machine_arns) == 0 ? [] : [1]

    content {
      sid       = "StartOthers"
      actions   = ["states:StartExecution", "states:ListExecutions"]
      resources = var.started_machine_arns
    }
  }

  statement {
    sid       = "UseKey"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.kms_key_arn]
  }

  # the service knows no resources for these
  statement {
    sid = "LogAndTrace"
    actions = [
      "logs:CreateLogDelivery",
      "logs:GetLogDelivery",
      "logs:UpdateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:ListLogDeliveries",
      "logs:PutResourcePolicy",
      "logs:DescribeResourcePolicies",
      "logs:DescribeLogGroups",
      "xray:PutTraceSegments",
      "xray:PutTelemetryRecords",
      "xray:GetSamplingRules",
      "xray:GetSamplingTargets",
    ]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "this" {
  name   = "work"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.this.json
}

resource "aws_sfn_state_machine" "this" {
  name       = var.name
  role_arn   = aws_iam_role.this.arn
  type       = "STANDARD"
  definition = var.definition

  encryption_configuration {
    type                              = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_id                        = var.kms_key_arn
    kms_data_key_reuse_period_seconds = 900
  }

  logging_configuration {
    level                  = "ALL"
    include_execution_data = var.log_execution_data
    log_destination        = "${aws_cloudwatch_log_group.this.arn}:*"
  }

  tracing_configuration {
    enabled = true
  }

  depends_on = [aws_iam_role_policy.this]
}

locals {
  alarms = {
    ExecutionsFailed   = "An execution of ${var.name} failed."
    ExecutionsTimedOut = "An execution of ${var.name} took longer than its definition allows."
    ExecutionsAborted  = "An execution of ${var.name} was aborted."
  }
}

resource "aws_cloudwatch_metric_alarm" "executions" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value} What to do: ${var.runbook}"
  namespace           = "AWS/States"
  metric_name         = each.key
  dimensions          = { StateMachineArn = aws_sfn_state_machine.this.arn }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
}
