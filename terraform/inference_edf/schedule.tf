# DailyEDFInferenceTrigger: starts the workflow every day, with the nominal time as the issue time of the forecasts.

resource "aws_sqs_queue" "not_started" {
  name                      = "${module.settings.config.inference_schedule_base}${module.settings.suffix}-not-started"
  kms_master_key_id         = module.settings.ingestion.kms_key_arn
  message_retention_seconds = 1209600
}

data "aws_iam_policy_document" "schedule_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [module.settings.account]
    }
  }
}

resource "aws_iam_role" "schedule" {
  name               = "${module.settings.config.inference_schedule_base}${module.settings.suffix}-role"
  description        = "What the daily schedule may do."
  assume_role_policy = data.aws_iam_policy_document.schedule_assume.json
}

data "aws_iam_policy_document" "schedule" {
  statement {
    sid       = "StartRuns"
    actions   = ["states:StartExecution"]
    resources = [module.workflow.arn]
  }

  statement {
    sid       = "KeepWhatDidNotStart"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.not_started.arn]
  }

  statement {
    sid       = "UseKey"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [module.settings.ingestion.kms_key_arn]
  }
}

resource "aws_iam_role_policy" "schedule" {
  name   = "work"
  role   = aws_iam_role.schedule.id
  policy = data.aws_iam_policy_document.schedule.json
}

resource "aws_scheduler_schedule_group" "edf" {
  name = "${module.settings.config.project_name}-edf${module.settings.suffix}"
}

resource "aws_scheduler_schedule" "daily" {
  name                         = "${module.settings.config.inference_schedule_base}${module.settings.suffix}"
  description                  = "Forecasts once a day."
  group_name                   = aws_scheduler_schedule_group.edf.name
  schedule_expression          = module.settings.config.edf_inference.scheduler_expression
  schedule_expression_timezone = module.settings.config.edf_inference.scheduler_timezone
  state                        = var.schedule_enabled ? "ENABLED" : "DISABLED"
  kms_key_arn                  = module.settings.ingestion.kms_key_arn

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = module.workflow.arn
    role_arn = aws_iam_role.schedule.arn
    # A start that comes late, or twice, still issues the forecasts of its own time. No jsonencode: it would write \u003c,
    # in which the service does not find its attribute.
    input = "{\"inference_date\": \"<aws.scheduler.scheduled-time>\"}"

    retry_policy {
      maximum_event_age_in_seconds = 21600
      maximum_retry_attempts       = 20
    }

    dead_letter_config {
      arn = aws_sqs_queue.not_started.arn
    }
  }
}
