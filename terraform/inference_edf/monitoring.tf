# What an operator sees and is told. Each alarm says where the runbook tells what to do.

locals {
  # lines of the functions' logs become these metrics (docs/architecture.md, metrics)
  namespace = "EDF${module.settings.suffix}"

  # an approved model that was passed over, by what is wrong with it
  skipped_models = merge([for target, group in module.settings.model_package_groups : {
    "model-missing-${target}" = {
      description = "An approved model of ${target} was passed over: its artifact is not there."
      metric      = "ApprovedModelSkipped"
      dimensions  = { group = group, problem = "MISSING" }
      statistic   = "Sum"
      threshold   = 0
      section     = "stale-model"
    }
    "model-changed-${target}" = {
      description = "Security: an approved model of ${target} was passed over, because its artifact is not the one that was registered."
      metric      = "ApprovedModelSkipped"
      dimensions  = { group = group, problem = "OTHER_CHECKSUM" }
      statistic   = "Sum"
      threshold   = 0
      section     = "changed-model"
    }
  }]...)

  forecast_alarms = merge(local.skipped_models, {
    rows-rejected = {
      description = "The store refused forecasts; they are set aside beside the run's files."
      metric      = "ForecastRowsRejected"
      dimensions  = {}
      statistic   = "Sum"
      threshold   = 0
      section     = "rejected-rows"
    }
    failed-buildings = {
      description = "The model failed for more than 2 % of the buildings; they have plain forecasts."
      metric      = "FailedBuildingShare"
      dimensions  = {}
      statistic   = "Maximum"
      threshold   = 2
      section     = "failed-buildings"
    }
    plain-forecasts = {
      description = "More than 10 % of the forecasts are plain ones, made without the model."
      metric      = "ForecastShare"
      dimensions  = { quality = "FALLBACK" }
      statistic   = "Maximum"
      threshold   = 10
      section     = "plain-forecasts"
    }
    old-readings = {
      description = "Readings are late: half of the buildings have none of the last ${var.reading_age_alarm_hours} hours before the newest run."
      metric      = "ReadingAge"
      dimensions  = {}
      statistic   = "Maximum"
      threshold   = var.reading_age_alarm_hours
      section     = "old-readings"
    }
    stale-model = {
      description = "Forecasts come from an older model, because the newest approved one cannot be used."
      metric      = "ForecastShare"
      dimensions  = { quality = "MODEL_STALE" }
      statistic   = "Maximum"
      threshold   = 0
      section     = "stale-model"
    }
  })
}

resource "aws_cloudwatch_metric_alarm" "forecasts" {
  for_each = local.forecast_alarms

  alarm_name          = "${module.settings.config.project_name}-edf-${each.key}${module.settings.suffix}"
  alarm_description   = "${each.value.description} What to do: ${var.runbook_url}#${each.value.section}"
  namespace           = local.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  period              = 3600
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = [module.settings.ingestion.alarm_topic_arn]
  ok_actions          = [module.settings.ingestion.alarm_topic_arn]
}

# The weather forecast was not fetched, or does not reach as far as the forecasts do.
resource "aws_cloudwatch_metric_alarm" "weather" {
  count = var.weather_expected ? 1 : 0

  alarm_name          = "${module.settings.config.project_name}-edf-weather-missing${module.settings.suffix}"
  alarm_description   = "For more than 10 % of the forecasts no weather was known. What to do: ${var.runbook_url}#missing-weather"
  namespace           = local.namespace
  metric_name         = "WeatherShare"
  statistic           = "Minimum"
  period              = 3600
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 90
  treat_missing_data  = "notBreaching"
  alarm_actions       = [module.settings.ingestion.alarm_topic_arn]
  ok_actions          = [module.settings.ingestion.alarm_topic_arn]
}

