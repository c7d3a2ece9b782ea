# What the module promises, with a provider that answers without AWS.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name                  = "DailyEDFInferenceTrigger-dev"
  description           = "Forecasts once a day."
  group_name            = "hometech-ml-edf-dev"
  expression            = "cron(0 5 * * ? *)"
  timezone              = "UTC"
  enabled               = true
  state_machine_arn     = "arn:aws:states:eu-central-1:123456789012:stateMachine:EDFInferenceWorkflow-dev"
  time_field            = "inference_date"
  not_started_queue_arn = "arn:aws:sqs:eu-central-1:123456789012:not-started"
  kms_key_arn           = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "it_says_for_when" {
  command = apply

  assert {
    condition     = output.input == "{\"inference_date\": \"<aws.scheduler.scheduled-time>\"}"
    error_message = "The scheduler fills in only what stands there as it is: ${output.input}"
  }
}

run "a_start_that_fails_is_tried_again_and_then_kept" {
  command = apply

  assert {
    condition     = aws_scheduler_schedule.this.target[0].dead_letter_config[0].arn == var.not_started_queue_arn && aws_scheduler_schedule.this.target[0].retry_policy[0].maximum_retry_attempts > 0
    error_message = "A start would be lost."
  }
}

run "it_may_start_its_state_machine_and_nothing_else" {
  command = apply

  assert {
    condition     = one([for statement in data.aws_iam_policy_document.this.statement : join(" ", statement.resources) if contains(statement.actions, "states:StartExecution")]) == var.state_machine_arn
    error_message = "It could start other state machines."
  }
}
