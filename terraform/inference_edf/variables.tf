variable "environment" {
  description = "Name of the environment: dev, staging, prod."
  type        = string
}

variable "config_file" {
  description = "The configuration, a YAML file; all stacks of an environment take the same."
  type        = string
  default     = "../../config/edf_config.yaml"
}

variable "states" {
  description = "Where the states of all stacks lie, each as {environment}/{stack}; null where what is read is given instead."
  type = object({
    bucket = string
    region = string
  })
  default = null
}

variable "ingestion" {
  description = "What the stack ingestion would tell, for an account that has an ingestion of its own; null: its state is read."
  type        = any # modules/settings knows the fields
  default     = null
}

variable "training" {
  description = "What the stack training_edf would tell; null: its state is read."
  type        = any # modules/settings knows the fields
  default     = null
}

variable "functions_artifact" {
  description = "The functions, as mvn package makes them."
  type        = string
}

variable "gateway_document" {
  description = "The API as its gateway imports it, as mvn package makes it."
  type        = string
  default     = "../../edf-api/target/openapi-aws.json"
}

variable "pages" {
  description = "Folder of the pages, as mvn package makes them: with the libraries that they use."
  type        = string
  default     = "../../edf-api/target/classes/com/hometech/edf/api/pages"
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
  description = "Aurora PostgreSQL, where forecast_db_type is RDS: capacity in Aurora capacity units, the network's addresses, and whether a last snapshot is kept."
  type = object({
    min_capacity   = optional(number, 0.5)
    max_capacity   = optional(number, 8)
    cidr_block     = optional(string, "10.42.0.0/24")
    final_snapshot = optional(bool, true)
  })
  default = {}
}

variable "api" {
  description = "The API and its pages: programs that sign in with their scopes, by name; how many requests are taken; clients whose requests are counted by API keys; most calls of a function at once; a name of your own with its certificate in us-east-1. null: there is no API."
  type = object({
    machine_clients = optional(map(set(string)), {})
    concurrency     = optional(number, 20)
    limits = optional(object({
      rate_per_second        = optional(number, 50)
      burst                  = optional(number, 100)
      per_token_in_5_minutes = optional(number, 3000)
      per_ip_in_5_minutes    = optional(number, 20000)
    }), {})
    usage_plans = optional(map(object({
      rate_per_second = number
      burst           = number
      per_day         = optional(number)
    })), {})
    domain = optional(object({
      name            = string
      certificate_arn = string
    }))
  })
  default = null
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
  description = "Whether the store of forecasts refuses to be destroyed. For environments that are thrown away: false."
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
