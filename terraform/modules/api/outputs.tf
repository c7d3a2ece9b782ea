output "domain_name" {
  description = "Host of the API; its paths begin with the stage."
  value       = "${aws_api_gateway_rest_api.this.id}.execute-api.${data.aws_region.current.id}.amazonaws.com"
}

output "stage" {
  description = "First part of the paths below the host."
  value       = aws_api_gateway_stage.live.stage_name
}

output "pages_key" {
  description = "API key that counts the requests of people; null without usage plans."
  value       = one([for name, key in aws_api_gateway_api_key.this : key.value if name == "pages"])
  sensitive   = true
}

output "api_key_ids" {
  description = "Ids of the clients' API keys, by name; their values are read from API Gateway."
  value       = { for name, key in aws_api_gateway_api_key.this : name => key.id }
}

output "sign_in_url" {
  description = "Where tokens come from: /oauth2/token and /oauth2/authorize below it."
  value       = "https://${aws_cognito_user_pool_domain.this.domain}.auth.${data.aws_region.current.id}.amazoncognito.com"
}

output "web_client_id" {
  description = "The pages' client id."
  value       = aws_cognito_user_pool_client.web.id
}

output "machine_client_ids" {
  description = "Client ids of programs, by name; their secrets are read from the user pool."
  value       = { for name, client in aws_cognito_user_pool_client.machine : name => client.id }
}

output "user_pool_id" {
  description = "The user pool."
  value       = aws_cognito_user_pool.this.id
}

output "scopes" {
  description = "All scopes of the contract."
  value       = keys(local.scopes)
}

output "alarm_names" {
  description = "Names of the alarms."
  value       = concat([for alarm in aws_cloudwatch_metric_alarm.answers : alarm.alarm_name], [aws_cloudwatch_metric_alarm.latency.alarm_name])
}

output "widgets" {
  description = "What a dashboard shows of it: title, statistic, metrics."
  value = [
    {
      title   = "API: requests, failed and refused ones"
      stat    = "Sum"
      metrics = [for metric in ["Count", "5XXError", "4XXError"] : ["AWS/ApiGateway", metric, "ApiName", var.name, "Stage", aws_api_gateway_stage.live.stage_name]]
    },
    {
      title   = "API: latency, the slowest hundredth [ms]"
      stat    = "p99"
      metrics = [for metric in ["Latency", "IntegrationLatency"] : ["AWS/ApiGateway", metric, "ApiName", var.name, "Stage", aws_api_gateway_stage.live.stage_name]]
    },
    {
      title   = "API: requests that the firewall refused"
      stat    = "Sum"
      metrics = [for rule in ["RequestsOfOneToken", "RequestsFromOneAddress", "ALL"] : ["AWS/WAFV2", "BlockedRequests", "WebACL", var.name, "Region", data.aws_region.current.id, "Rule", rule]]
    },
  ]
}
