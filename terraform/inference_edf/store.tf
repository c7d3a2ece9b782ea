# The store of forecasts: the one that edf_inference.forecast_db_type names.

locals {
  table = "${local.config.forecast_table_base}${local.suffix}"

  store_policy = {
    DYNAMODB   = local.store == "DYNAMODB" ? data.aws_iam_policy_document.dynamodb[0].json : ""
    TIMESTREAM = local.store == "TIMESTREAM" ? data.aws_iam_policy_document.timestream[0].json : ""
    RDS        = local.store == "RDS" ? data.aws_iam_policy_document.rds[0].json : ""
  }[local.store]

  store_environment = {
    DYNAMODB   = var.forecast_retention_days == null ? {} : { EDF_FORECAST_RETENTION_DAYS = tostring(var.forecast_retention_days) }
    TIMESTREAM = {}
    RDS = local.store == "RDS" ? {
      EDF_DB_URL      = "jdbc:postgresql://${aws_rds_cluster.forecasts[0].endpoint}:${aws_rds_cluster.forecasts[0].port}/${aws_rds_cluster.forecasts[0].database_name}?sslmode=require"
      EDF_DB_USER     = aws_rds_cluster.forecasts[0].master_username
      EDF_DB_PASSWORD = "secretsmanager:${aws_rds_cluster.forecasts[0].master_user_secret[0].secret_arn}#password"
    } : {}
  }[local.store]

  store_network = local.store == "RDS" ? {
    subnet_ids         = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.loader[0].id]
  } : null
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
    kms_key_arn = local.ingestion.kms_key_arn
  }
}

data "aws_iam_policy_document" "dynamodb" {
  count = local.store == "DYNAMODB" ? 1 : 0

  statement {
    sid       = "KeepForecasts"
    actions   = ["dynamodb:BatchWriteItem", "dynamodb:UpdateItem", "dynamodb:GetItem", "dynamodb:Query"]
    resources = [aws_dynamodb_table.forecasts[0].arn]
  }
}

# --- Timestream for LiveAnalytics, which takes no new customers since 2025-06-20 ---------------------------------------

resource "aws_timestreamwrite_database" "forecasts" {
  count = local.store == "TIMESTREAM" ? 1 : 0

  database_name = "${local.config.forecast_database_base}${local.suffix}"
  kms_key_id    = local.ingestion.kms_key_arn
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
  count = local.store == "TIMESTREAM" ? 1 : 0

  statement {
    sid       = "KeepForecasts"
    actions   = ["timestream:WriteRecords", "timestream:Select", "timestream:DescribeTable"]
    resources = [aws_timestreamwrite_table.forecasts[0].arn]
  }

  # the service knows no resources for these
  statement {
    sid       = "FindEndpoint"
    actions   = ["timestream:DescribeEndpoints", "timestream:SelectValues"]
    resources = ["*"]
  }
}

# --- Aurora PostgreSQL, in subnets without a way to the internet ------------------------------------------------------

data "aws_availability_zones" "available" {
  count = local.store == "RDS" ? 1 : 0

  state = "available"
}

resource "aws_vpc" "store" {
  count = local.store == "RDS" ? 1 : 0

  cidr_block           = var.database.cidr_block
  enable_dns_hostnames = true

  tags = { Name = "${local.config.project_name}-edf${local.suffix}" }
}

# nothing uses it, and nothing may
resource "aws_default_security_group" "store" {
  count = local.store == "RDS" ? 1 : 0

  vpc_id = aws_vpc.store[0].id
}

resource "aws_subnet" "private" {
  count = local.store == "RDS" ? 2 : 0

  vpc_id            = aws_vpc.store[0].id
  availability_zone = data.aws_availability_zones.available[0].names[count.index]
  cidr_block        = cidrsubnet(var.database.cidr_block, 1, count.index)

  tags = { Name = "${local.config.project_name}-edf-private-${count.index + 1}${local.suffix}" }
}

resource "aws_route_table" "private" {
  count = local.store == "RDS" ? 1 : 0

  vpc_id = aws_vpc.store[0].id
}

resource "aws_route_table_association" "private" {
  count = local.store == "RDS" ? 2 : 0

  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private[0].id
}

# the loader reads forecasts and configuration from S3, and the password from Secrets Manager
resource "aws_vpc_endpoint" "s3" {
  count = local.store == "RDS" ? 1 : 0

  vpc_id            = aws_vpc.store[0].id
  service_name      = "com.amazonaws.${local.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private[0].id]
}

resource "aws_vpc_endpoint" "secrets" {
  count = local.store == "RDS" ? 1 : 0

  vpc_id              = aws_vpc.store[0].id
  service_name        = "com.amazonaws.${local.region}.secretsmanager"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = aws_subnet.private[*].id
  security_group_ids  = [aws_security_group.endpoint[0].id]
}

