# What the module promises, with a provider that answers without AWS.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name              = "edf-pages-dev"
  bucket            = "edf-pages-dev"
  files             = "../../../edf-api/src/main/resources/com/hometech/edf/api/pages"
  further_files     = { "config.json" = "{}" }
  api               = { domain_name = "abcdefghij.execute-api.eu-central-1.amazonaws.com", stage = "live" }
  connect_to        = ["https://edf-dev.auth.eu-central-1.amazoncognito.com"]
  domain            = null
  kms_key_arn       = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  access_log_bucket = "edf-access-logs"
  force_destroy     = false
}

run "pages_are_read_through_cloudfront_alone" {
  command = apply

  assert {
    condition     = data.aws_iam_policy_document.read.statement[0].principals == toset([{ type = "Service", identifiers = toset(["cloudfront.amazonaws.com"]) }])
    error_message = "Nobody else is let in."
  }
  assert {
    condition     = one([for origin in aws_cloudfront_distribution.this.origin : origin.origin_access_control_id if origin.origin_id == "pages"]) == aws_cloudfront_origin_access_control.this.id
    error_message = "CloudFront signs what it reads."
  }
  assert {
    condition     = aws_cloudfront_distribution.this.default_cache_behavior[0].viewer_protocol_policy == "redirect-to-https"
    error_message = "Nothing is shown in the clear."
  }
}

run "answers_of_the_api_are_kept_for_nobody" {
  command = apply

  assert {
    condition = (aws_cloudfront_distribution.this.ordered_cache_behavior[0].path_pattern == "/v1/*" &&
    aws_cloudfront_distribution.this.ordered_cache_behavior[0].cache_policy_id == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad")
    error_message = "The API is not cached."
  }
  assert {
    condition     = one([for origin in aws_cloudfront_distribution.this.origin : origin.origin_path if origin.origin_id == "api"]) == "/live"
    error_message = "The stage is not part of the address."
  }
}

run "pages_run_their_own_scripts_and_talk_to_the_sign_in" {
  command = apply

  assert {
    condition     = strcontains(aws_cloudfront_response_headers_policy.this.security_headers_config[0].content_security_policy[0].content_security_policy, "default-src 'self'; connect-src 'self' https://edf-dev.auth.eu-central-1.amazoncognito.com;")
    error_message = aws_cloudfront_response_headers_policy.this.security_headers_config[0].content_security_policy[0].content_security_policy
  }
  assert {
    condition     = !strcontains(aws_cloudfront_response_headers_policy.this.security_headers_config[0].content_security_policy[0].content_security_policy, "unsafe")
    error_message = "No script inside of a page is run."
  }
  assert {
    condition     = aws_s3_object.further["config.json"].content_type == "application/json" && aws_s3_object.files["js/page.js"].content_type == "text/javascript; charset=utf-8"
    error_message = "Browsers run scripts of the right type only: ${aws_s3_object.files["js/page.js"].content_type}"
  }
}

run "without_pages_nothing_is_shown" {
  command = plan

  variables {
    files = "tests"
  }

  expect_failures = [aws_cloudfront_distribution.this]
}

run "a_name_of_ones_own_takes_tls_1_2_and_newer" {
  command = apply

  variables {
    domain = { name = "edf.example.com", certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000" }
  }

  assert {
    condition     = output.url == "https://edf.example.com" && aws_cloudfront_distribution.this.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021"
    error_message = output.url
  }
}

run "where_requests_are_counted_those_of_people_carry_the_pages_key" {
  command = apply

  variables {
    api = { domain_name = "abcdefghij.execute-api.eu-central-1.amazonaws.com", stage = "live", metered = true, key = "a-key" }
  }

  assert {
    condition     = [for origin in aws_cloudfront_distribution.this.origin : [for header in origin.custom_header : "${header.name}: ${header.value}"] if origin.origin_id == "api"] == [["x-api-key: a-key"]]
    error_message = "API Gateway would refuse the pages."
  }
}
