output "arn" {
  description = "ARN of the state machine."
  value       = module.workflow.arn
}

output "definition" {
  description = "The definition as it is deployed."
  value       = module.workflow.definition
}

output "schedule" {
  description = "Name and expression of the schedule, and whether it is on."
  value = {
    name       = module.schedule.name
    expression = module.schedule.expression
    state      = module.schedule.state
  }
}

output "alarm_names" {
  description = "Names of the alarms on executions and on what they found."
  value = concat(
    module.workflow.alarm_names,
    [aws_cloudwatch_metric_alarm.found.alarm_name, aws_cloudwatch_metric_alarm.not_looked.alarm_name],
  )
}
