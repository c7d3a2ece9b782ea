output "inference" {
  description = "What others need to know of this stack."
  value = {
    state_machine_arn = module.workflow.arn
    schedule          = "${aws_scheduler_schedule.daily.group_name}/${aws_scheduler_schedule.daily.name}"
    store             = local.store
    table             = local.table
  }
}

output "definition" {
  description = "The rendered definition of the state machine."
  value       = module.workflow.definition
}
