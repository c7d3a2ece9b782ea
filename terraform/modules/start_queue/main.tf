# A queue that keeps what could not start its workflow, and an alarm while anything lies there.

resource "aws_sqs_queue" "this" {
  name                      = var.name
  kms_master_key_id         = var.kms_key_arn
  message_retention_seconds = 1209600
}

resource "aws_cloudwatch_metric_alarm" "this" {
  alarm_name          = var.alarm_name
  alarm_description   = "${var.alarm_description} What to do: ${var.runbook}"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.this.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}

# EventBridge's rules put messages by the queue's own policy; their role does not count here. The scheduler uses its role.
data "aws_iam_policy_document" "this" {
  count = var.rule == null ? 0 : 1

  statement {
    sid       = "KeepWhatDidNotStart"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.this.arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [var.rule.arn]
    }
  }
}

resource "aws_sqs_queue_policy" "this" {
  count = var.rule == null ? 0 : 1

  queue_url = aws_sqs_queue.this.id
  policy    = data.aws_iam_policy_document.this[0].json
}
