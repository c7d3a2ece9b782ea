# EDFAccuracyWorkflow: finds out every day how good issued forecasts turned out to be, and raises an alarm where they are bad.

locals {
  accuracy_config   = module.settings.config.edf_monitoring.accuracy
  processed_uri     = "s3://${module.settings.bucket_names.processed}/"
  forecast_outputs  = split("{", module.settings.paths.forecast_output_path)[0]
  accuracy_function = "${module.settings.config.report_accuracy_lambda_base}${module.settings.suffix}"
}

# SageMaker refuses an input prefix that holds no object, and there are no forecasts at first.
resource "aws_s3_object" "about_accuracy_inputs" {
  for_each = {
    forecasts   = local.forecast_outputs
    lists       = module.settings.paths.forecast_index_path
    accuracy    = module.settings.paths.accuracy_path
    corrections = "${module.settings.paths.accuracy_path}interval-corrections/"
  }

  bucket       = module.settings.bucket_names.processed
  key          = "${trimprefix(each.value, local.processed_uri)}_about.txt"
  content      = "This file keeps the folder where nothing else lies here yet.\n"
  content_type = "text/plain"
}

module "accuracy" {
  source = "../modules/daily_workflow"

  name = "${module.settings.config.accuracy_state_machine_base}${module.settings.suffix}"
  definition = templatefile("${path.module}/edf_accuracy.asl.json", {
    project_name                   = module.settings.config.project_name
    config_uri                     = module.settings.config_uri
    processed_edf_data_uri         = module.settings.paths.processed_edf_data_path
    forecast_outputs_uri           = local.forecast_outputs
    forecast_index_uri             = module.settings.paths.forecast_index_path
    accuracy_output_path           = module.settings.paths.accuracy_output_path
    accuracy_uri                   = module.settings.paths.accuracy_path
    image_uri                      = module.settings.training.image_uri
    sagemaker_role_arn             = module.settings.training.jobs_role_arn
    kms_key_arn                    = module.settings.ingestion.kms_key_arn
    report_accuracy_function_arn   = module.report_accuracy.live_arn
    accuracy_instance_type         = local.accuracy_config.instance_type
    processing_max_runtime_seconds = 7200
    volume_size_in_gb              = 50
  })
  job_role_arn  = module.settings.training.jobs_role_arn
  function_arns = [module.report_accuracy.live_arn]
  schedule = {
    name                  = "${module.settings.config.accuracy_schedule_base}${module.settings.suffix}"
    description           = "Scores issued forecasts once a day."
    group_name            = aws_scheduler_schedule_group.edf.name
    expression            = local.accuracy_config.scheduler_expression
    timezone              = module.settings.config.edf_inference.scheduler_timezone
    enabled               = var.schedule_enabled
    not_started_queue_arn = module.not_started.arn
  }
  metric_namespace = local.namespace
  # both metrics stay at 1 while their alarm lasts: days until alarm and all-clear are counted beside the history
  found = {
    alarm_name      = "${module.settings.config.project_name}-edf-accuracy-degraded${module.settings.suffix}"
    description     = "Issued forecasts turn out worse than they may be, or their intervals do not hold."
    metric          = "AccuracyDegraded"
    runbook_section = "degraded-accuracy"
  }
  not_looked = {
    alarm_name      = "${module.settings.config.project_name}-edf-accuracy-not-scored${module.settings.suffix}"
    description     = "Issued forecasts cannot be scored: readings are missing, or the accuracy workflow did not run."
    metric          = "AccuracyNotScored"
    runbook_section = "accuracy-not-scored"
  }
  kms_key_arn        = module.settings.ingestion.kms_key_arn
  log_retention_days = var.log_retention_days
  alarm_topic_arn    = module.settings.ingestion.alarm_topic_arn
  runbook_url        = var.runbook_url
  runbook_section    = "accuracy-workflow"
}

# --- The function that takes the findings over ------------------------------------------------------------------------

module "report_accuracy" {
  source = "../modules/function"

  name        = local.accuracy_function
  description = "Takes over what was found out about the accuracy of forecasts."
  handler     = "com.hometech.edf.lambdas.aws.ReportEdfAccuracyFunction"
  memory      = module.settings.config.lambda_shared.memory
  timeout     = 300 # a fleet of 10,000 buildings has some hundred megabytes of history a month
  policy      = data.aws_iam_policy_document.report_accuracy.json
  runbook     = "${var.runbook_url}#functions"
  shared      = local.functions_shared
}

data "aws_iam_policy_document" "report_accuracy" {
  source_policy_documents = [data.aws_iam_policy_document.configuration.json]

  statement {
    sid       = "ReadFindings"
    actions   = ["s3:GetObject"]
    resources = [module.settings.objects.accuracy_output, module.settings.objects.accuracy]
  }

  statement {
    sid       = "KeepHistory"
    actions   = ["s3:PutObject", "s3:AbortMultipartUpload"]
    resources = [module.settings.objects.accuracy]
  }

  # to tell a missing object from a forbidden one
  statement {
    sid       = "SeeFindings"
    actions   = ["s3:ListBucket"]
    resources = [module.settings.bucket_arns.processed]
  }
}

# --- What an operator is told -----------------------------------------------------------------------------------------

locals {
  accuracy_alarm_names = concat(module.accuracy.alarm_names, [module.report_accuracy.error_alarm_name])
  accuracy_widgets = [
    {
      title  = "Accuracy: WAPE of forecasts and of the best plain forecast [%]"
      width  = 12
      stat   = "Maximum"
      period = 86400
      metrics = [for metric in ["ForecastWape", "BaselineWape"] :
        { of = [local.namespace, metric, "leads", "all", "quantity", module.settings.default_target] }
      ]
    },
    {
      title  = "Accuracy: readings inside the interval, buildings scored [%]"
      width  = 12
      stat   = "Maximum"
      period = 86400
      metrics = [
        { of = [local.namespace, "ForecastCoverage", "leads", "all", "quantity", module.settings.default_target] },
        { of = [local.namespace, "ScoredShare", "quantity", module.settings.default_target] },
      ]
    },
  ]
}
