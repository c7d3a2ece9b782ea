# A secret that nobody chose and nobody sees. AWS makes it up during the apply that writes it; the value is neither in a plan nor in
# a state. Later applies make up values as well, which go nowhere until the generation is raised.

resource "aws_secretsmanager_secret" "this" {
  name                    = var.name
  description             = var.description
  kms_key_id              = var.kms_key_arn
  recovery_window_in_days = var.deletion_protection ? 30 : 0
}

ephemeral "aws_secretsmanager_random_password" "this" {
  password_length     = 64
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret_version" "this" {
  secret_id                = aws_secretsmanager_secret.this.id
  secret_string_wo         = jsonencode({ (var.field) = ephemeral.aws_secretsmanager_random_password.this.random_password })
  secret_string_wo_version = var.generation
}
