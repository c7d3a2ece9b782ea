variable "name" {
  description = "What names begin with."
  type        = string
}

variable "bucket" {
  description = "Name of the bucket that holds the pages."
  type        = string
}

variable "files" {
  description = "Folder of the pages."
  type        = string
}

variable "further_files" {
  description = "Contents of files beside those of the folder, by name."
  type        = map(string)
}

variable "api" {
  description = "Host of the API, and the first part of its paths there; its paths under /v1 are reached through the pages' host. Where it counts requests by API keys (metered), the key of those that come this way."
  type = object({
    domain_name = string
    stage       = string
    metered     = optional(bool, false)
    key         = optional(string)
  })
}

variable "connect_to" {
  description = "Origins that pages talk to beside their own."
  type        = list(string)
}

variable "domain" {
  description = "A name of your own, and the certificate for it in us-east-1; null: CloudFront's."
  type = object({
    name            = string
    certificate_arn = string
  })
}

variable "kms_key_arn" {
  description = "Key that encrypts the pages; its policy lets CloudFront read."
  type        = string
}

variable "access_log_bucket" {
  description = "Bucket that takes the access log of the pages' bucket."
  type        = string
}

variable "force_destroy" {
  description = "Whether the bucket may be destroyed with what it holds."
  type        = bool
}
