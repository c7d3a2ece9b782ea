# What SageMaker's jobs write, whoever started them: an account has these groups once in a region, without an environment's name.
# Where several environments share an account, one of them makes them.

resource "aws_cloudwatch_log_group" "jobs" {
  for_each = var.job_logs ? toset(["ProcessingJobs", "TrainingJobs"]) : []

  name              = "/aws/sagemaker/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.data.arn
}
