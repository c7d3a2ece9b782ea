output "name" {
  description = "Name of the bucket, known once it is safe to put something there."
  value       = var.name

  depends_on = [
    aws_s3_bucket_policy.this,
    aws_s3_bucket_server_side_encryption_configuration.this,
    aws_s3_bucket_versioning.this,
  ]
}

output "arn" {
  description = "ARN of the bucket."
  value       = aws_s3_bucket.this.arn
}

output "regional_domain_name" {
  description = "Host that serves the bucket."
  value       = aws_s3_bucket.this.bucket_regional_domain_name
}
