variable "name" {
  description = "Name of the schedule; that of its role begins with it."
  type        = string
}

variable "description" {
  description = "What it starts."
  type        = string
}

variable "group_name" {
  description = "Group of schedules that it belongs to."
  type        = string
}

variable "expression" {
  description = "When it starts: a cron or rate expression of EventBridge Scheduler."
  type        = string
}

variable "timezone" {
  description = "IANA time zone of the expression."
  type        = string
}

variable "enabled" {
  description = "Whether it starts anything."
  type        = bool
}

variable "state_machine_arn" {
  description = "The state machine that it starts."
  type        = string
}

variable "time_field" {
  description = "Field of the state machine's input that takes the nominal time."
  type        = string
}

variable "not_started_queue_arn" {
  description = "Queue that keeps what could not be started."
  type        = string
}

variable "kms_key_arn" {
  description = "Key of the schedule and of the queue."
  type        = string
}
