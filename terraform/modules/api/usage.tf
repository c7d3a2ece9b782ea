# What each client may ask for in a second and in a day, counted by API keys. A key proves nothing: who asks is what the token says.

locals {
  # requests of people come through CloudFront, which sends the pages' key along
  plans = { for name, plan in merge(var.usage_plans, {
    pages = { rate_per_second = var.limits.rate_per_second, burst = var.limits.burst, per_day = tonumber(null) }
  }) : name => plan if length(var.usage_plans) > 0 }
}

resource "aws_api_gateway_usage_plan" "this" {
  for_each = local.plans

  name        = "${var.name}-${each.key}"
  description = "What ${each.key} may ask for."

  api_stages {
    api_id = aws_api_gateway_rest_api.this.id
    stage  = aws_api_gateway_stage.live.stage_name
  }

  throttle_settings {
    rate_limit  = each.value.rate_per_second
    burst_limit = each.value.burst
  }

  dynamic "quota_settings" {
    for_each = each.value.per_day[*]

    content {
      limit  = quota_settings.value
      period = "DAY"
    }
  }
}

resource "aws_api_gateway_api_key" "this" {
  for_each = local.plans

  name        = "${var.name}-${each.key}"
  description = "Counts the requests of ${each.key}."
}

resource "aws_api_gateway_usage_plan_key" "this" {
  for_each = local.plans

  key_id        = aws_api_gateway_api_key.this[each.key].id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.this[each.key].id
}
