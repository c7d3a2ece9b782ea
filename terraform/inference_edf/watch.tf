# EDFMonitoringWorkflow: the daily checks of readings, weather and forecasts.

locals {
  watch_config        = module.settings.config.edf_monitoring.watch
  shadow_outputs      = split("{", module.settings.paths.shadow_output_path)[0]
  monitoring_function = "${module.settings.config.report_monitoring_lambda_base}${module.settings.suffix}"
  automatic_approval  = module.settings.config.edf_monitoring.retraining.automatic_approval
}

# as those of the accuracy workflow
resource "aws_s3_object" "about_monitoring_inputs" {
  for_each = {
    shadows    = local.shadow_outputs
    monitoring = module.settings.paths.monitoring_path
  }

  bucket       = module.settings.bucket_names.processed
  key          = "${trimprefix(each.value, local.processed_uri)}_about.txt"
  content      = "This file keeps the folder where nothing else lies here yet.\n"
  content_type = "text/plain"
}

module "monitoring" {
  source = "../modules/daily_workflow"

  name = "${module.settings.config.monitoring_state_machine_base}${module.settings.suffix}"
  definition = templatefile("${path.module}/edf_monitoring.asl.json", {
    project_name                   = module.settings.config.project_name
    config_uri                     = module.settings.config_uri
    processed_edf_data_uri         = module.settings.paths.processed_edf_data_path
    weather_forecast_uri           = module.settings.paths.weather_forecast_path
    calendar_topology_uri          = module.settings.paths.calendar_topology_path
    forecast_outputs_uri           = local.forecast_outputs
    forecast_index_uri             = module.settings.paths.forecast_index_path
    shadow_outputs_uri             = local.shadow_outputs
    accuracy_uri                   = module.settings.paths.accuracy_path
    monitoring_output_path         = module.settings.paths.monitoring_output_path
    monitoring_uri                 = module.settings.paths.monitoring_path
    image_uri                      = module.settings.training.image_uri
    sagemaker_role_arn             = module.settings.training.jobs_role_arn
    kms_key_arn                    = module.settings.ingestion.kms_key_arn
    report_monitoring_function_arn = module.report_monitoring.live_arn
    decide_retraining_function_arn = module.decide_retraining.live_arn
    training_state_machine_arn     = local.training_machine_arn
    model_package_group            = module.settings.model_package_groups["consumption"]
    solar_model_package_group      = module.settings.model_package_groups["solar"]
    watch_instance_type            = local.watch_config.instance_type
    processing_max_runtime_seconds = 7200
    volume_size_in_gb              = 50
  })
  job_role_arn         = module.settings.training.jobs_role_arn
  function_arns        = [module.report_monitoring.live_arn, module.decide_retraining.live_arn]
  started_machine_arns = [local.training_machine_arn]
  schedule = {
    name                  = "${module.settings.config.monitoring_schedule_base}${module.settings.suffix}"
    description           = "Runs the daily checks."
    group_name            = aws_scheduler_schedule_group.edf.name
    expression            = local.watch_config.scheduler_expression
    timezone              = module.settings.config.edf_inference.scheduler_timezone
    enabled               = var.schedule_enabled
    not_started_queue_arn = module.not_started.arn
  }
  metric_namespace = local.namespace
  found = {
    alarm_name      = "${module.settings.config.project_name}-edf-watch-alarms${module.settings.suffix}"
    description     = "A daily check of readings, weather or forecasts found something that somebody has to look at."
    metric          = "WatchAlarms"
    runbook_section = "watch-alarms"
  }
  not_looked = {
    alarm_name      = "${module.settings.config.project_name}-edf-watches-failed${module.settings.suffix}"
    description     = "Daily checks failed on two days in a row, or did not run."
    metric          = "WatchesFailed"
    runbook_section = "watches-failed"
  }
  kms_key_arn        = module.settings.ingestion.kms_key_arn
  log_retention_days = var.log_retention_days
  alarm_topic_arn    = module.settings.ingestion.alarm_topic_arn
  runbook_url        = var.runbook_url
  runbook_section    = "monitoring-workflow"
}

# --- The function that takes the findings over ------------------------------------------------------------------------

module "report_monitoring" {
  source = "../modules/function"

  name        = local.monitoring_function
  description = "Takes over what the daily checks found."
  handler     = "com.hometech.edf.lambdas.aws.ReportEdfMonitoringFunction"
  memory      = module.settings.config.lambda_shared.memory
  timeout     = 300 # tables of a fleet of 10,000 buildings
  policy      = data.aws_iam_policy_document.report_monitoring.json
  runbook     = "${var.runbook_url}#functions"
  shared      = local.functions_shared
}

data "aws_iam_policy_document" "report_monitoring" {
  source_policy_documents = [data.aws_iam_policy_document.configuration.json]

  statement {
    sid       = "ReadFindings"
    actions   = ["s3:GetObject"]
    resources = [module.settings.objects.monitoring_output, module.settings.objects.monitoring]
  }

  statement {
    sid       = "KeepFindings"
    actions   = ["s3:PutObject", "s3:AbortMultipartUpload"]
    resources = [module.settings.objects.monitoring]
  }

  # to tell a missing object from a forbidden one
  statement {
    sid       = "SeeFindings"
    actions   = ["s3:ListBucket"]
    resources = [module.settings.bucket_arns.processed]
  }
}

# --- The function that decides which models are trained anew ----------------------------------------------------------

module "decide_retraining" {
  source = "../modules/function"

  name        = "${module.settings.config.decide_retraining_lambda_base}${module.settings.suffix}"
  description = "Decides which models are trained anew."
  handler     = "com.hometech.edf.lambdas.aws.DecideEdfRetrainingFunction"
  memory      = module.settings.config.lambda_shared.memory
  timeout     = module.settings.config.lambda_shared.timeout
  policy      = data.aws_iam_policy_document.decide_retraining.json
  runbook     = "${var.runbook_url}#functions"
  shared      = local.functions_shared
}

data "aws_iam_policy_document" "decide_retraining" {
  # with the artifacts, for a model whose artifact is missing or changed does not go live
  source_policy_documents = [data.aws_iam_policy_document.configuration.json, data.aws_iam_policy_document.find_models.json]

  statement {
    sid       = "ReadFindings"
    actions   = ["s3:GetObject"]
    resources = [module.settings.objects.monitoring, module.settings.objects.accuracy]
  }

  statement {
    sid       = "KeepDecisions"
    actions   = ["s3:PutObject"]
    resources = ["${trimsuffix(module.settings.objects.monitoring, "*")}retraining/*"]
  }

  # only where a better model may go live without a person
  dynamic "statement" {
    for_each = local.automatic_approval ? [1] : []

    content {
      sid       = "ApproveModels"
      actions   = ["sagemaker:UpdateModelPackage"]
      resources = module.settings.model_package_arns
    }
  }
}

# --- What an operator is told -----------------------------------------------------------------------------------------

locals {
  monitoring_alarm_names = concat(
    module.monitoring.alarm_names,
    [module.report_monitoring.error_alarm_name, module.decide_retraining.error_alarm_name],
  )
  monitoring_widgets = [
    {
      title   = "Daily checks: alarms that last, checks that failed"
      width   = 12
      stat    = "Maximum"
      period  = 86400
      metrics = [for metric in ["WatchAlarms", "WatchesFailed"] : { of = [local.namespace, metric] }]
    },
  ]
}
