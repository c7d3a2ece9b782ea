output "url" {
  description = "Where the pages are, and the API's paths below /v1."
  value       = "https://${var.domain == null ? aws_cloudfront_distribution.this.domain_name : var.domain.name}"
}
