# What an account has once in a region, without an environment's name. Where several environments share an account, one of them
# makes it.

# what SageMaker's jobs write, whoever started them
resource "aws_cloudwatch_log_group" "jobs" {
  for_each = var.account_settings ? toset(["ProcessingJobs", "TrainingJobs"]) : []

  name              = "/aws/sagemaker/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.data.arn
}

# how API Gateway writes logs, whichever API they are of
resource "aws_api_gateway_account" "this" {
  count = var.account_settings ? 1 : 0

  cloudwatch_role_arn = aws_iam_role.gateway_logs[0].arn

  depends_on = [aws_iam_role_policy_attachment.gateway_logs]
}

data "aws_iam_policy_document" "gateway_logs_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["apigateway.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "gateway_logs" {
  count = var.account_settings ? 1 : 0

  name               = "${module.settings.config.project_name}-api-gateway-logs${module.settings.suffix}"
  description        = "How API Gateway writes logs."
  assume_role_policy = data.aws_iam_policy_document.gateway_logs_assume.json
}

# the service insists on these rights as AWS wrote them down
resource "aws_iam_role_policy_attachment" "gateway_logs" {
  count = var.account_settings ? 1 : 0

  role       = aws_iam_role.gateway_logs[0].name
  policy_arn = "arn:${module.settings.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}
