variable "environment" {
  description = "Name of the environment, added to the names of all resources: dev, staging, prod."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,11}$", var.environment))
    error_message = "environment is 2 to 12 lower-case letters and digits, beginning with a letter, for example dev."
  }
}

variable "config_file" {
  description = "The configuration, a YAML file."
  type        = string
}

variable "reads" {
  description = "Stacks that the caller builds on: ingestion, training_edf."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for stack in var.reads : contains(["ingestion", "training_edf"], stack)])
    error_message = "reads holds ingestion and training_edf, nothing else."
  }
}

variable "states" {
  description = "Where the states of all stacks lie, each as {environment}/{stack}; null where what is read is given instead."
  type = object({
    bucket = string
    region = string
  })
  default = null

  validation {
    condition = var.states != null || (
      (var.ingestion != null || !contains(var.reads, "ingestion")) && (var.training != null || !contains(var.reads, "training_edf"))
    )
    error_message = "Say where Terraform's states are, -var 'states={bucket=\"…\",region=\"…\"}', or give the objects ingestion and training."
  }
}

variable "ingestion" {
  description = "What the stack ingestion would tell, for an account that has an ingestion of its own; null: its state is read."
  type = object({
    environment      = string
    raw_bucket       = string
    processed_bucket = string
    scripts_bucket   = string
    kms_key_arn      = string
    alarm_topic_arn  = string
    config_uri       = string
    # the pages' bucket has no access log where there is none
    access_log_bucket = optional(string)
  })
  default = null
}

variable "training" {
  description = "What the stack training_edf would tell; null: its state is read."
  type = object({
    image_uri            = string
    jobs_role_arn        = string
    model_package_groups = map(string)
    alarm_names          = list(string)
  })
  default = null
}
