output "name" {
  description = "Name of the schedule, with its group."
  value       = "${aws_scheduler_schedule.this.group_name}/${aws_scheduler_schedule.this.name}"
}

output "expression" {
  description = "When it starts."
  value       = aws_scheduler_schedule.this.schedule_expression
}

output "input" {
  description = "What the state machine is given."
  value       = one(aws_scheduler_schedule.this.target[*].input)
}

output "state" {
  description = "ENABLED or DISABLED."
  value       = aws_scheduler_schedule.this.state
}
