output "arn" {
  description = "ARN of the queue."
  value       = aws_sqs_queue.this.arn
}

output "alarm_name" {
  description = "Name of the alarm."
  value       = aws_cloudwatch_metric_alarm.this.alarm_name
}
