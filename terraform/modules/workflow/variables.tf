variable "name" {
  description = "Name of the state machine."
  type        = string
}

variable "definition" {
  description = "The rendered definition."
  type        = string
}

variable "job_role_arn" {
  description = "Role that SageMaker takes to run the jobs; null where there are none."
  type        = string
  default     = null
}

variable "jobs" {
  description = "Whether the definition starts jobs in SageMaker."
  type        = bool
  default     = true
}

variable "training_jobs" {
  description = "Whether the definition starts training jobs beside processing jobs."
  type        = bool
  default     = false
}

variable "function_arns" {
  description = "Functions, or their aliases, that the definition calls."
  type        = list(string)
}

variable "readable_objects" {
  description = "ARNs of the objects that the definition itself reads."
  type        = list(string)
  default     = []
}

variable "started_machine_arns" {
  description = "State machines that the definition starts without waiting for them; it may see which executions run."
  type        = list(string)
  default     = []
}

variable "kms_key_arn" {
  description = "Key for log and data of executions."
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
  description = "Address of the runbook's section on this workflow."
  type        = string
}

variable "log_execution_data" {
  description = "Whether the log holds what states take and give; false where that may name persons."
  type        = bool
  default     = true
}
