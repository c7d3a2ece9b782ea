# What is to be remembered of each training run: recorded once it has ended, however it ended.

locals {
  mlflow             = module.settings.config.edf_training.mlflow
  mlflow_credentials = local.mlflow.credentials == null ? "" : local.mlflow.credentials
  arns               = "arn:${module.settings.partition}"
  here               = "${module.settings.region}:${module.settings.account}"
  # the name of a secret in Secrets Manager ends with six characters that the service adds
  mlflow_secret_arns = startswith(local.mlflow_credentials, "secretsmanager:") ? [
    "${local.arns}:secretsmanager:${local.here}:secret:${split("#", trimprefix(local.mlflow_credentials, "secretsmanager:"))[0]}-??????"
  ] : []
  mlflow_parameter_arns = startswith(local.mlflow_credentials, "ssm:") ? [
    "${local.arns}:ssm:${local.here}:parameter${trimprefix(local.mlflow_credentials, "ssm:")}"
  ] : []
}

data "aws_iam_policy_document" "record_run" {
  statement {
    sid     = "ReadWhatRunsLeave"
    actions = ["s3:GetObject"]
    resources = [
      module.settings.objects.config,
      module.settings.objects.model_artifacts,
      module.settings.objects.evaluation_output,
      module.settings.objects.features,
      module.settings.objects.training_runs,
    ]
  }

  statement {
    sid       = "KeepRecords"
    actions   = ["s3:PutObject", "s3:AbortMultipartUpload"]
    resources = [module.settings.objects.training_runs]
  }

  # to tell a missing object from a forbidden one
  statement {
    sid       = "SeeWhatIsThere"
    actions   = ["s3:ListBucket"]
    resources = [module.settings.bucket_arns.processed, module.settings.bucket_arns.scripts]
  }

  dynamic "statement" {
    for_each = length(local.mlflow_secret_arns) == 0 ? [] : [1]

    content {
      sid       = "ReadMlflowSecret"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = local.mlflow_secret_arns
    }
  }

  dynamic "statement" {
    for_each = length(local.mlflow_parameter_arns) == 0 ? [] : [1]

    content {
      sid       = "ReadMlflowParameter"
      actions   = ["ssm:GetParameter"]
      resources = local.mlflow_parameter_arns
    }
  }
}

module "record_run" {
  source = "../modules/function"

  name        = "${module.settings.config.record_run_lambda_base}${module.settings.suffix}"
  description = "Keeps what is to be remembered of a training run that has ended."
  handler     = "com.hometech.edf.lambdas.aws.RecordEdfRunFunction"
  memory      = module.settings.config.lambda_shared.memory
  timeout     = 120 # an MLflow server may take its time
  policy      = data.aws_iam_policy_document.record_run.json
  runbook     = "${var.runbook_url}#functions"
  shared      = local.functions_shared
}

# Step Functions announces every end, also where the workflow itself can say nothing any more: stopped, or out of time.
resource "aws_cloudwatch_event_rule" "run_ended" {
  name        = "${module.settings.config.project_name}-edf-training-run-ended${module.settings.suffix}"
  description = "A training run has ended."

  event_pattern = jsonencode({
    source      = ["aws.states"]
    detail-type = ["Step Functions Execution Status Change"]
    detail = {
      stateMachineArn = [module.workflow.arn]
      status          = ["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]
    }
  })
}

resource "aws_cloudwatch_event_target" "record_run" {
  rule       = aws_cloudwatch_event_rule.run_ended.name
  arn        = module.record_run.live_arn
  input_path = "$.detail"
}

resource "aws_lambda_permission" "run_ended" {
  statement_id  = "AllowRunEnded"
  action        = "lambda:InvokeFunction"
  function_name = module.record_run.name
  qualifier     = "live"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.run_ended.arn
}
