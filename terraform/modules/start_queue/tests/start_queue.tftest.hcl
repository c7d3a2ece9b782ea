# What the module promises, with a provider that answers without AWS.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name              = "EDFApplianceUploads-dev-not-started"
  alarm_name        = "hometech-ml-edf-uploads-not-started-dev"
  alarm_description = "Files did not start their workflow."
  kms_key_arn       = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  alarm_topic_arn   = "arn:aws:sns:eu-central-1:123456789012:alarms"
  runbook           = "docs/runbook.md#appliance-workflow"
}

run "somebody_is_told_of_the_first_message" {
  command = apply

  assert {
    condition     = aws_cloudwatch_metric_alarm.this.threshold == 0 && aws_cloudwatch_metric_alarm.this.dimensions.QueueName == var.name
    error_message = "The alarm is about this queue."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.this.alarm_actions == toset([var.alarm_topic_arn]) && aws_cloudwatch_metric_alarm.this.alarm_description == "Files did not start their workflow. What to do: docs/runbook.md#appliance-workflow"
    error_message = aws_cloudwatch_metric_alarm.this.alarm_description
  }
  assert {
    condition     = length(aws_sqs_queue_policy.this) == 0
    error_message = "Nobody puts messages here without a role."
  }
}

run "one_rule_may_put_messages" {
  command = apply

  variables {
    rule = { arn = "arn:aws:events:eu-central-1:123456789012:rule/EDFApplianceUploads-dev" }
  }

  assert {
    condition     = length(aws_sqs_queue_policy.this) == 1 && one(data.aws_iam_policy_document.this[0].statement[0].condition).values == tolist([var.rule.arn])
    error_message = "Other rules could put messages here."
  }
}
