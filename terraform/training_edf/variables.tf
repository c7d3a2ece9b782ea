variable "environment" {
  description = "Name of the environment, as in the stack ingestion."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,11}$", var.environment))
    error_message = "environment is 2 to 12 lower-case letters and digits, beginning with a letter, for example dev."
  }
}

variable "config_file" {
  description = "The configuration, as in the stack ingestion."
  type        = string
  default     = "../../config/edf_config.yaml"
}

variable "state" {
  description = "Where the state of the stack ingestion lies; null where the variable ingestion is given."
  type = object({
    bucket = string
    key    = string
    region = string
  })
  default = null
}

variable "ingestion" {
  description = "What the stack ingestion would tell, for an account that has an ingestion of its own; null: it is asked."
  type = object({
    environment      = string
    raw_bucket       = string
    processed_bucket = string
    scripts_bucket   = string
    kms_key_arn      = string
    alarm_topic_arn  = string
    config_uri       = string
  })
  default = null
}

variable "image_tag" {
  description = "Tag of the job image in the repository that this stack makes."
  type        = string
}

variable "functions_artifact" {
  description = "The functions, as mvn package makes them."
  type        = string
}

variable "feature_group" {
  description = "Whether to make the feature group edf-building-features."
  type        = bool
  default     = false
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
  default     = 365
}

variable "runbook_url" {
  description = "Address of the runbook; alarms link to its sections."
  type        = string
  default     = "docs/runbook.md"
}

variable "force_destroy" {
  description = "Whether the image repository may be destroyed with its images. For environments that are thrown away."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Further tags of all resources."
  type        = map(string)
  default     = {}
}

variable "function_concurrency" {
  description = "Most calls of a function at once, which are kept free for it; -1 keeps and limits nothing."
  type        = number
  default     = 5
}
