# DailyEDFInferenceTrigger: starts the workflow every day, with the nominal time as the issue time of the forecasts.

# of all schedules
module "not_started" {
  source = "../modules/start_queue"

  name              = "${module.settings.config.inference_schedule_base}${module.settings.suffix}-not-started"
  alarm_name        = "${module.settings.config.project_name}-edf-not-started${module.settings.suffix}"
  alarm_description = "The schedule could not start the daily run."
  kms_key_arn       = module.settings.ingestion.kms_key_arn
  alarm_topic_arn   = module.settings.ingestion.alarm_topic_arn
  runbook           = "${var.runbook_url}#missing-run"
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
  not_started_queue_arn = module.not_started.arn
  kms_key_arn           = module.settings.ingestion.kms_key_arn
}
