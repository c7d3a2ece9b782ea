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

variable "deletion_protection" {
  description = "Whether the image repository refuses to be destroyed with its images. For environments that are thrown away: false."
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
