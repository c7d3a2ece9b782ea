# What the stack promises, with a provider that answers without AWS.

mock_provider "aws" {
  source = "../mocks"
}

variables {
  environment        = "dev"
  functions_artifact = "tests/inference.tftest.hcl" # any file
  gateway_document   = "../modules/api/tests/openapi-aws.json"
  pages              = "../../edf-api/src/main/resources/com/hometech/edf/api/pages"
  ingestion = {
    environment      = "dev"
    raw_bucket       = "hometech-ml-raw-data-dev"
    processed_bucket = "hometech-ml-processed-data-dev"
    scripts_bucket   = "hometech-ml-glue-scripts-dev"
    kms_key_arn      = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    alarm_topic_arn  = "arn:aws:sns:eu-central-1:123456789012:alarms"
    config_uri       = "s3://hometech-ml-glue-scripts-dev/config/edf_config.yaml"
  }
  training = {
    image_uri            = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/edf-training-container-dev:1.2.0"
    jobs_role_arn        = "arn:aws:iam::123456789012:role/hometech-ml-edf-jobs-dev"
    model_package_groups = { consumption = "EDFBuildingDemandForecaster-dev", solar = "EDFSolarGenerationForecaster-dev" }
    alarm_names          = []
  }
}

run "the_definition_is_the_one_of_the_laptop" {
  command = apply

  assert {
    condition     = jsondecode(output.definition).StartAt == "GetInferenceDate"
    error_message = "The workflow starts with GetInferenceDate."
  }
  assert {
    condition = alltrue([for state in ["GetInferenceDate", "GetApprovedEDFModelPackage", "CreateEDFSageMakerModel", "FeatureEngineeringInferenceEDF", "GenerateForecastsEDF", "LoadForecastsToDB", "LoadForecastPartsEDF", "PublishForecastsEDF", "WorkflowSucceeded", "WorkflowFailed"] :
      contains(keys(jsondecode(output.definition).States), state)
    ])
    error_message = "States are missing: ${join(", ", keys(jsondecode(output.definition).States))}"
  }
  assert {
    condition     = !strcontains(output.definition, "$${")
    error_message = "A name was not filled in."
  }
  assert {
    condition     = strcontains(output.definition, "EDFSolarGenerationForecaster-dev")
    error_message = "Models of solar generation have a group of their own."
  }
}

run "it_starts_every_day_and_says_for_when" {
  command = apply

  assert {
    condition     = module.schedule.name == "hometech-ml-edf-dev/DailyEDFInferenceTrigger-dev" && module.schedule.expression == "cron(0 5 * * ? *)"
    error_message = "${module.schedule.name} at ${module.schedule.expression}"
  }
  assert {
    condition     = strcontains(module.schedule.input, "<aws.scheduler.scheduled-time>")
    error_message = "The scheduler fills in only what stands there as it is: ${module.schedule.input}"
  }
}

run "forecasts_are_in_dynamodb" {
  command = apply

  assert {
    condition     = aws_dynamodb_table.forecasts[0].name == "BuildingDemandForecasts-dev" && aws_dynamodb_table.forecasts[0].deletion_protection_enabled
    error_message = "The table is protected."
  }
  assert {
    condition     = length(module.postgres) == 0 && length(aws_timestreamwrite_table.forecasts) == 0
    error_message = "There is one store."
  }
  assert {
    condition     = local.store_network == null
    error_message = "No network is needed."
  }
}

run "forecasts_are_in_postgresql" {
  command = apply

  variables {
    config_file = "tests/generated/RDS.yaml"
  }

  assert {
    condition     = local.store_environment.EDF_DB_PASSWORD == "secretsmanager:arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!cluster-1-AbCdEf#password"
    error_message = local.store_environment.EDF_DB_PASSWORD
  }
  assert {
    condition     = length(local.store_network.subnet_ids) == 2 && length(aws_dynamodb_table.forecasts) == 0
    error_message = "The loader works in the database's subnets, and there is one store."
  }
}

run "forecasts_are_in_timestream" {
  command = apply

  variables {
    config_file = "tests/generated/TIMESTREAM.yaml"
  }

  assert {
    condition     = aws_timestreamwrite_table.forecasts[0].table_name == "BuildingDemandForecasts-dev" && aws_timestreamwrite_table.forecasts[0].database_name == "EDFDatabase-dev"
    error_message = aws_timestreamwrite_table.forecasts[0].table_name
  }
}

