# EDFApplianceWorkflow: finds out what a file about appliances says as soon as it is put into the raw zone.

locals {
  insights_config  = module.settings.config.edf_insights
  uploads_prefix   = trimprefix(module.settings.paths.appliance_uploads_path, "s3://${module.settings.bucket_names.raw}/")
  upload_rule      = "${module.settings.config.appliance_upload_rule_base}${module.settings.suffix}"
  bedrock_model_id = local.insights_config.text == "BEDROCK" ? local.insights_config.bedrock_model_id : null

  # an inference profile spreads calls over regions: the right is needed for it and for its model in each of them
  bedrock_model_name = local.bedrock_model_id == null ? null : replace(local.bedrock_model_id, "/^(eu|us|apac|global)\\./", "")
  bedrock_arns = local.bedrock_model_id == null ? [] : [
    "arn:${module.settings.partition}:bedrock:*::foundation-model/${local.bedrock_model_name}",
    "arn:${module.settings.partition}:bedrock:${module.settings.region}:${module.settings.account}:inference-profile/${local.bedrock_model_id}",
  ]

  appliance_functions = {
    analyse = {
      base        = module.settings.config.analyse_appliances_lambda_base
      description = "A step of the analysis of a file about appliances."
      handler     = "com.hometech.edf.lambdas.aws.AnalyseEdfAppliancesFunction"
    }
    report = {
      base        = module.settings.config.report_appliances_lambda_base
      description = "Writes the report on a file about appliances."
      handler     = "com.hometech.edf.lambdas.aws.ReportEdfAppliancesFunction"
    }
  }
}

module "appliance_workflow" {
  source = "../modules/workflow"

  name = "${module.settings.config.appliance_state_machine_base}${module.settings.suffix}"
  definition = templatefile("${path.module}/edf_appliances.asl.json", {
    appliance_results_uri           = module.settings.paths.appliance_results_path
    analyse_appliances_function_arn = module.appliance_functions["analyse"].live_arn
    report_appliances_function_arn  = module.appliance_functions["report"].live_arn
  })
  jobs               = false
  function_arns      = [for function in values(module.appliance_functions) : function.live_arn]
  kms_key_arn        = module.settings.ingestion.kms_key_arn
  log_retention_days = var.log_retention_days
  log_execution_data = false # names of folders and files come from people
  alarm_topic_arn    = module.settings.ingestion.alarm_topic_arn
  runbook            = "${var.runbook_url}#appliance-workflow"
}

# --- The functions that do the work -----------------------------------------------------------------------------------

module "appliance_functions" {
  source   = "../modules/function"
  for_each = local.appliance_functions

  name        = "${each.value.base}${module.settings.suffix}"
  description = each.value.description
  handler     = each.value.handler
  memory      = local.insights_config.lambda_memory
  timeout     = local.insights_config.lambda_timeout
  policy      = data.aws_iam_policy_document.appliances[each.key].json
  runbook     = "${var.runbook_url}#functions"
  shared      = local.functions_shared
}

data "aws_iam_policy_document" "appliances" {
  for_each = local.appliance_functions

  source_policy_documents = [data.aws_iam_policy_document.configuration.json]

  statement {
    sid       = "ReadUploadsAndResults"
    actions   = ["s3:GetObject"]
    resources = [module.settings.objects.appliance_uploads, module.settings.objects.appliance_results]
  }

  statement {
    sid       = "KeepResults"
    actions   = ["s3:PutObject", "s3:AbortMultipartUpload"]
    resources = [module.settings.objects.appliance_results]
  }

  # what an earlier file of the same name left, where the newer one cannot be used
  dynamic "statement" {
    for_each = each.key == "report" ? [1] : []

    content {
      sid       = "ClearResults"
      actions   = ["s3:DeleteObject"]
      resources = [module.settings.objects.appliance_results]
    }
  }

  # to tell a missing object from a forbidden one
  statement {
    sid       = "SeeUploadsAndResults"
    actions   = ["s3:ListBucket"]
    resources = [module.settings.bucket_arns.raw, module.settings.bucket_arns.processed]
  }

  dynamic "statement" {
    for_each = each.key == "report" && local.bedrock_model_id != null ? [1] : []

    content {
      sid       = "LetTheModelWrite"
      actions   = ["bedrock:InvokeModel"]
      resources = local.bedrock_arns
    }
  }
}

# --- Every upload -----------------------------------------------------------------------------------------------------

resource "aws_cloudwatch_event_rule" "upload" {
  name        = local.upload_rule
  description = "A file about appliances was put into the raw zone."

  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created"]
    detail = {
      bucket = { name = [module.settings.bucket_names.raw] }
      object = { key = [{ prefix = local.uploads_prefix }] }
    }
  })
}

resource "aws_cloudwatch_event_target" "upload" {
  rule     = aws_cloudwatch_event_rule.upload.name
  arn      = module.appliance_workflow.arn
  role_arn = aws_iam_role.upload.arn

  retry_policy {
    maximum_event_age_in_seconds = 21600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = module.uploads_not_started.arn
  }
}

data "aws_iam_policy_document" "upload_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [module.settings.account]
    }
  }
}

data "aws_iam_policy_document" "upload" {
  statement {
    sid       = "StartRuns"
    actions   = ["states:StartExecution"]
    resources = [module.appliance_workflow.arn]
  }

  statement {
    sid       = "UseKey"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [module.settings.ingestion.kms_key_arn]
  }
}

resource "aws_iam_role" "upload" {
  name               = "${local.upload_rule}-role"
  description        = "What the rule ${local.upload_rule} may do."
  assume_role_policy = data.aws_iam_policy_document.upload_assume.json
}

resource "aws_iam_role_policy" "upload" {
  name   = "work"
  role   = aws_iam_role.upload.id
  policy = data.aws_iam_policy_document.upload.json
}

module "uploads_not_started" {
  source = "../modules/start_queue"

  name              = "${local.upload_rule}-not-started"
  rule              = aws_cloudwatch_event_rule.upload
  alarm_name        = "${module.settings.config.project_name}-edf-uploads-not-started${module.settings.suffix}"
  alarm_description = "Files about appliances did not start their workflow."
  kms_key_arn       = module.settings.ingestion.kms_key_arn
  alarm_topic_arn   = module.settings.ingestion.alarm_topic_arn
  runbook           = "${var.runbook_url}#appliance-workflow"
}

# --- What an operator is told -----------------------------------------------------------------------------------------

locals {
  appliance_alarm_names = concat(
    module.appliance_workflow.alarm_names,
    [for function in values(module.appliance_functions) : function.error_alarm_name],
    [module.uploads_not_started.alarm_name],
  )
}
