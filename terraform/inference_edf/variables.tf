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

variable "states" {
  description = "Where the states of the stacks ingestion and training_edf lie; null where the variables ingestion and training are given."
  type = object({
    bucket        = string
    region        = string
    ingestion_key = string
    training_key  = string
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

variable "training" {
  description = "What the stack training_edf would tell; null: it is asked."
  type = object({
    image_uri            = string
    jobs_role_arn        = string
    model_package_groups = map(string)
    alarm_names          = list(string)
  })
  default = null
}

variable "functions_artifact" {
  description = "The functions, as mvn package makes them."
  type        = string
}

variable "schedule_enabled" {
  description = "Whether DailyEDFInferenceTrigger starts runs; switch it on once a model is approved."
  type        = bool
  default     = true
}

variable "forecast_retention_days" {
  description = "Days after its issue that a forecast stays in DynamoDB; null: for ever."
  type        = number
  default     = 730
}

variable "database" {
  description = "Aurora PostgreSQL, where forecast_db_type is RDS: capacity in Aurora capacity units, and the VPC's addresses."
  type = object({
    min_capacity = optional(number, 0.5)
    max_capacity = optional(number, 8)
    cidr_block   = optional(string, "10.42.0.0/24")
  })
  default = {}
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

variable "deletion_protection" {
  description = "Whether the store of forecasts is protected against being destroyed."
  type        = bool
  default     = true
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

variable "reading_age_alarm_hours" {
  description = "Hours from a building's last reading to the run, median over the buildings, above which readings count as late."
  type        = number
  default     = 24
}

variable "weather_expected" {
  description = "Whether weather forecasts are delivered, so that their absence is an alarm."
  type        = bool
  default     = true
}
