# What the other stacks need. An account with an ingestion of its own passes an object of this shape to them instead.

output "ingestion" {
  description = "Everything that the stacks training_edf and inference_edf need to know."
  value = {
    environment       = var.environment
    raw_bucket        = module.raw.name
    processed_bucket  = module.processed.name
    scripts_bucket    = module.scripts.name
    kms_key_arn       = aws_kms_key.data.arn
    alarm_topic_arn   = aws_sns_topic.alarms.arn
    access_log_bucket = module.access_logs.name
    config_uri        = "s3://${aws_s3_object.config.bucket}/${aws_s3_object.config.key}"
  }
}

output "athena" {
  description = "Where to ask questions about the data."
  value = {
    workgroup = aws_athena_workgroup.edf.name
    database  = aws_glue_catalog_database.edf.name
  }
}