# No run succeeded for 26 hours: it did not start, or nobody looked at its failure.
resource "aws_cloudwatch_metric_alarm" "missing_run" {
  alarm_name          = "${module.settings.config.project_name}-edf-missing-run${module.settings.suffix}"
  alarm_description   = "No daily run has succeeded for 26 hours. What to do: ${var.runbook_url}#missing-run"
  namespace           = "AWS/States"
  metric_name         = "ExecutionsSucceeded"
  dimensions          = { StateMachineArn = module.workflow.arn }
  statistic           = "Sum"
  period              = 3600
  evaluation_periods  = 26
  datapoints_to_alarm = 26
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  actions_enabled     = var.schedule_enabled
  alarm_actions       = [module.settings.ingestion.alarm_topic_arn]
  ok_actions          = [module.settings.ingestion.alarm_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "throttled_store" {
  count = local.store == "DYNAMODB" ? 1 : 0

  alarm_name          = "${module.settings.config.project_name}-edf-throttled-store${module.settings.suffix}"
  alarm_description   = "DynamoDB throttles writes of forecasts. What to do: ${var.runbook_url}#store"
  namespace           = "AWS/DynamoDB"
  metric_name         = "WriteThrottleEvents"
  dimensions          = { TableName = aws_dynamodb_table.forecasts[0].name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 100
  treat_missing_data  = "notBreaching"
  alarm_actions       = [module.settings.ingestion.alarm_topic_arn]
}

locals {
  alarm_names = concat(
    module.workflow.alarm_names,
    [for function in concat(values(module.functions), values(module.api_functions)) : function.error_alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.forecasts : alarm.alarm_name],
    [aws_cloudwatch_metric_alarm.missing_run.alarm_name, module.not_started.alarm_name],
    aws_cloudwatch_metric_alarm.weather[*].alarm_name,
    aws_cloudwatch_metric_alarm.throttled_store[*].alarm_name,
    local.accuracy_alarm_names,
    local.monitoring_alarm_names,
    local.appliance_alarm_names,
    flatten(module.api[*].alarm_names),
  )
  # what means that there are no forecasts of today, whatever else is wrong
  serious_alarm_names = concat(
    [for name in module.workflow.alarm_names : name if !endswith(name, "ExecutionsAborted")],
    [aws_cloudwatch_metric_alarm.missing_run.alarm_name, module.not_started.alarm_name],
  )
}

resource "aws_cloudwatch_composite_alarm" "no_forecasts" {
  alarm_name        = "${module.settings.config.project_name}-edf-no-forecasts${module.settings.suffix}"
  alarm_description = "Today's forecasts are missing. What to do: ${var.runbook_url}#missing-run"
  alarm_rule        = join(" OR ", [for name in local.serious_alarm_names : "ALARM(\"${name}\")"])
  actions_enabled   = var.schedule_enabled # without a schedule no forecasts are due; executions that fail have alarms of their own
  alarm_actions     = [module.settings.ingestion.alarm_topic_arn]
  ok_actions        = [module.settings.ingestion.alarm_topic_arn]
}

# --- Dashboard --------------------------------------------------------------------------------------------------------

locals {
  training_machine_arn = "arn:${module.settings.partition}:states:${module.settings.region}:${module.settings.account}:stateMachine:${module.settings.config.training_state_machine_base}${module.settings.suffix}"

  store_metrics = {
    DYNAMODB = [for metric in ["ConsumedWriteCapacityUnits", "ConsumedReadCapacityUnits", "WriteThrottleEvents", "ReadThrottleEvents"] :
      ["AWS/DynamoDB", metric, "TableName", local.table]
    ]
    RDS = [for metric in ["ServerlessDatabaseCapacity", "DatabaseConnections", "WriteLatency", "ReadLatency"] :
      ["AWS/RDS", metric, "DBClusterIdentifier", one(module.postgres[*].cluster)]
    ]
    TIMESTREAM = [for metric in ["SuccessfulRequestLatency", "UserErrors", "SystemErrors"] :
      ["AWS/Timestream", metric, "DatabaseName", "${module.settings.config.forecast_database_base}${module.settings.suffix}", "TableName", local.table, "Operation", "WriteRecords"]
    ]
  }[local.store]

  widgets = [
    {
      title  = "Runs"
      width  = 12
      stat   = "Sum"
      period = 3600
      metrics = flatten([for machine in [module.workflow.arn, local.training_machine_arn] :
        [for metric in ["ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"] :
          { of = ["AWS/States", metric, "StateMachineArn", machine] }
        ]
      ])
    },
    {
      title   = "Duration of runs [ms]"
      width   = 12
      stat    = "Maximum"
      period  = 3600
      metrics = [for machine in [module.workflow.arn, local.training_machine_arn] : { of = ["AWS/States", "ExecutionTime", "StateMachineArn", machine] }]
    },
    {
      title  = "Jobs: duration [ms] and failures"
      width  = 24
      stat   = "Maximum"
      period = 3600
      # by a search: the jobs' ARNs in this dimension are those of Step Functions' integrations, not of ours
      metrics = [for metric in ["ServiceIntegrationRunTime", "ServiceIntegrationsFailed", "ServiceIntegrationsTimedOut"] :
        { of = [{ expression = "SEARCH('{AWS/States,ServiceIntegrationResourceArn} MetricName=\"${metric}\" sagemaker', 'Maximum', 3600)" }] }
      ]
    },
    {
      title   = "Functions: calls and errors"
      width   = 12
      stat    = "Sum"
      period  = 3600
      metrics = flatten([for function in concat(values(module.functions), values(module.api_functions)) : [for metric in ["Invocations", "Errors", "Throttles"] : { of = ["AWS/Lambda", metric, "FunctionName", function.name] }]])
    },
    {
      title   = "Functions: duration [ms]"
      width   = 12
      stat    = "Maximum"
      period  = 3600
      metrics = [for function in concat(values(module.functions), values(module.api_functions)) : { of = ["AWS/Lambda", "Duration", "FunctionName", function.name] }]
    },
    {
      title   = "Forecasts by quality [%]"
      width   = 12
      stat    = "Maximum"
      period  = 86400
      metrics = [for quality in ["MODEL", "MODEL_STALE", "WEATHER_MISSING", "COLD_START", "FALLBACK"] : { of = [local.namespace, "ForecastShare", "quality", quality] }]
    },
    {
      title  = "Rows loaded and rejected, buildings that failed"
      width  = 12
      stat   = "Maximum"
      period = 86400
      metrics = [for metric in ["ForecastRowsWritten", "ForecastRowsRejected", "FailedBuildingShare"] :
        { of = [local.namespace, metric] }
      ]
    },
    {
      title   = "Data: age of readings [h], rows with known weather [%]"
      width   = 24
      stat    = "Maximum"
      period  = 86400
      metrics = [for metric in ["ReadingAge", "WeatherShare"] : { of = [local.namespace, metric] }]
    },
    {
      title   = "Store (${local.store})"
      width   = 24
      stat    = "Sum"
      period  = 300
      metrics = [for metric in local.store_metrics : { of = metric }]
    },
  ]
}

locals {
  api_widgets = [for widget in flatten(module.api[*].widgets) : {
    title   = widget.title
    width   = 8
    stat    = widget.stat
    period  = 300
    metrics = [for metric in widget.metrics : { of = metric }]
  }]
}

resource "aws_cloudwatch_dashboard" "edf" {
  dashboard_name = "${module.settings.config.project_name}-edf${module.settings.suffix}"

  dashboard_body = jsonencode({
    widgets = concat(
      [{
        type       = "alarm"
        width      = 24
        height     = 4
        properties = { title = "Alarms", alarms = [for name in concat(local.alarm_names, module.settings.training.alarm_names) : "arn:${module.settings.partition}:cloudwatch:${module.settings.region}:${module.settings.account}:alarm:${name}"] }
      }],
      [for widget in concat(local.widgets, local.accuracy_widgets, local.monitoring_widgets, local.api_widgets) : {
        type   = "metric"
        width  = widget.width
        height = 6
        properties = {
          title   = widget.title
          region  = module.settings.region
          stat    = widget.stat
          period  = widget.period
          view    = "timeSeries"
          metrics = [for metric in widget.metrics : metric.of]
        }
      }],
      [{
        type   = "log"
        width  = 24
        height = 6
        properties = {
          title  = "Newest errors of the functions"
          region = module.settings.region
          query  = "${join(" | ", [for function in concat(values(module.functions), values(module.api_functions)) : "SOURCE '/aws/lambda/${function.name}'"])} | fields @timestamp, logger, message | filter level = 'ERROR' | sort @timestamp desc | limit 20"
        }
      }],
    )
  })
}
