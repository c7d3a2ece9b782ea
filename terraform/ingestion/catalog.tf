# The tables of the processed zone for Athena. Partitions need no crawler: their names follow from the date. A further table is
# an entry in tables.json, its columns, and one here, its place.

locals {
  tables = jsondecode(file("${path.module}/tables.json"))
  months = {
    key      = "month"
    comment  = "YYYY-MM, in UTC"
    format   = "yyyy-MM"
    range    = "1990-01,NOW"
    interval = "MONTHS"
  }
  places = {
    consumption      = { location = "${module.settings.paths.processed_edf_data_path}consumption/", partitions = local.months }
    generation       = { location = "${module.settings.paths.processed_edf_data_path}generation/", partitions = local.months }
    weather          = { location = "${module.settings.paths.processed_edf_data_path}weather/", partitions = local.months }
    weather_forecast = { location = module.settings.paths.weather_forecast_path, partitions = null }
    # Beside forecasts lie files that are no Parquet, in folders named by executions. Lists of those that were loaded lie elsewhere.
    forecasts = {
      location = module.settings.paths.forecast_index_path
      partitions = {
        key      = "issue_date"
        comment  = "YYYY-MM-DD of the issue, in UTC"
        format   = "yyyy-MM-dd"
        range    = "2015-01-01,NOW+1DAYS"
        interval = "DAYS"
      }
    }
    accuracy          = { location = "${module.settings.paths.accuracy_path}history/", partitions = local.months }
    anomalies         = { location = "${module.settings.paths.monitoring_path}anomalies/", partitions = local.months }
    evaluation_scores = { location = split("{", module.settings.paths.evaluation_scores_path)[0], partitions = null }
  }
  lists = ["forecasts"]

  # quantiles between the ends of the interval, named as QuantileColumn names them
  levels = module.settings.config.edf_training.quantiles
  further_columns = {
    forecasts = [for level in slice(local.levels, 1, length(local.levels) - 1) :
      ["yhat_q${replace(replace(format("%07.4f", level * 100), "/\\.?0+$/", ""), ".", "_")}", "double"]
    ]
  }
}

resource "aws_glue_catalog_database" "edf" {
  name        = replace("${module.settings.config.project_name}_edf${module.settings.suffix}", "-", "_")
  description = "Readings, weather and forecasts of EDF"
}

resource "aws_glue_catalog_table" "tables" {
  for_each = local.tables

  database_name = aws_glue_catalog_database.edf.name
  name          = each.key
  description   = each.value.comment
  table_type    = "EXTERNAL_TABLE"

  parameters = merge({ classification = "parquet", EXTERNAL = "TRUE" }, [for partitions in local.places[each.key].partitions[*] : {
    "projection.enabled"                         = "true"
    "projection.${partitions.key}.type"          = "date"
    "projection.${partitions.key}.format"        = partitions.format
    "projection.${partitions.key}.range"         = partitions.range
    "projection.${partitions.key}.interval"      = "1"
    "projection.${partitions.key}.interval.unit" = partitions.interval
    "storage.location.template"                  = "${local.places[each.key].location}${partitions.key}=${"$"}{${partitions.key}}/"
  }]...)

  dynamic "partition_keys" {
    for_each = local.places[each.key].partitions[*]

    content {
      name    = partition_keys.value.key
      type    = "string"
      comment = partition_keys.value.comment
    }
  }

  storage_descriptor {
    location = local.places[each.key].location
    # lists of files are followed; else what lies there is read
    input_format = contains(local.lists, each.key) ? (
      "org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat"
    ) : "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    output_format = contains(local.lists, each.key) ? (
      "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"
    ) : "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    }

    dynamic "columns" {
      for_each = concat(each.value.columns, lookup(local.further_columns, each.key, []))

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
