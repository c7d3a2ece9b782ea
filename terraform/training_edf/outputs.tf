output "training" {
  description = "What the stack inference_edf needs to know; its variable training has the same shape."
  value = {
    image_uri            = local.image_uri
    jobs_role_arn        = aws_iam_role.jobs.arn
    model_package_groups = tomap({ for target, group in aws_sagemaker_model_package_group.models : target => group.model_package_group_name })
    alarm_names          = tolist(concat(module.workflow.alarm_names, [module.register_model.error_alarm_name, module.record_run.error_alarm_name]))
  }
}

output "state_machine_arn" {
  description = "ARN of EDFTrainingWorkflow."
  value       = module.workflow.arn
}

output "repository_url" {
  description = "Where the job image is pushed to."
  value       = aws_ecr_repository.jobs.repository_url
}

output "definition" {
  description = "The rendered definition of the state machine."
  value       = module.workflow.definition
}