run "every_alarm_says_what_to_do" {
  command = apply

  assert {
    condition = alltrue([for alarm in concat(values(aws_cloudwatch_metric_alarm.forecasts), aws_cloudwatch_metric_alarm.weather, [aws_cloudwatch_metric_alarm.missing_run]) :
      strcontains(alarm.alarm_description, "docs/runbook.md#") && length(alarm.alarm_actions) == 1
    ])
    error_message = "An alarm links to the runbook and is sent to somebody."
  }
  assert {
    condition     = alltrue([for alarm in values(aws_cloudwatch_metric_alarm.forecasts) : alarm.namespace == "EDF-dev"])
    error_message = "Each environment of an account has metrics of its own, as AwsPlatform names them."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.forecasts["old-readings"].metric_name == "ReadingAge" && aws_cloudwatch_metric_alarm.weather[0].comparison_operator == "LessThanThreshold"
    error_message = "Late readings and missing weather are alarms."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.missing_run.treat_missing_data == "breaching"
    error_message = "A run that does not start leaves no data."
  }
  assert {
    condition     = strcontains(aws_cloudwatch_composite_alarm.no_forecasts.alarm_rule, "ALARM(\"EDFInferenceWorkflow-dev-ExecutionsFailed\") OR ")
    error_message = aws_cloudwatch_composite_alarm.no_forecasts.alarm_rule
  }
  assert {
    condition = length(setsubtract(["Alarms", "Runs", "Forecasts by quality [%]", "Data: age of readings [h], rows with known weather [%]", "Newest errors of the functions"],
    [for widget in jsondecode(aws_cloudwatch_dashboard.edf.dashboard_body).widgets : widget.properties.title])) == 0
    error_message = "The dashboard shows alarms, metrics and errors."
  }
}

run "nobody_is_told_of_runs_that_are_switched_off" {
  command = apply

  variables {
    schedule_enabled = false
  }

  assert {
    condition     = alltrue([for state in [module.schedule.state, module.accuracy.schedule.state, module.monitoring.schedule.state] : state == "DISABLED"]) && !aws_cloudwatch_metric_alarm.missing_run.actions_enabled
    error_message = "A schedule that is off misses no run."
  }
  assert {
    condition     = !aws_cloudwatch_composite_alarm.no_forecasts.actions_enabled
    error_message = "No forecasts are due, so none are missing."
  }
}

run "accuracy_is_found_out_every_day" {
  command = apply

  assert {
    condition     = module.accuracy.schedule == { name = "hometech-ml-edf-dev/DailyEDFAccuracyTrigger-dev", expression = "cron(0 6 * * ? *)", state = "ENABLED" }
    error_message = jsonencode(module.accuracy.schedule)
  }
  assert {
    condition     = !strcontains(module.accuracy.definition, "$${") && strcontains(module.accuracy.definition, "s3://hometech-ml-processed-data-dev/forecast-output/\"")
    error_message = "The job reads the forecasts of all executions."
  }
  assert {
    condition     = aws_s3_object.about_accuracy_inputs["accuracy"].key == "accuracy/_about.txt" && aws_s3_object.about_accuracy_inputs["forecasts"].key == "forecast-output/_about.txt"
    error_message = "No input of the job is ever without an object."
  }
}

run "without_being_asked_for_there_is_no_api" {
  command = apply

  assert {
    condition     = output.api == null && length(aws_dynamodb_table.entitlements) == 0 && length(module.api_functions) == 0
    error_message = "Nothing is open that was not asked for."
  }
}

run "the_api_has_a_function_for_each_kind_of_right" {
  command = apply

  variables {
    api = { machine_clients = { grid-north = ["edf/forecasts.read"] } }
  }

  assert {
    condition     = toset([for function in module.api_functions : function.name]) == toset(["EDFForecastApiLambda-dev", "EDFModelApiLambda-dev", "EDFPredictionApiLambda-dev"])
    error_message = join(", ", [for function in module.api_functions : function.name])
  }
  assert {
    condition     = data.aws_iam_policy_document.decide[0].statement[0].actions == toset(["sagemaker:UpdateModelPackage"])
    error_message = "Who decides changes nothing else."
  }
  assert {
    condition     = data.aws_iam_policy_document.dynamodb["read"].statement[0].actions == toset(["dynamodb:GetItem", "dynamodb:Query"])
    error_message = "Who shows forecasts cannot change them."
  }
  assert {
    condition     = output.api.url == "https://d111111abcdef8.cloudfront.net" && aws_dynamodb_table.entitlements[0].name == "EDFEntitlements-dev"
    error_message = output.api.url
  }
  assert {
    condition     = contains(output.inference.alarm_names, "hometech-ml-edf-api-dev-errors") && contains(output.inference.alarm_names, "EDFForecastApiLambda-dev-errors")
    error_message = join(", ", output.inference.alarm_names)
  }
}

