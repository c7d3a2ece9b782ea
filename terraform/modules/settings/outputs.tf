output "config" {
  description = "The configuration."
  value       = local.config
}

output "suffix" {
  description = "What names of resources end with."
  value       = local.suffix
}

output "account" {
  description = "The account's number."
  value       = local.account
}

output "region" {
  description = "Name of the region."
  value       = local.region
}

output "partition" {
  description = "Partition of ARNs: aws, or another of its kind."
  value       = local.partition
}

output "ingestion" {
  description = "What the stack ingestion tells; null for itself."
  value       = local.ingestion
}

output "training" {
  description = "What the stack training_edf tells; null where it is not read."
  value       = local.training
}

output "bucket_names" {
  description = "Names of the buckets raw, processed, scripts."
  value       = local.bucket_names
}

output "bucket_arns" {
  description = "ARNs of the buckets raw, processed, scripts."
  value       = { for bucket, name in local.bucket_names : bucket => "arn:${local.partition}:s3:::${name}" }
}

output "config_uri" {
  description = "Where the configuration lies in S3."
  value       = local.config_uri
}

output "paths" {
  description = "The configuration's path templates with the buckets filled in, by key."
  value       = local.paths
}

output "objects" {
  description = "ARN patterns of all objects below each path, by the path's name without _path; and that of the configuration."
  value       = local.objects
}

output "model_package_groups" {
  description = "Names of the groups that models are registered in, by target."
  value       = local.model_package_groups
}

output "model_package_group_arns" {
  description = "ARNs of these groups, in each spelling that SageMaker uses."
  value       = [for name in local.group_spellings : "arn:${local.partition}:sagemaker:${local.region}:${local.account}:model-package-group/${name}"]
}

output "model_package_arns" {
  description = "ARN patterns of all models of these groups, in each spelling that SageMaker uses."
  value       = [for name in local.group_spellings : "arn:${local.partition}:sagemaker:${local.region}:${local.account}:model-package/${name}/*"]
}

output "default_target" {
  description = "What is forecast unless an input says otherwise, as the jobs call it: consumption or solar."
  value       = { consumption_kwh = "consumption", solar_generation_kwh = "solar" }[local.config.edf_feature_eng.target_column]
}
