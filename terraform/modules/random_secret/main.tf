# A secret that nobody chose. It is written once; what AWS makes up in later plans goes nowhere. The value that was written is part
# of that apply's state, so this is for secrets that open nothing: an ephemeral value would not be, but Terraform's tests cannot
# stand in for one.

resource "aws_secretsmanager_secret" "this" {
  name                    = var.name
  description             = var.description
  kms_key_id              = var.kms_key_arn
  recovery_window_in_days = var.deletion_protection ? 30 : 0
}

data "aws_secretsmanager_random_password" "this" {
  password_length     = 64
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret_version" "this" {
  secret_id                = aws_secretsmanager_secret.this.id
  secret_string_wo         = jsonencode({ (var.field) = data.aws_secretsmanager_random_password.this.random_password })
  secret_string_wo_version = var.generation
}
