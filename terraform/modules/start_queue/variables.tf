variable "name" {
  description = "Name of the queue."
  type        = string
}

variable "alarm_name" {
  description = "Name of the alarm."
  type        = string
}

variable "alarm_description" {
  description = "What did not start, as a sentence."
  type        = string
}

variable "rule" {
  description = "Rule of EventBridge that puts messages here; null: only roles do."
  type        = object({ arn = string })
  default     = null
}

variable "kms_key_arn" {
  description = "Key of the queue."
  type        = string
}

variable "alarm_topic_arn" {
  description = "Where alarms go."
  type        = string
}

variable "runbook" {
  description = "Address of the runbook's section on this alarm."
  type        = string
}