resource "aws_security_group" "loader" {
  count = local.store == "RDS" ? 1 : 0

  name        = "${local.config.project_name}-edf-loader${local.suffix}"
  description = "The function that loads forecasts"
  vpc_id      = aws_vpc.store[0].id
}

resource "aws_security_group" "database" {
  count = local.store == "RDS" ? 1 : 0

  name        = "${local.config.project_name}-edf-database${local.suffix}"
  description = "The store of forecasts"
  vpc_id      = aws_vpc.store[0].id
}

resource "aws_security_group" "endpoint" {
  count = local.store == "RDS" ? 1 : 0

  name        = "${local.config.project_name}-edf-endpoint${local.suffix}"
  description = "The way to Secrets Manager"
  vpc_id      = aws_vpc.store[0].id
}

resource "aws_vpc_security_group_egress_rule" "loader_to_database" {
  count = local.store == "RDS" ? 1 : 0

  security_group_id            = aws_security_group.loader[0].id
  description                  = "PostgreSQL"
  referenced_security_group_id = aws_security_group.database[0].id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_vpc_security_group_ingress_rule" "database_from_loader" {
  count = local.store == "RDS" ? 1 : 0

  security_group_id            = aws_security_group.database[0].id
  description                  = "PostgreSQL"
  referenced_security_group_id = aws_security_group.loader[0].id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_vpc_security_group_egress_rule" "loader_to_secrets" {
  count = local.store == "RDS" ? 1 : 0

  security_group_id            = aws_security_group.loader[0].id
  description                  = "Secrets Manager"
  referenced_security_group_id = aws_security_group.endpoint[0].id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "secrets_from_loader" {
  count = local.store == "RDS" ? 1 : 0

  security_group_id            = aws_security_group.endpoint[0].id
  description                  = "Secrets Manager"
  referenced_security_group_id = aws_security_group.loader[0].id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "loader_to_s3" {
  count = local.store == "RDS" ? 1 : 0

  security_group_id = aws_security_group.loader[0].id
  description       = "S3"
  prefix_list_id    = aws_vpc_endpoint.s3[0].prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_db_subnet_group" "forecasts" {
  count = local.store == "RDS" ? 1 : 0

  name       = "${local.config.project_name}-edf${local.suffix}"
  subnet_ids = aws_subnet.private[*].id
}

resource "aws_rds_cluster_parameter_group" "forecasts" {
  count = local.store == "RDS" ? 1 : 0

  name   = "${local.config.project_name}-edf${local.suffix}"
  family = "aurora-postgresql16"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}

resource "aws_rds_cluster" "forecasts" {
  count = local.store == "RDS" ? 1 : 0

  cluster_identifier                  = "${local.config.project_name}-edf${local.suffix}"
  engine                              = "aurora-postgresql"
  engine_mode                         = "provisioned"
  engine_version                      = "16" # AWS chooses the minor version and raises it: one named here would soon be older
  database_name                       = "edf"
  master_username                     = "edf"
  manage_master_user_password         = true
  master_user_secret_kms_key_id       = local.ingestion.kms_key_arn
  iam_database_authentication_enabled = true
  storage_encrypted                   = true
  kms_key_id                          = local.ingestion.kms_key_arn
  db_subnet_group_name                = aws_db_subnet_group.forecasts[0].name
  vpc_security_group_ids              = [aws_security_group.database[0].id]
  db_cluster_parameter_group_name     = aws_rds_cluster_parameter_group.forecasts[0].name
  backup_retention_period             = 14
  copy_tags_to_snapshot               = true
  enabled_cloudwatch_logs_exports     = ["postgresql"]
  deletion_protection                 = var.deletion_protection
  skip_final_snapshot                 = !var.deletion_protection
  final_snapshot_identifier           = var.deletion_protection ? "${local.config.project_name}-edf${local.suffix}-final" : null

  serverlessv2_scaling_configuration {
    min_capacity = var.database.min_capacity
    max_capacity = var.database.max_capacity
  }
}

resource "aws_rds_cluster_instance" "forecasts" {
  count = local.store == "RDS" ? 1 : 0

  identifier                 = "${local.config.project_name}-edf${local.suffix}-1"
  cluster_identifier         = aws_rds_cluster.forecasts[0].id
  engine                     = aws_rds_cluster.forecasts[0].engine
  engine_version             = aws_rds_cluster.forecasts[0].engine_version
  instance_class             = "db.serverless"
  auto_minor_version_upgrade = true
}

data "aws_iam_policy_document" "rds" {
  count = local.store == "RDS" ? 1 : 0

  statement {
    sid       = "ReadPassword"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_rds_cluster.forecasts[0].master_user_secret[0].secret_arn]
  }
}
