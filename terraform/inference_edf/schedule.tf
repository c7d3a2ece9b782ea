# DailyEDFInferenceTrigger: starts the workflow every day, with the nominal time as the issue time of the forecasts.

resource "aws_sqs_queue" "not_started" {
  name                      = "${module.settings.config.inference_schedule_base}${module.settings.suffix}-not-started"
  kms_master_key_id         = module.settings.ingestion.kms_key_arn
  message_retention_seconds = 1209600
}

resource "aws_scheduler_schedule_group" "edf" {
  name = "${module.settings.config.project_name}-edf${module.settings.suffix}"
}

module "schedule" {
  source = "../modules/schedule"

  name                  = "${module.settings.config.inference_schedule_base}${module.settings.suffix}"
  description           = "Forecasts once a day."
  group_name            = aws_scheduler_schedule_group.edf.name
  expression            = module.settings.config.edf_inference.scheduler_expression
  timezone              = module.settings.config.edf_inference.scheduler_timezone
  enabled               = var.schedule_enabled
  state_machine_arn     = module.workflow.arn
  time_field            = "inference_date"
  not_started_queue_arn = aws_sqs_queue.not_started.arn
  kms_key_arn           = module.settings.ingestion.kms_key_arn
}
