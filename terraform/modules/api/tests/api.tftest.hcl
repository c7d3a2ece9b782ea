# What the module promises, with a provider that answers without AWS.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name          = "edf-api-dev"
  contract      = "../../../edf-api/src/main/resources/com/hometech/edf/api/openapi.yaml"
  domain_prefix = "edf-dev-123456789012"
  document      = "tests/openapi-aws.json" # some operations, as the build writes them
  functions = {
    forecasts   = { name = "EDFForecastApiLambda-dev", live_arn = "arn:aws:lambda:eu-central-1:123456789012:function:EDFForecastApiLambda-dev:live" }
    predictions = { name = "EDFPredictionApiLambda-dev", live_arn = "arn:aws:lambda:eu-central-1:123456789012:function:EDFPredictionApiLambda-dev:live" }
    models      = { name = "EDFModelApiLambda-dev", live_arn = "arn:aws:lambda:eu-central-1:123456789012:function:EDFModelApiLambda-dev:live" }
  }
  usage_plans         = {}
  machine_clients     = { grid-north = ["edf/forecasts.read"] }
  web_callback_urls   = ["https://d111111abcdef8.cloudfront.net/signed-in.html"]
  limits              = { rate_per_second = 50, burst = 100, per_token_in_5_minutes = 1000, per_ip_in_5_minutes = 20000 }
  deletion_protection = true
  kms_key_arn         = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  log_retention_days  = 365
  alarm_topic_arn     = "arn:aws:sns:eu-central-1:123456789012:alarms"
  runbook_url         = "docs/runbook.md"
}

run "requests_go_to_the_function_with_the_right_for_them" {
  command = apply

  assert {
    condition     = !strcontains(aws_api_gateway_rest_api.this.body, "$${")
    error_message = "A name was not filled in."
  }
  assert {
    condition = flatten([for path, item in jsondecode(aws_api_gateway_rest_api.this.body).paths :
      [for method, operation in item : "${method} ${path}" if strcontains(operation["x-amazon-apigateway-integration"].uri, "/functions/arn:aws:lambda:eu-central-1:123456789012:function:EDFModelApiLambda-dev:live/invocations")]
    ]) == ["get /v1/models/{group}/{version}", "head /v1/models/{group}/{version}", "put /v1/models/{group}/{version}/decision"]
    error_message = "The function that may approve answers nothing but what is about models."
  }
  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.this.body).components.securitySchemes.edf["x-amazon-apigateway-authorizer"].providerARNs == ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_AbCdEfGhI"]
    error_message = "Tokens are those of the user pool."
  }
  assert {
    condition     = aws_lambda_permission.gateway["models"].qualifier == "live" && endswith(aws_lambda_permission.gateway["models"].source_arn, "/live/*")
    error_message = "The gateway calls the alias, from the one stage."
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

run "without_usage_plans_no_request_needs_a_key" {
  command = apply

  assert {
    condition     = !strcontains(aws_api_gateway_rest_api.this.body, "x-api-key") && length(aws_api_gateway_api_key.this) == 0 && output.pages_key == null
    error_message = "Keys are made where nobody asked for them."
  }
}

run "usage_plans_count_every_request_by_its_key_beside_its_token" {
  command = apply

  variables {
    usage_plans = { grid-north = { rate_per_second = 5, burst = 10, per_day = 20000 } }
  }

  assert {
    condition = alltrue(flatten([for operations in values(jsondecode(aws_api_gateway_rest_api.this.body).paths) :
      [for operation in values(operations) : [for needed in operation.security : contains(keys(needed), "key") && contains(keys(needed), "edf")]]
    ]))
    error_message = "A key never stands in place of a token."
  }
  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.this.body).components.securitySchemes.edf["x-amazon-apigateway-authtype"] == "cognito_user_pools"
    error_message = "Tokens are still checked."
  }
  assert {
    condition     = join(" ", keys(aws_api_gateway_usage_plan.this)) == "grid-north pages" && join(" ", keys(aws_api_gateway_usage_plan_key.this)) == "grid-north pages"
    error_message = "The pages have a plan of their own, or nobody could use them."
  }
  assert {
    condition     = aws_api_gateway_usage_plan.this["grid-north"].throttle_settings[0].rate_limit == 5 && aws_api_gateway_usage_plan.this["grid-north"].quota_settings[0].limit == 20000
    error_message = "The plan is the client's."
  }
  assert {
    condition     = length(aws_api_gateway_usage_plan.this["pages"].quota_settings) == 0
    error_message = "People are not counted by the day."
  }
}

run "no_client_takes_the_pages_plan" {
  command = plan

  variables {
    usage_plans = { pages = { rate_per_second = 5, burst = 10 } }
  }

  expect_failures = [var.usage_plans]
}
