# The tables of the processed zone for Athena. Partitions need no crawler: their names follow from the month.

locals {
  tables = jsondecode(file("${path.module}/tables.json"))
  locations = {
    consumption      = "${module.settings.paths.processed_edf_data_path}consumption/"
    generation       = "${module.settings.paths.processed_edf_data_path}generation/"
    weather          = "${module.settings.paths.processed_edf_data_path}weather/"
    weather_forecast = module.settings.paths.weather_forecast_path
  }
  monthly = ["consumption", "generation", "weather"]
}

resource "aws_glue_catalog_database" "edf" {
  name        = replace("${module.settings.config.project_name}_edf${module.settings.suffix}", "-", "_")
  description = "Readings, weather and forecasts of EDF"
}

resource "aws_glue_catalog_table" "processed" {
  for_each = local.tables

  database_name = aws_glue_catalog_database.edf.name
  name          = each.key
  description   = each.value.comment
  table_type    = "EXTERNAL_TABLE"

  parameters = merge(
    { classification = "parquet", EXTERNAL = "TRUE" },
    contains(local.monthly, each.key) ? {
      "projection.enabled"             = "true"
      "projection.month.type"          = "date"
      "projection.month.format"        = "yyyy-MM"
      "projection.month.range"         = "1990-01,NOW"
      "projection.month.interval"      = "1"
      "projection.month.interval.unit" = "MONTHS"
      "storage.location.template"      = "${local.locations[each.key]}month=$${month}/"
    } : {},
  )

  dynamic "partition_keys" {
    for_each = contains(local.monthly, each.key) ? [1] : []

    content {
      name    = "month"
      type    = "string"
      comment = "YYYY-MM, in UTC"
    }
  }

  storage_descriptor {
    location      = local.locations[each.key]
    input_format  = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    }

    dynamic "columns" {
      for_each = each.value.columns

      content {
        name = columns.value[0]
        type = columns.value[1]
      }
    }
  }
}

resource "aws_athena_workgroup" "edf" {
  name          = "${module.settings.config.project_name}-edf${module.settings.suffix}"
  description   = "Questions about the data of EDF"
  force_destroy = !var.deletion_protection

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    # a query that reads more than this is a mistake: a year of 10,000 buildings is about 1 GB
    bytes_scanned_cutoff_per_query = 107374182400

    result_configuration {
      output_location = "s3://${module.processed.name}/athena-results/"

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = aws_kms_key.data.arn
      }
    }
  }
}

resource "aws_athena_named_query" "this" {
  for_each = fileset("${path.module}/queries", "*.sql")

  name        = trimsuffix(each.value, ".sql")
  description = trimprefix(split("\n", file("${path.module}/queries/${each.value}"))[0], "-- ")
  workgroup   = aws_athena_workgroup.edf.id
  database    = aws_glue_catalog_database.edf.name
  query       = file("${path.module}/queries/${each.value}")
}
