output "arn" {
  description = "ARN of the state machine."
  value       = aws_sfn_state_machine.this.arn
}

output "name" {
  description = "Name of the state machine."
  value       = aws_sfn_state_machine.this.name
}

output "alarm_names" {
  description = "Names of the alarms on executions."
  value       = [for alarm in aws_cloudwatch_metric_alarm.executions : alarm.alarm_name]
}

output "definition" {
  description = "The definition as it is deployed."
  value       = aws_sfn_state_machine.this.definition
}
