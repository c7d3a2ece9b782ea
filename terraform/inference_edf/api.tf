# The API that serves forecasts, the pages that show them, and who may see what.

locals {
  contract = "${path.module}/../../edf-api/src/main/resources/com/hometech/edf/api/openapi.yaml"
  api_name = "${module.settings.config.project_name}-edf-api${module.settings.suffix}"

  # Only one of the functions may decide which model goes live.
  api_functions = { for name, function in {
    forecasts = {
      base        = module.settings.config.forecast_api_lambda_base
      description = "Answers who asks for forecasts."
      handler     = "com.hometech.edf.lambdas.aws.ForecastApiFunction"
      policies    = [one(data.aws_iam_policy_document.see_forecasts[*].json), local.store_reading_policy]
      environment = local.store_environment
      network     = local.store_network
    }
    models = {
      base        = module.settings.config.model_api_lambda_base
      description = "Answers who asks for models, and takes decisions about them."
      handler     = "com.hometech.edf.lambdas.aws.ModelApiFunction"
      policies    = [data.aws_iam_policy_document.find_models.json, one(data.aws_iam_policy_document.decide[*].json)]
      environment = {}
      network     = null
    }
    predictions = {
      base        = module.settings.config.prediction_api_lambda_base
      description = "Answers with forecasts of what requests hold, and whether the service works."
      handler     = "com.hometech.edf.lambdas.aws.PredictionApiFunction"
      policies    = [one(data.aws_iam_policy_document.see_forecasts[*].json), data.aws_iam_policy_document.find_models.json, local.store_reading_policy]
      environment = local.store_environment
      network     = local.store_network
    }
  } : name => function if var.api != null }
}

# Who may see and decide what. People and programs are signed in by Cognito; their rights are kept here.
resource "aws_dynamodb_table" "entitlements" {
  count = var.api == null ? 0 : 1

  name                        = "${module.settings.config.entitlement_table_base}${module.settings.suffix}"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "subject"
  deletion_protection_enabled = var.deletion_protection

  attribute {
    name = "subject"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = module.settings.ingestion.kms_key_arn
  }
}

# What signs the cursors of lists, so that nobody makes one up.
module "cursor_key" {
  source = "../modules/random_secret"
  count  = var.api == null ? 0 : 1

  name                = "${module.settings.config.project_name}-edf${module.settings.suffix}/api"
  description         = "Signs the cursors of the API."
  field               = "cursor_key"
  kms_key_arn         = module.settings.ingestion.kms_key_arn
  deletion_protection = var.deletion_protection
}

# --- Functions --------------------------------------------------------------------------------------------------------

module "api_functions" {
  source   = "../modules/function"
  for_each = local.api_functions

  name        = "${each.value.base}${module.settings.suffix}"
  description = each.value.description
  handler     = each.value.handler
  memory      = 1024
  timeout     = 28 # the gateway waits for 29 s
  environment = merge({ EDF_CURSOR_KEY = module.cursor_key[0].reference }, each.value.environment)
  policy      = data.aws_iam_policy_document.api_functions[each.key].json
  network     = each.value.network
  runbook     = "${var.runbook_url}#api-errors"
  shared      = merge(local.functions_shared, { concurrency = var.api.concurrency })
}

data "aws_iam_policy_document" "api_functions" {
  for_each = local.api_functions

  source_policy_documents = compact(concat(
    [data.aws_iam_policy_document.configuration.json, data.aws_iam_policy_document.see_entitlements[0].json],
    each.value.policies,
  ))
}

data "aws_iam_policy_document" "see_entitlements" {
  count = var.api == null ? 0 : 1

  statement {
    sid       = "SeeEntitlements"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.entitlements[0].arn]
  }

  statement {
    sid       = "SignCursors"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [module.cursor_key[0].arn]
  }
}

data "aws_iam_policy_document" "see_forecasts" {
  count = var.api == null ? 0 : 1

  statement {
    sid     = "SeeBuildingsAccuracyAndAnomalies"
    actions = ["s3:GetObject"]
    resources = [
      module.settings.objects.calendar_topology,
      module.settings.objects.accuracy,
      "${trimsuffix(module.settings.objects.monitoring, "*")}anomalies/*",
    ]
  }

  # to tell a missing object from a forbidden one
  statement {
    sid       = "SeeWhatIsThere"
    actions   = ["s3:ListBucket"]
    resources = [module.settings.bucket_arns.raw, module.settings.bucket_arns.processed]
  }
}

data "aws_iam_policy_document" "decide" {
  count = var.api == null ? 0 : 1

  statement {
    sid       = "ApproveAndRejectModels"
    actions   = ["sagemaker:UpdateModelPackage"]
    resources = module.settings.model_package_arns
  }

  statement {
    sid       = "SeeEvaluations"
    actions   = ["s3:GetObject"]
    resources = [module.settings.objects.evaluation_output]
  }
}

# --- The gateway and the pages ------------------------------------------------------------------------------------------

module "api" {
  source = "../modules/api"
  count  = var.api == null ? 0 : 1

  name                = local.api_name
  contract            = local.contract
  document            = var.gateway_document
  functions           = { for kind, function in module.api_functions : kind => { name = function.name, live_arn = function.live_arn } }
  domain_prefix       = "${module.settings.config.project_name}-edf${module.settings.suffix}-${module.settings.account}"
  machine_clients     = var.api.machine_clients
  web_callback_urls   = ["${module.pages[0].url}/signed-in.html"]
  limits              = var.api.limits
  usage_plans         = var.api.usage_plans
  deletion_protection = var.deletion_protection
  kms_key_arn         = module.settings.ingestion.kms_key_arn
  log_retention_days  = var.log_retention_days
  alarm_topic_arn     = module.settings.ingestion.alarm_topic_arn
  runbook_url         = var.runbook_url
}

module "pages" {
  source = "../modules/pages"
  count  = var.api == null ? 0 : 1

  name   = "${module.settings.config.project_name}-edf-pages${module.settings.suffix}"
  bucket = "${module.settings.config.project_name}-edf-pages${module.settings.suffix}-${module.settings.account}"
  files  = var.pages
  further_files = {
    "openapi.yaml" = file(local.contract)
    "config.json" = jsonencode({
      auth          = "oauth2"
      authorize_url = "${module.api[0].sign_in_url}/oauth2/authorize"
      token_url     = "${module.api[0].sign_in_url}/oauth2/token"
      client_id     = module.api[0].web_client_id
      scopes        = concat(["openid"], module.api[0].scopes)
    })
  }
  api = {
    domain_name = module.api[0].domain_name
    stage       = module.api[0].stage
    metered     = length(var.api.usage_plans) > 0
    key         = module.api[0].pages_key
  }
  connect_to        = [module.api[0].sign_in_url]
  domain            = var.api.domain
  kms_key_arn       = module.settings.ingestion.kms_key_arn
  access_log_bucket = module.settings.ingestion.access_log_bucket
  force_destroy     = !var.deletion_protection
}
