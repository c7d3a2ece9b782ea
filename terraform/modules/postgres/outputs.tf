output "url" {
  description = "JDBC address of the database."
  value       = "jdbc:postgresql://${aws_rds_cluster.this.endpoint}:${aws_rds_cluster.this.port}/${aws_rds_cluster.this.database_name}?sslmode=verify-full"
}

output "user" {
  description = "User of the database."
  value       = aws_rds_cluster.this.master_username
}

output "secret_arn" {
  description = "ARN of the secret whose field password holds the user's password."
  value       = aws_rds_cluster.this.master_user_secret[0].secret_arn
}

output "cluster" {
  description = "Identifier of the cluster."
  value       = aws_rds_cluster.this.cluster_identifier
}

output "network" {
  description = "Subnets and security groups for functions that use the database."
  value = {
    subnet_ids         = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.clients.id]
  }
}
