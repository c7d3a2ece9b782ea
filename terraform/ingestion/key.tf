# One key for all data of an environment. Its policy names who may administer it and which services may use it for us;
# roles get the right to use it through their own policies.

data "aws_iam_policy_document" "key" {
  statement {
    sid       = "AccountDecides"
    actions   = ["kms:*"]
    resources = ["*"] # in a key's policy: this key

    principals {
      type        = "AWS"
      identifiers = ["arn:${module.settings.partition}:iam::${module.settings.account}:root"]
    }
  }

  statement {
    sid       = "Logs"
    actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.${module.settings.region}.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:${module.settings.partition}:logs:${module.settings.region}:${module.settings.account}:*"]
    }
  }

  # the state machines' own logs, which leave Step Functions encrypted
  statement {
    sid       = "LogsOfStateMachines"
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["delivery.logs.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "kms:EncryptionContext:SourceArn"
      values   = ["arn:${module.settings.partition}:logs:${module.settings.region}:${module.settings.account}:*"]
    }
  }

  # pages are kept encrypted, and shown by CloudFront
  statement {
    sid       = "Pages"
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${module.settings.partition}:cloudfront::${module.settings.account}:distribution/*"]
    }
  }

  # alarms are published to an encrypted topic, which says whose alarms it takes
  statement {
    sid       = "Alarms"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com", "events.amazonaws.com", "budgets.amazonaws.com"]
    }
  }
}

resource "aws_kms_key" "data" {
  description             = "Data of ${module.settings.config.project_name}${module.settings.suffix}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.key.json
}

resource "aws_kms_alias" "data" {
  name          = "alias/${module.settings.config.project_name}${module.settings.suffix}"
  target_key_id = aws_kms_key.data.key_id
}
