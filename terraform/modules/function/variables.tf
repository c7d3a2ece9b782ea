variable "name" {
  description = "Name of the function."
  type        = string
}

variable "description" {
  description = "What the function does."
  type        = string
}

variable "handler" {
  description = "Entry class."
  type        = string
}

variable "artifact" {
  description = "The artifact in S3: bucket, key, and the Base64 SHA-256 by which a change is noticed."
  type = object({
    bucket = string
    key    = string
    sha256 = string
  })
}

variable "memory" {
  description = "Memory in MB; processor time grows with it."
  type        = number
}

variable "timeout" {
  description = "Longest run in seconds."
  type        = number
}

variable "concurrency" {
  description = "Most calls at once; -1 does not limit them."
  type        = number
  default     = 5
}

variable "environment" {
  description = "Environment variables; no secrets, only references."
  type        = map(string)
}

variable "policy" {
  description = "What the function may do beside writing its log: a policy document as JSON."
  type        = string
}

variable "network" {
  description = "Subnets and security groups, for a function that talks to a database in a VPC; null: none."
  type = object({
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
  default = null
}

variable "kms_key_arn" {
  description = "Key for the log, the variables and what failed."
  type        = string
}

variable "log_retention_days" {
  description = "Days that the log is kept."
  type        = number
}

variable "alarm_topic_arn" {
  description = "Where alarms go."
  type        = string
}

variable "runbook" {
  description = "Address of the runbook's section on this function."
  type        = string
}
