# A workflow that looks at something once a day: its state machine, the schedule that starts it, an alarm for what it found, and one
# where it did not look. Its metrics stay at a value while a finding lasts.

module "workflow" {
  source = "../workflow"

  name                 = var.name
  definition           = var.definition
  job_role_arn         = var.job_role_arn
  training_jobs        = false
  function_arns        = var.function_arns
  started_machine_arns = var.started_machine_arns
  kms_key_arn          = var.kms_key_arn
  log_retention_days   = var.log_retention_days
  alarm_topic_arn      = var.alarm_topic_arn
  runbook              = "${var.runbook_url}#${var.runbook_section}"
}

module "schedule" {
  source = "../schedule"

  name                  = var.schedule.name
  description           = var.schedule.description
  group_name            = var.schedule.group_name
  expression            = var.schedule.expression
  timezone              = var.schedule.timezone
  enabled               = var.schedule.enabled
  state_machine_arn     = module.workflow.arn
  time_field            = "as_of" # what is not known by then is not expected
  not_started_queue_arn = var.schedule.not_started_queue_arn
  kms_key_arn           = var.kms_key_arn
}

resource "aws_cloudwatch_metric_alarm" "found" {
  alarm_name          = var.found.alarm_name
  alarm_description   = "${var.found.description} What to do: ${var.runbook_url}#${var.found.runbook_section}"
  namespace           = var.metric_namespace
  metric_name         = var.found.metric
  statistic           = "Maximum"
  period              = 86400
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "ignore"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}

# Two days, for the readings of one may come late.
resource "aws_cloudwatch_metric_alarm" "not_looked" {
  alarm_name          = var.not_looked.alarm_name
  alarm_description   = "${var.not_looked.description} What to do: ${var.runbook_url}#${var.not_looked.runbook_section}"
  namespace           = var.metric_namespace
  metric_name         = var.not_looked.metric
  statistic           = "Maximum"
  period              = 86400
  evaluation_periods  = 2
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "breaching"
  actions_enabled     = var.schedule.enabled
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}
