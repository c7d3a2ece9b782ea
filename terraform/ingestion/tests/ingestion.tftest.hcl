# What the stack promises, with a provider that answers without AWS.

mock_provider "aws" {
  source = "../mocks"
}

variables {
  environment  = "dev"
  alarm_emails = ["operator@example.com"]
}

run "names_follow_the_configuration" {
  command = apply

  assert {
    condition     = output.ingestion.raw_bucket == "hometech-ml-raw-data-dev"
    error_message = "The raw bucket is ${output.ingestion.raw_bucket}."
  }
  assert {
    condition     = output.ingestion.config_uri == "s3://hometech-ml-glue-scripts-dev/config/edf_config.yaml"
    error_message = "The configuration lies at ${output.ingestion.config_uri}."
  }
}

run "no_input_of_a_job_is_empty" {
  command = apply

  assert {
    condition     = aws_s3_object.about_weather.key == "processed_edf_data/weather/_about.txt"
    error_message = "SageMaker refuses an empty prefix: ${aws_s3_object.about_weather.key}"
  }
  assert {
    condition     = aws_s3_object.about_weather_forecast.key == "edf-inputs/weather-forecast/_about.txt"
    error_message = "SageMaker refuses an empty prefix: ${aws_s3_object.about_weather_forecast.key}"
  }
}

run "tables_are_partitioned_by_month_without_a_crawler" {
  command = apply

  assert {
    condition = aws_glue_catalog_table.tables["consumption"].parameters["storage.location.template"] == (
      "s3://hometech-ml-processed-data-dev/processed_edf_data/consumption/month=$${month}/"
    )
    error_message = aws_glue_catalog_table.tables["consumption"].parameters["storage.location.template"]
  }
  assert {
    condition     = length(aws_glue_catalog_table.tables["weather_forecast"].partition_keys) == 0
    error_message = "Weather forecasts lie in one folder."
  }
}

run "forecasts_are_found_through_lists_of_their_files" {
  command = apply

  assert {
    condition = aws_glue_catalog_table.tables["forecasts"].parameters["storage.location.template"] == (
      "s3://hometech-ml-processed-data-dev/forecast-index/issue_date=$${issue_date}/"
    )
    error_message = aws_glue_catalog_table.tables["forecasts"].parameters["storage.location.template"]
  }
  assert {
    condition     = [for name, table in aws_glue_catalog_table.tables : name if endswith(table.storage_descriptor[0].input_format, "SymlinkTextInputFormat")] == ["forecasts"]
    error_message = "Lists are followed, data are read."
  }
  assert {
    condition     = aws_glue_catalog_table.tables["evaluation_scores"].storage_descriptor[0].location == "s3://hometech-ml-processed-data-dev/evaluation-scores/"
    error_message = aws_glue_catalog_table.tables["evaluation_scores"].storage_descriptor[0].location
  }
}

run "quantiles_are_columns_as_the_code_names_them" {
  command = apply

  variables {
    config_file = "tests/generated/quantiles.yaml"
  }

  assert {
    condition = [for column in aws_glue_catalog_table.tables["forecasts"].storage_descriptor[0].columns : column.name if startswith(column.name, "yhat_q")] == [
      "yhat_q05", "yhat_q29", "yhat_q50", "yhat_q97_5",
    ]
    error_message = join(", ", aws_glue_catalog_table.tables["forecasts"].storage_descriptor[0].columns[*].name)
  }
}

run "logs_of_jobs_are_made_once_in_an_account" {
  command = apply

  assert {
    condition     = aws_cloudwatch_log_group.jobs["TrainingJobs"].name == "/aws/sagemaker/TrainingJobs" && aws_cloudwatch_log_group.jobs["ProcessingJobs"].kms_key_id == aws_kms_key.data.arn
    error_message = "Logs of jobs are encrypted."
  }
  assert {
    condition     = alltrue([for group in aws_cloudwatch_log_group.jobs : group.retention_in_days == var.log_retention_days])
    error_message = "Logs of jobs are not kept for ever."
  }
}

run "the_other_environments_leave_logs_of_jobs_alone" {
  command = apply

  variables {
    account_settings = false
  }

  assert {
    condition     = length(aws_cloudwatch_log_group.jobs) == 0 && length(aws_budgets_budget.monthly) == 0
    error_message = "Nothing is made that was not asked for."
  }
}

run "a_budget_tells_the_topic_for_alarms" {
  command = apply

  variables {
    monthly_budget_usd = 50
  }

  assert {
    condition     = aws_budgets_budget.monthly[0].limit_amount == "50" && one(aws_budgets_budget.monthly[0].cost_filter).values == tolist(["user:Environment$dev"])
    error_message = "The budget is that of the environment."
  }
  assert {
    condition     = alltrue([for notification in aws_budgets_budget.monthly[0].notification : notification.subscriber_sns_topic_arns == toset([aws_sns_topic.alarms.arn])])
    error_message = "Somebody is told."
  }
}

run "queries_say_what_they_answer" {
  command = apply

  assert {
    condition     = alltrue([for query in aws_athena_named_query.this : length(query.description) > 20])
    error_message = "Each file of queries/ begins with a comment that says what it answers."
  }
}
