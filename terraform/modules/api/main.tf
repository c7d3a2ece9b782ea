# A REST API as its document says: each operation goes to a function, which holds the request against the contract.

data "aws_region" "current" {}
data "aws_partition" "current" {}

locals {
  contract = yamldecode(file(var.contract))
  scopes   = local.contract.components.securitySchemes.edf.flows.clientCredentials.scopes

  invoke_arns = { for kind, function in var.functions :
    kind => "arn:${data.aws_partition.current.partition}:apigateway:${data.aws_region.current.id}:lambda:path/2015-03-31/functions/${function.live_arn}/invocations"
  }
  document = jsondecode(templatefile(var.document, {
    forecast_api_invoke_arn   = local.invoke_arns["forecasts"]
    model_api_invoke_arn      = local.invoke_arns["models"]
    prediction_api_invoke_arn = local.invoke_arns["predictions"]
    user_pool_arn             = aws_cognito_user_pool.this.arn
  }))
  # with usage plans, every request carries a key beside its token
  metered = merge(local.document, {
    components = merge(local.document.components, {
      securitySchemes = merge(local.document.components.securitySchemes, { key = { type = "apiKey", name = "x-api-key", in = "header" } })
    })
    paths = { for path, operations in local.document.paths : path => { for method, operation in operations :
      # without any, it is open to anybody
      method => merge(operation, { security = [for needed in try(operation.security, []) : merge(needed, { key = [] })] })
    } }
  })
  body = length(var.usage_plans) == 0 ? jsonencode(local.document) : jsonencode(local.metered)
}

resource "aws_api_gateway_rest_api" "this" {
  name        = var.name
  description = local.contract.info.title
  body        = local.body

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id

  triggers = { body = sha256(local.body) }

  lifecycle {
    create_before_destroy = true
  }
}

# Who asked for what, and how long it took. No addresses of people or buildings: the path is the contract's, and a program is named
# by its client id, as are all people who use the pages.
resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/apigateway/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id          = aws_api_gateway_rest_api.this.id
  deployment_id        = aws_api_gateway_deployment.this.id
  stage_name           = "live"
  xray_tracing_enabled = true

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = jsonencode({
      timestamp   = "$context.requestTime"
      request_id  = "$context.requestId"
      trace_id    = "$context.xrayTraceId"
      method      = "$context.httpMethod"
      path        = "$context.resourcePath"
      status      = "$context.status"
      client_id   = "$context.authorizer.claims.client_id"
      latency_ms  = "$context.responseLatency"
      function_ms = "$context.integrationLatency"
      bytes       = "$context.responseLength"
      refused     = "$context.error.responseType"
      waf         = "$context.waf.status"
    })
  }
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled        = true
    logging_level          = "ERROR"
    data_trace_enabled     = false # it would write requests and answers to the log
    caching_enabled        = false # answers depend on who asks
    throttling_rate_limit  = var.limits.rate_per_second
    throttling_burst_limit = var.limits.burst
  }
}

resource "aws_lambda_permission" "gateway" {
  for_each = var.functions

  statement_id  = "Gateway"
  action        = "lambda:InvokeFunction"
  function_name = each.value.name
  qualifier     = element(split(":", each.value.live_arn), length(split(":", each.value.live_arn)) - 1)
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.this.execution_arn}/${aws_api_gateway_stage.live.stage_name}/*"
}
