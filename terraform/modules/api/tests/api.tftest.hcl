# What the module promises, with a provider that answers without AWS.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_resource "aws_cognito_user_pool" {
    defaults = { arn = "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_AbCdEfGhI" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:a-group" }
  }
  mock_resource "aws_api_gateway_rest_api" {
    defaults = { execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:abcdefghij" }
  }
  mock_resource "aws_api_gateway_stage" {
    defaults = { arn = "arn:aws:apigateway:eu-central-1::/restapis/abcdefghij/stages/live" }
  }
  mock_resource "aws_wafv2_web_acl" {
    defaults = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/edf/00000000-0000-0000-0000-000000000000" }
  }
}

variables {
  name          = "edf-api-dev"
  contract      = "../../../edf-api/src/main/resources/com/hometech/edf/api/openapi.yaml"
  domain_prefix = "edf-dev-123456789012"
  functions = {
    default     = { name = "EDFApiLambda-dev", live_arn = "arn:aws:lambda:eu-central-1:123456789012:function:EDFApiLambda-dev:live" }
    decideModel = { name = "EDFDecideModelLambda-dev", live_arn = "arn:aws:lambda:eu-central-1:123456789012:function:EDFDecideModelLambda-dev:live" }
  }
  machine_clients     = { grid-north = ["edf/forecasts.read"] }
  web_callback_urls   = ["https://d111111abcdef8.cloudfront.net/signed-in.html"]
  limits              = { rate_per_second = 50, burst = 100, per_token_in_5_minutes = 1000, per_ip_in_5_minutes = 20000 }
  deletion_protection = true
  kms_key_arn         = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  log_retention_days  = 365
  alarm_topic_arn     = "arn:aws:sns:eu-central-1:123456789012:alarms"
  runbook_url         = "docs/runbook.md"
}

run "every_operation_of_the_contract_is_there_and_asks_for_a_token" {
  command = apply

  assert {
    condition     = toset(keys(jsondecode(aws_api_gateway_rest_api.this.body).paths)) == toset(keys(yamldecode(file(var.contract)).paths))
    error_message = "Paths differ."
  }
  assert {
    condition = alltrue(flatten([for path in values(jsondecode(aws_api_gateway_rest_api.this.body).paths) :
      [for operation in values(path) : length(operation.security[0].edf) > 0]
    ]))
    error_message = "Without scopes the gateway would take identity tokens, and refuse access tokens."
  }
  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.this.body).paths["/v1/buildings/{building_id}/forecast"].get.security[0].edf == ["edf/forecasts.read"]
    error_message = "An operation asks for the scope that the contract names."
  }
  assert {
    condition     = length(jsondecode(aws_api_gateway_rest_api.this.body).paths["/v1/me"].get.security[0].edf) == 4
    error_message = "Who is signed in may ask who they are, whatever their scopes."
  }
  assert {
    condition     = [for parameter in jsondecode(aws_api_gateway_rest_api.this.body).paths["/v1/models/{group}/{version}"].get.parameters : parameter.name] == ["group", "version"]
    error_message = "The gateway knows the parts of paths."
  }
}

run "only_its_own_function_decides_about_models" {
  command = apply

  assert {
    condition = flatten([for path, item in jsondecode(aws_api_gateway_rest_api.this.body).paths :
      [for method, operation in item : "${method} ${path}" if strcontains(operation["x-amazon-apigateway-integration"].uri, "EDFDecideModelLambda-dev:live")]
    ]) == ["put /v1/models/{group}/{version}/decision"]
    error_message = "The function that may approve answers nothing else."
  }
  assert {
    condition     = aws_lambda_permission.gateway["decideModel"].qualifier == "live" && endswith(aws_lambda_permission.gateway["decideModel"].source_arn, "/live/*")
    error_message = "The gateway calls the alias, from the one stage."
  }
}

run "what_the_gateway_says_itself_is_a_problem_like_ours" {
  command = apply

  assert {
    condition = alltrue([for answer in values(jsondecode(aws_api_gateway_rest_api.this.body)["x-amazon-apigateway-gateway-responses"]) :
      answer.responseParameters["gatewayresponse.header.Content-Type"] == "'application/problem+json'" && startswith(jsondecode(answer.responseTemplates["application/json"]).type, "/problems/")
    ])
    error_message = "Errors are problem details."
  }
  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.this.body)["x-amazon-apigateway-gateway-responses"].THROTTLED.responseParameters["gatewayresponse.header.Retry-After"] == "'1'"
    error_message = "Who asks too often is told when to try again."
  }
}

run "logs_name_no_person_and_no_building" {
  command = apply

  assert {
    condition = alltrue([for field in ["sourceIp", "context.path", "claims.sub", "claims.username", "requestOverride", "context.identity"] :
      !strcontains(one(aws_api_gateway_stage.live.access_log_settings).format, field)
    ])
    error_message = one(aws_api_gateway_stage.live.access_log_settings).format
  }
  assert {
    condition     = one(aws_api_gateway_method_settings.all.settings).data_trace_enabled == false && one(aws_api_gateway_method_settings.all.settings).logging_level == "ERROR"
    error_message = "Requests and answers are not logged."
  }
}

run "programs_have_secrets_and_their_scopes_and_browsers_have_none" {
  command = apply

  assert {
    condition     = aws_cognito_user_pool_client.machine["grid-north"].generate_secret && aws_cognito_user_pool_client.machine["grid-north"].allowed_oauth_scopes == toset(["edf/forecasts.read"])
    error_message = "A program gets the scopes that it was given."
  }
  assert {
    condition     = !aws_cognito_user_pool_client.web.generate_secret && aws_cognito_user_pool_client.web.allowed_oauth_flows == toset(["code"])
    error_message = "Browsers sign in by code."
  }
  assert {
    condition     = toset([for scope in aws_cognito_resource_server.this.scope : "${aws_cognito_resource_server.this.identifier}/${scope.scope_name}"]) == toset(["edf/forecasts.read", "edf/homes.read", "edf/models.read", "edf/models.decide"])
    error_message = "The user pool knows the contract's scopes."
  }
  assert {
    condition     = one(aws_cognito_user_pool.this.admin_create_user_config).allow_admin_create_user_only && aws_cognito_user_pool.this.deletion_protection == "ACTIVE"
    error_message = "People are invited, and cannot all be deleted."
  }
}

run "a_firewall_stands_before_it" {
  command = apply

  assert {
    condition     = aws_wafv2_web_acl_association.this.resource_arn == aws_api_gateway_stage.live.arn
    error_message = "The firewall stands before the stage."
  }
  assert {
    condition     = length(aws_wafv2_web_acl.this.rule) == 5
    error_message = "Three managed sets, and two limits."
  }
}

run "every_alarm_says_what_to_do" {
  command = apply

  assert {
    condition = alltrue([for alarm in concat(values(aws_cloudwatch_metric_alarm.answers), [aws_cloudwatch_metric_alarm.latency]) :
      strcontains(alarm.alarm_description, "docs/runbook.md#api-") && length(alarm.alarm_actions) == 1
    ])
    error_message = "An alarm links to the runbook and is sent to somebody."
  }
}
