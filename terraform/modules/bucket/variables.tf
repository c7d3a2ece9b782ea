variable "name" {
  description = "Name of the bucket."
  type        = string
}

variable "takes_access_logs" {
  description = "Whether Amazon S3 writes other buckets' access logs to this one; then its own keys encrypt it, for the log's writer can use no other."
  type        = bool
  default     = false
}

variable "access_log_retention_days" {
  description = "Days that access logs are kept, in a bucket for them."
  type        = number
  default     = 365
}

variable "kms_key_arn" {
  description = "Key that encrypts the objects; unused in a bucket for access logs."
  type        = string
  default     = null
}

variable "access_log_bucket" {
  description = "Bucket that takes the access log; null: none is written."
  type        = string
  default     = null
}

variable "expire_after_days" {
  description = "Days after which objects below a prefix are deleted, by prefix. What can be computed again need not be kept."
  type        = map(number)
  default     = {}
}

variable "events" {
  description = "Whether new objects are announced on EventBridge."
  type        = bool
  default     = false
}

variable "further_policy" {
  description = "Policy document, as JSON, whose statements are added to the bucket's own."
  type        = string
  default     = null
}

variable "force_destroy" {
  description = "Whether the bucket may be destroyed with what it holds."
  type        = bool
  default     = false
}