run "the_api_reads_postgresql_from_its_network" {
  command = apply

  variables {
    config_file = "tests/generated/RDS.yaml"
    api         = {}
  }

  assert {
    condition     = length(local.api_functions["forecasts"].network.subnet_ids) == 2 && local.api_functions["models"].network == null
    error_message = "Who reads forecasts is where the database is."
  }
}

run "daily_checks_run_after_accuracy_was_found_out" {
  command = apply

  assert {
    condition     = module.monitoring.schedule == { name = "hometech-ml-edf-dev/DailyEDFMonitoringTrigger-dev", expression = "cron(30 6 * * ? *)", state = "ENABLED" }
    error_message = jsonencode(module.monitoring.schedule)
  }
  assert {
    condition     = !strcontains(module.monitoring.definition, "$${") && strcontains(module.monitoring.definition, "s3://hometech-ml-processed-data-dev/shadow-output/\"")
    error_message = "The job reads the shadow forecasts of all executions."
  }
  assert {
    condition     = aws_s3_object.about_monitoring_inputs["monitoring"].key == "monitoring/_about.txt" && aws_s3_object.about_monitoring_inputs["shadows"].key == "shadow-output/_about.txt"
    error_message = "No input of the job is ever without an object."
  }
}

run "the_dashboard_shows_every_alarm" {
  command = apply

  assert {
    condition = length(setsubtract([for alarm in ["accuracy-degraded", "accuracy-not-scored", "watch-alarms", "watches-failed", "not-started", "uploads-not-started", "missing-run"] :
      "hometech-ml-edf-${alarm}-dev"
    ], output.inference.alarm_names)) == 0
    error_message = join(", ", output.inference.alarm_names)
  }
}

run "a_better_model_goes_live_by_itself_only_where_that_is_configured" {
  command = apply

  assert {
    condition     = !local.automatic_approval && !anytrue([for statement in data.aws_iam_policy_document.decide_retraining.statement : contains(statement.actions, "sagemaker:UpdateModelPackage")])
    error_message = "The function that decides about trainings may not decide about models."
  }
  assert {
    condition     = strcontains(module.monitoring.definition, "stateMachine:EDFTrainingWorkflow-dev")
    error_message = "It starts the training workflow."
  }
}

run "where_it_is_configured_a_better_model_goes_live_by_itself" {
  command = apply

  variables {
    config_file = "tests/generated/automatic_approval.yaml"
  }

  assert {
    condition     = local.automatic_approval && anytrue([for statement in data.aws_iam_policy_document.decide_retraining.statement : contains(statement.actions, "sagemaker:UpdateModelPackage")])
    error_message = "The function may decide about models."
  }
}

run "an_upload_starts_its_workflow" {
  command = apply

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.upload.event_pattern).detail.object.key[0].prefix == "raw/" && jsondecode(aws_cloudwatch_event_rule.upload.event_pattern).detail.bucket.name == ["hometech-ml-raw-data-dev"]
    error_message = aws_cloudwatch_event_rule.upload.event_pattern
  }
  assert {
    condition     = aws_cloudwatch_event_target.upload.arn == module.appliance_workflow.arn && aws_cloudwatch_event_target.upload.dead_letter_config[0].arn == module.uploads_not_started.arn
    error_message = "What cannot be started is kept."
  }
  assert {
    condition     = !strcontains(module.appliance_workflow.definition, "$${") && strcontains(module.appliance_workflow.definition, "s3://hometech-ml-processed-data-dev/appliances/")
    error_message = module.appliance_workflow.definition
  }
  assert {
    condition     = length(local.bedrock_arns) == 0
    error_message = "Nobody may use Amazon Bedrock unless the configuration says so."
  }
}

run "a_model_may_write_where_the_configuration_says_so" {
  command = apply

  variables {
    config_file = "tests/generated/BEDROCK.yaml"
  }

  assert {
    condition = toset(local.bedrock_arns) == toset([
      "arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0",
      "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0",
    ])
    error_message = join(" ", local.bedrock_arns)
  }
}
