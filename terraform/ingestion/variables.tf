variable "environment" {
  description = "Name of the environment: dev, staging, prod."
  type        = string
}

variable "config_file" {
  description = "The configuration, a YAML file; all stacks of an environment take the same."
  type        = string
  default     = "../../config/edf_config.yaml"
}

variable "feature_retention_days" {
  description = "Days that features are kept, which can be computed again, and findings of executions, which are published elsewhere."
  type        = number
  default     = 30
}

variable "forecast_file_retention_days" {
  description = "Days that the files of forecasts are kept. Scores and anomalies that were found with them stay."
  type        = number
  default     = 800
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

variable "deletion_protection" {
  description = "Whether buckets with objects refuse to be destroyed. For environments that are thrown away: false."
  type        = bool
  default     = true
}

variable "account_settings" {
  description = "Whether this environment makes what an account has once in a region: the log groups of SageMaker's jobs, and API Gateway's right to write logs."
  type        = bool
  default     = true
}

variable "monthly_budget_usd" {
  description = "US dollars a month; above 80 % of it, or when it is forecast to be exceeded, the topic for alarms is told. null: no budget."
  type        = number
  default     = null
}

variable "tags" {
  description = "Further tags of all resources."
  type        = map(string)
  default     = {}
}
