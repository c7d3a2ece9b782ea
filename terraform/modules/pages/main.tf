# Pages in a private bucket, shown by CloudFront, which also passes requests under /v1 on to the API: pages and API have one origin,
# so that no other site's pages may call the API.

locals {
  types = {
    css  = "text/css; charset=utf-8"
    html = "text/html; charset=utf-8"
    js   = "text/javascript; charset=utf-8"
    json = "application/json"
    md   = "text/markdown; charset=utf-8"
    svg  = "image/svg+xml"
    yaml = "application/yaml"
  }
  # AWS's own policies, by the ids that it documents
  caching_optimized             = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  caching_disabled              = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  all_viewer_except_host_header = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
}

module "bucket" {
  source = "../bucket"

  name              = var.bucket
  kms_key_arn       = var.kms_key_arn
  access_log_bucket = var.access_log_bucket
  further_policy    = data.aws_iam_policy_document.read.json
  force_destroy     = var.force_destroy
}

data "aws_iam_policy_document" "read" {
  statement {
    sid       = "CloudFrontReads"
    actions   = ["s3:GetObject"]
    resources = ["${module.bucket.arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudfront_distribution.this.arn]
    }
  }
}

resource "aws_s3_object" "files" {
  for_each = fileset(var.files, "**")

  bucket        = module.bucket.name
  key           = each.value
  source        = "${var.files}/${each.value}"
  source_hash   = filesha256("${var.files}/${each.value}")
  content_type  = lookup(local.types, element(split(".", each.value), length(split(".", each.value)) - 1), "application/octet-stream")
  cache_control = "public, max-age=300"
}

resource "aws_s3_object" "further" {
  for_each = var.further_files

  bucket        = module.bucket.name
  key           = each.key
  content       = each.value
  content_type  = lookup(local.types, element(split(".", each.key), length(split(".", each.key)) - 1), "application/octet-stream")
  cache_control = "public, max-age=300"
}

resource "aws_cloudfront_origin_access_control" "this" {
  name                              = var.name
  description                       = "CloudFront signs what it reads from the bucket."
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_response_headers_policy" "this" {
  name = var.name

  security_headers_config {
    content_security_policy {
      override                = true
      content_security_policy = "default-src 'self'; connect-src ${join(" ", concat(["'self'"], var.connect_to))}; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    }
    content_type_options {
      override = true
    }
    frame_options {
      override     = true
      frame_option = "DENY"
    }
    referrer_policy {
      override        = true
      referrer_policy = "no-referrer"
    }
    strict_transport_security {
      override                   = true
      access_control_max_age_sec = 31536000
      include_subdomains         = true
    }
  }
}

resource "aws_cloudfront_distribution" "this" {
  comment             = var.name
  enabled             = true
  is_ipv6_enabled     = true
  http_version        = "http2and3"
  default_root_object = "index.html"
  price_class         = "PriceClass_100" # Europe and North America
  aliases             = var.domain[*].name

  origin {
    origin_id                = "pages"
    domain_name              = module.bucket.regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.this.id
  }

  origin {
    origin_id   = "api"
    domain_name = var.api.domain_name
    origin_path = "/${var.api.stage}"

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }

    dynamic "custom_header" {
      for_each = var.api.metered ? ["x-api-key"] : []

      content {
        name  = custom_header.value
        value = var.api.key
      }
    }
  }

  default_cache_behavior {
    target_origin_id           = "pages"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = local.caching_optimized
    response_headers_policy_id = aws_cloudfront_response_headers_policy.this.id
  }

  # nothing that depends on who asks is kept here
  ordered_cache_behavior {
    path_pattern             = "/v1/*"
    target_origin_id         = "api"
    viewer_protocol_policy   = "https-only"
    allowed_methods          = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    cached_methods           = ["GET", "HEAD"]
    compress                 = true
    cache_policy_id          = local.caching_disabled
    origin_request_policy_id = local.all_viewer_except_host_header
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  lifecycle {
    precondition {
      condition     = contains(fileset(var.files, "**"), "index.html")
      error_message = "There are no pages in ${var.files}: build them, mvn package."
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = var.domain == null
    acm_certificate_arn            = one(var.domain[*].certificate_arn)
    ssl_support_method             = var.domain == null ? null : "sni-only"
    # CloudFront's own name takes TLS 1.0 too, whatever is said here
    minimum_protocol_version = var.domain == null ? "TLSv1" : "TLSv1.2_2021"
  }
}
