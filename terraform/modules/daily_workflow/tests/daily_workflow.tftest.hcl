# What the module promises, with a provider that answers without AWS.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name          = "EDFMonitoringWorkflow-dev"
  definition    = "{\"StartAt\": \"WatchEDF\", \"States\": {}}"
  job_role_arn  = "arn:aws:iam::123456789012:role/hometech-ml-edf-jobs-dev"
  function_arns = ["arn:aws:lambda:eu-central-1:123456789012:function:ReportEDFMonitoringLambda-dev:live"]
  schedule = {
    name                  = "DailyEDFMonitoringTrigger-dev"
    description           = "Runs the daily checks."
    group_name            = "hometech-ml-edf-dev"
    expression            = "cron(30 6 * * ? *)"
    timezone              = "UTC"
    enabled               = true
    not_started_queue_arn = "arn:aws:sqs:eu-central-1:123456789012:not-started"
  }
  metric_namespace = "EDF-dev"
  found = {
    alarm_name      = "hometech-ml-edf-watch-alarms-dev"
    description     = "A check found something."
    metric          = "WatchAlarms"
    runbook_section = "watch-alarms"
  }
  not_looked = {
    alarm_name      = "hometech-ml-edf-watches-failed-dev"
    description     = "Checks failed on two days."
    metric          = "WatchesFailed"
    runbook_section = "watches-failed"
  }
  kms_key_arn        = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  log_retention_days = 365
  alarm_topic_arn    = "arn:aws:sns:eu-central-1:123456789012:alarms"
  runbook_url        = "docs/runbook.md"
  runbook_section    = "monitoring-workflow"
}

run "it_starts_every_day_and_says_as_of_when" {
  command = apply

  assert {
    condition     = module.schedule.name == "hometech-ml-edf-dev/DailyEDFMonitoringTrigger-dev" && output.schedule.expression == "cron(30 6 * * ? *)" && output.schedule.state == "ENABLED"
    error_message = jsonencode(output.schedule)
  }
  assert {
    condition     = module.schedule.input == "{\"as_of\": \"<aws.scheduler.scheduled-time>\"}"
    error_message = module.schedule.input
  }
}

run "a_finding_is_an_alarm_until_it_is_gone" {
  command = apply

  assert {
    condition     = aws_cloudwatch_metric_alarm.found.threshold == 0 && aws_cloudwatch_metric_alarm.found.treat_missing_data == "ignore"
    error_message = "Between two days the alarm stays as it is."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.found.namespace == "EDF-dev" && aws_cloudwatch_metric_alarm.found.alarm_description == "A check found something. What to do: docs/runbook.md#watch-alarms"
    error_message = aws_cloudwatch_metric_alarm.found.alarm_description
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.found.alarm_actions == toset([var.alarm_topic_arn]) && aws_cloudwatch_metric_alarm.found.ok_actions == toset([var.alarm_topic_arn])
    error_message = "Somebody is told, also that it is over."
  }
}

run "not_to_have_looked_is_an_alarm" {
  command = apply

  assert {
    condition     = aws_cloudwatch_metric_alarm.not_looked.treat_missing_data == "breaching" && aws_cloudwatch_metric_alarm.not_looked.actions_enabled
    error_message = "A workflow that does not start leaves no data."
  }
  assert {
    condition     = toset(output.alarm_names) == toset(concat([for end in ["Failed", "TimedOut", "Aborted"] : "EDFMonitoringWorkflow-dev-Executions${end}"], [var.found.alarm_name, var.not_looked.alarm_name]))
    error_message = join(", ", output.alarm_names)
  }
}

run "nobody_is_told_of_days_that_are_switched_off" {
  command = apply

  variables {
    schedule = {
      name                  = "DailyEDFMonitoringTrigger-dev"
      description           = "Runs the daily checks."
      group_name            = "hometech-ml-edf-dev"
      expression            = "cron(30 6 * * ? *)"
      timezone              = "UTC"
      enabled               = false
      not_started_queue_arn = "arn:aws:sqs:eu-central-1:123456789012:not-started"
    }
  }

  assert {
    condition     = output.schedule.state == "DISABLED" && !aws_cloudwatch_metric_alarm.not_looked.actions_enabled
    error_message = "A schedule that is off misses no day."
  }
}
