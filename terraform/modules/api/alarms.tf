locals {
  alarms = {
    errors = {
      description = "More than 1 % of the requests of a quarter of an hour failed."
      metric      = "5XXError"
      statistic   = "Average"
      threshold   = 0.01
      section     = "api-errors"
    }
    refusals = {
      description = "More than 30 % of the requests of a quarter of an hour were refused."
      metric      = "4XXError"
      statistic   = "Average"
      threshold   = 0.3
      section     = "api-refusals"
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "answers" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.description} What to do: ${var.runbook_url}#${each.value.section}"
  namespace           = "AWS/ApiGateway"
  metric_name         = each.value.metric
  dimensions          = { ApiName = var.name, Stage = aws_api_gateway_stage.live.stage_name }
  statistic           = each.value.statistic
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "latency" {
  alarm_name          = "${var.name}-latency"
  alarm_description   = "One request in a hundred takes longer than 3 s. What to do: ${var.runbook_url}#api-latency"
  namespace           = "AWS/ApiGateway"
  metric_name         = "Latency"
  dimensions          = { ApiName = var.name, Stage = aws_api_gateway_stage.live.stage_name }
  extended_statistic  = "p99"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 3000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}
