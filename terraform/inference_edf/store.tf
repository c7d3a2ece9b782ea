# The store of forecasts: the one that edf_inference.forecast_db_type names.

locals {
  table = "${module.settings.config.forecast_table_base}${module.settings.suffix}"

  # what loading takes, and what reading takes
  store_policy = {
    DYNAMODB   = local.store == "DYNAMODB" ? data.aws_iam_policy_document.dynamodb["load"].json : ""
    TIMESTREAM = local.store == "TIMESTREAM" ? data.aws_iam_policy_document.timestream["load"].json : ""
    RDS        = local.store == "RDS" ? data.aws_iam_policy_document.rds[0].json : ""
  }[local.store]
  store_reading_policy = {
    DYNAMODB   = local.store == "DYNAMODB" ? data.aws_iam_policy_document.dynamodb["read"].json : ""
    TIMESTREAM = local.store == "TIMESTREAM" ? data.aws_iam_policy_document.timestream["read"].json : ""
    RDS        = local.store == "RDS" ? data.aws_iam_policy_document.rds[0].json : "" # its one user may write
  }[local.store]

  store_environment = {
    DYNAMODB   = var.forecast_retention_days == null ? {} : { EDF_FORECAST_RETENTION_DAYS = tostring(var.forecast_retention_days) }
    TIMESTREAM = {}
    RDS = local.store == "RDS" ? {
      EDF_DB_URL      = module.postgres[0].url
      EDF_DB_USER     = module.postgres[0].user
      EDF_DB_PASSWORD = "secretsmanager:${module.postgres[0].secret_arn}#password"
    } : {}
  }[local.store]

  store_network = one(module.postgres[*].network)
}

# --- DynamoDB ---------------------------------------------------------------------------------------------------------

resource "aws_dynamodb_table" "forecasts" {
  count = local.store == "DYNAMODB" ? 1 : 0

  name                        = local.table
  billing_mode                = "PAY_PER_REQUEST" # one load a day: nothing provisioned would fit
  hash_key                    = "pk"
  range_key                   = "sk"
  deletion_protection_enabled = var.deletion_protection

  attribute {
    name = "pk"
    type = "S"
  }

  attribute {
    name = "sk"
    type = "S"
  }

  ttl {
    attribute_name = "expires_at"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = module.settings.ingestion.kms_key_arn
  }
}

data "aws_iam_policy_document" "dynamodb" {
  for_each = local.store != "DYNAMODB" ? {} : {
    load = ["dynamodb:BatchWriteItem", "dynamodb:UpdateItem", "dynamodb:GetItem", "dynamodb:Query"]
    read = ["dynamodb:GetItem", "dynamodb:Query"]
  }

  statement {
    sid       = "${title(each.key)}Forecasts"
    actions   = each.value
    resources = [aws_dynamodb_table.forecasts[0].arn]
  }
}

# --- Timestream for LiveAnalytics, which takes no new customers since 2025-06-20 ---------------------------------------

resource "aws_timestreamwrite_database" "forecasts" {
  count = local.store == "TIMESTREAM" ? 1 : 0

  database_name = "${module.settings.config.forecast_database_base}${module.settings.suffix}"
  kms_key_id    = module.settings.ingestion.kms_key_arn
}

resource "aws_timestreamwrite_table" "forecasts" {
  count = local.store == "TIMESTREAM" ? 1 : 0

  database_name = aws_timestreamwrite_database.forecasts[0].database_name
  table_name    = local.table

  # a load may come late, or be repeated days later: its records still go to memory
  retention_properties {
    memory_store_retention_period_in_hours  = 336
    magnetic_store_retention_period_in_days = 1825
  }

  magnetic_store_write_properties {
    enable_magnetic_store_writes = true
  }
}

data "aws_iam_policy_document" "timestream" {
  for_each = local.store != "TIMESTREAM" ? {} : {
    load = ["timestream:WriteRecords", "timestream:Select", "timestream:DescribeTable"]
    read = ["timestream:Select", "timestream:DescribeTable"]
  }

  statement {
    sid       = "${title(each.key)}Forecasts"
    actions   = each.value
    resources = [aws_timestreamwrite_table.forecasts[0].arn]
  }

  # the service knows no resources for these
  statement {
    sid       = "FindEndpoint"
    actions   = ["timestream:DescribeEndpoints", "timestream:SelectValues"]
    resources = ["*"]
  }
}

# --- Aurora PostgreSQL ------------------------------------------------------------------------------------------------

module "postgres" {
  source = "../modules/postgres"
  count  = local.store == "RDS" ? 1 : 0

  name                = "${module.settings.config.project_name}-edf${module.settings.suffix}"
  cidr_block          = var.database.cidr_block
  min_capacity        = var.database.min_capacity
  max_capacity        = var.database.max_capacity
  final_snapshot      = var.database.final_snapshot
  deletion_protection = var.deletion_protection
  kms_key_arn         = module.settings.ingestion.kms_key_arn
}

data "aws_iam_policy_document" "rds" {
  count = local.store == "RDS" ? 1 : 0

  statement {
    sid       = "ReadPassword"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [module.postgres[0].secret_arn]
  }
}
