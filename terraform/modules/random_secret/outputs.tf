output "arn" {
  description = "ARN of the secret."
  value       = aws_secretsmanager_secret.this.arn
}

output "reference" {
  description = "How EDF's environment variables name the value."
  value       = "secretsmanager:${var.name}#${var.field}"
}
