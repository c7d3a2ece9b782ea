variable "environment" {
  description = "Name of the environment, added to the names of all resources: dev, staging, prod."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,11}$", var.environment))
    error_message = "environment is 2 to 12 lower-case letters and digits, beginning with a letter, for example dev."
  }
}

variable "config_file" {
  description = "The configuration that is uploaded, and that gives names and region."
  type        = string
  default     = "../../config/edf_config.yaml"
}

variable "feature_retention_days" {
  description = "Days that features are kept; they can be computed again."
  type        = number
  default     = 30
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
  default     = 365
}

variable "alarm_emails" {
  description = "Addresses that get alarms; each must confirm."
  type        = set(string)
  default     = []
}

variable "force_destroy" {
  description = "Whether buckets may be destroyed with their content. For environments that are thrown away."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Further tags of all resources."
  type        = map(string)
  default     = {}
}
