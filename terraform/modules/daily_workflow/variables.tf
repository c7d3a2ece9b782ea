variable "name" {
  description = "Name of the state machine."
  type        = string
}

variable "definition" {
  description = "The rendered definition."
  type        = string
}

variable "job_role_arn" {
  description = "Role that SageMaker takes to run the jobs."
  type        = string
}

variable "function_arns" {
  description = "Functions, or their aliases, that the definition calls."
  type        = list(string)
}

variable "started_machine_arns" {
  description = "State machines that the definition starts without waiting for them; it may see which executions run."
  type        = list(string)
  default     = []
}

variable "schedule" {
  description = "When it starts: name, description and group of the schedule, its expression and time zone, whether it is on, and the queue that keeps what could not be started."
  type = object({
    name                  = string
    description           = string
    group_name            = string
    expression            = string
    timezone              = string
    enabled               = bool
    not_started_queue_arn = string
  })
}

variable "metric_namespace" {
  description = "Namespace of the metrics that the workflow puts."
  type        = string
}

variable "found" {
  description = "The alarm for what was found: raised while the metric is above 0, kept where no value comes."
  type = object({
    alarm_name      = string
    description     = string
    metric          = string
    runbook_section = string
  })
}

variable "not_looked" {
  description = "The alarm where nothing could be looked at: the metric is above 0 on two days in a row, or no value comes."
  type = object({
    alarm_name      = string
    description     = string
    metric          = string
    runbook_section = string
  })
}

variable "kms_key_arn" {
  description = "Key for log and data of executions, and of the schedule."
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

variable "runbook_url" {
  description = "Address of the runbook."
  type        = string
}

variable "runbook_section" {
  description = "The runbook's section on executions of this workflow."
  type        = string
}
