output "name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "live_arn" {
  description = "ARN of the alias that is called."
  value       = aws_lambda_alias.live.arn
}

output "error_alarm_name" {
  description = "Name of the alarm on failed calls."
  value       = aws_cloudwatch_metric_alarm.errors.alarm_name
}
