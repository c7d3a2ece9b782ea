output "inference" {
  description = "What others need to know of this stack."
  value = {
    state_machine_arn = module.workflow.arn
    schedule          = module.schedule.name
    store             = local.store
    table             = local.table
    dashboard         = aws_cloudwatch_dashboard.edf.dashboard_name
    alarm_names       = concat(local.alarm_names, [aws_cloudwatch_composite_alarm.no_forecasts.alarm_name])
  }
}

output "api" {
  description = "Where the API and its pages are, where tokens come from, and the ids of programs and of API keys; null: there is no API."
  value = var.api == null ? null : {
    url                = module.pages[0].url
    gateway_url        = "https://${module.api[0].domain_name}/${module.api[0].stage}"
    sign_in_url        = module.api[0].sign_in_url
    user_pool_id       = module.api[0].user_pool_id
    machine_client_ids = module.api[0].machine_client_ids
    api_key_ids        = module.api[0].api_key_ids
  }
}

output "definition" {
  description = "The rendered definition of the state machine."
  value       = module.workflow.definition
}
