# What is refused before anything looks at it: requests that look like attacks, and too many of one token or from one address.

locals {
  managed_rules = ["AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"]
}

resource "aws_wafv2_web_acl" "this" {
  name        = var.name
  description = "In front of ${var.name}"
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  dynamic "rule" {
    for_each = local.managed_rules

    content {
      name     = rule.value
      priority = rule.key

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.value
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.value
        sampled_requests_enabled   = true
      }
    }
  }

  # One token is one program or person, wherever it asks from.
  rule {
    name     = "RequestsOfOneToken"
    priority = 10

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit              = var.limits.per_token_in_5_minutes
        aggregate_key_type = "CUSTOM_KEYS"

        custom_key {
          header {
            name = "authorization"

            text_transformation {
              priority = 0
              type     = "NONE"
            }
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "RequestsOfOneToken"
      sampled_requests_enabled   = true
    }
  }

  # Requests of the pages come from the addresses of CloudFront, many of them from one: this limit only stops floods.
  rule {
    name     = "RequestsFromOneAddress"
    priority = 11

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit              = var.limits.per_ip_in_5_minutes
        aggregate_key_type = "IP"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "RequestsFromOneAddress"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = var.name
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  resource_arn = aws_api_gateway_stage.live.arn
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}
