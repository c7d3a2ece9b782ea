output "training" {
  description = "What the stack inference_edf needs to know."
  value = {
    state_machine_arn    = module.workflow.arn
    repository_url       = aws_ecr_repository.jobs.repository_url
    image_uri            = local.image_uri
    jobs_role_arn        = aws_iam_role.jobs.arn
    model_package_groups = { for target, group in aws_sagemaker_model_package_group.models : target => group.model_package_group_name }
    alarm_names          = concat(module.workflow.alarm_names, [module.register_model.error_alarm_name])
  }
}

output "definition" {
  description = "The rendered definition of the state machine."
  value       = module.workflow.definition
}
