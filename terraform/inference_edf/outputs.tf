output "inference" {
  description = "What others need to know of this stack."
  value = {
    state_machine_arn = module.workflow.arn
    schedule          = "${aws_scheduler_schedule.daily.group_name}/${aws_scheduler_schedule.daily.name}"
    store             = local.store
    table             = local.table
    dashboard         = aws_cloudwatch_dashboard.edf.dashboard_name
    alarm_names       = concat(local.alarm_names, [aws_cloudwatch_composite_alarm.no_forecasts.alarm_name])
  }
}

output "definition" {
  description = "The rendered definition of the state machine."
  value       = module.workflow.definition
}
