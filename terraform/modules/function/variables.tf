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

variable "memory" {
  description = "Memory in MB; processor time grows with it."
  type        = number
}

variable "timeout" {
  description = "Longest run in seconds."
  type        = number
}

variable "environment" {
  description = "Environment variables of this function beside the shared ones; no secrets, only references."
  type        = map(string)
  default     = {}
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

variable "runbook" {
  description = "Address of the runbook's section on this function."
  type        = string
}

variable "shared" {
  description = "What the functions of a stack have in common: the artifact in S3 with the Base64 SHA-256 by which a change is noticed; the most calls at once (-1 does not limit them); environment variables; the key for logs, variables and what failed; the days that logs are kept; where alarms go."
  type = object({
    artifact = object({
      bucket = string
      key    = string
      sha256 = string
    })
    concurrency        = number
    environment        = map(string)
    kms_key_arn        = string
    log_retention_days = number
    alarm_topic_arn    = string
  })
}
