# A REST API made of its contract: each operation goes to a function, which holds the request against the contract itself. API
# Gateway reads OpenAPI 3.0 only, and few of the schemas of 3.1; so it is told what it decides on, and no more: paths, methods,
# who may call them, and what it says where it answers itself.

data "aws_region" "current" {}
data "aws_partition" "current" {}

locals {
  contract = yamldecode(file(var.contract))
  scheme   = one(keys(local.contract.components.securitySchemes))
  scopes   = local.contract.components.securitySchemes[local.scheme].flows.clientCredentials.scopes

  methods = ["get", "put", "post", "patch", "delete"]
  paths = {
    for path, item in local.contract.paths : path => {
      for method, operation in item : method => {
        operationId = operation.operationId
        parameters = [for name in flatten(regexall("{([a-z_]+)}", path)) :
          { name = name, in = "path", required = true, schema = { type = "string" } }
        ]
        # Where the contract asks for no scope, any of ours will do: without one, the gateway would want an identity token.
        security = [{ (local.scheme) = coalescelist(
          flatten([for demand in lookup(operation, "security", local.contract.security) : demand[local.scheme]]),
          keys(local.scopes),
        ) }]
        responses = { default = { description = "As the contract says" } }
        "x-amazon-apigateway-integration" = {
          type                = "aws_proxy"
          httpMethod          = "POST"
          uri                 = "arn:${data.aws_partition.current.partition}:apigateway:${data.aws_region.current.id}:lambda:path/2015-03-31/functions/${lookup(var.functions, operation.operationId, var.functions["default"]).live_arn}/invocations"
          passthroughBehavior = "when_no_match"
          timeoutInMillis     = 29000
        }
      } if contains(local.methods, method)
    }
  }

  # what the gateway says itself, as problem details like those of the functions
  problems = {
    UNAUTHORIZED                 = { status = 401, type = "unauthorized", title = "No valid access token", headers = { "WWW-Authenticate" = "'Bearer'" } }
    MISSING_AUTHENTICATION_TOKEN = { status = 404, type = "not-found", title = "Not found", headers = {} } # no such path or method
    RESOURCE_NOT_FOUND           = { status = 404, type = "not-found", title = "Not found", headers = {} }
    INVALID_API_KEY              = { status = 403, type = "forbidden", title = "Not allowed", headers = {} }
    ACCESS_DENIED                = { status = 403, type = "forbidden", title = "Not allowed", headers = {} }
    WAF_FILTERED                 = { status = 429, type = "too-many-requests", title = "Too many requests", headers = { "Retry-After" = "'300'" } }
    THROTTLED                    = { status = 429, type = "too-many-requests", title = "Too many requests", headers = { "Retry-After" = "'1'" } }
    REQUEST_TOO_LARGE            = { status = 413, type = "too-large", title = "Body too large", headers = {} }
    BAD_REQUEST_PARAMETERS       = { status = 400, type = "invalid-request", title = "The request is not as described", headers = {} }
    DEFAULT_4XX                  = { status = null, type = "invalid-request", title = "The request is not as described", headers = {} }
    DEFAULT_5XX                  = { status = 503, type = "unavailable", title = "Not available at present", headers = { "Retry-After" = "'5'" } }
  }

  body = {
    openapi = "3.0.1"
    info    = { title = var.name, version = local.contract.info.version }
    paths   = local.paths
    components = {
      securitySchemes = {
        (local.scheme) = {
          type                           = "apiKey"
          name                           = "Authorization"
          in                             = "header"
          "x-amazon-apigateway-authtype" = "cognito_user_pools"
          "x-amazon-apigateway-authorizer" = {
            type                         = "cognito_user_pools"
            providerARNs                 = [aws_cognito_user_pool.this.arn]
            authorizerResultTtlInSeconds = 300
          }
        }
      }
    }
    "x-amazon-apigateway-request-validators" = {
      parameters = { validateRequestParameters = true, validateRequestBody = false }
    }
    "x-amazon-apigateway-request-validator" = "parameters"
    "x-amazon-apigateway-gateway-responses" = {
      for kind, problem in local.problems : kind => merge(
        problem.status == null ? {} : { statusCode = problem.status },
        {
          responseParameters = merge(
            { "gatewayresponse.header.Content-Type" = "'application/problem+json'", "gatewayresponse.header.Cache-Control" = "'no-store'" },
            { for header, value in problem.headers : "gatewayresponse.header.${header}" => value },
          )
          responseTemplates = {
            "application/json" = problem.status == null ? (
              jsonencode({ type = "/problems/${problem.type}", title = problem.title })
            ) : jsonencode({ type = "/problems/${problem.type}", title = problem.title, status = problem.status })
          }
        },
      )
    }
  }
}

resource "aws_api_gateway_rest_api" "this" {
  name        = var.name
  description = local.contract.info.title
  body        = jsonencode(local.body)
  # answers of many rows are compressed for who accepts it
  minimum_compression_size = 1024

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id

  triggers = { body = sha256(jsonencode(local.body)) }

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
