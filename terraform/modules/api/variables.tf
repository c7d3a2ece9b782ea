variable "name" {
  description = "Name of the API, and what the names around it begin with."
  type        = string
}

variable "contract" {
  description = "The OpenAPI document of the API, a YAML file; its scopes are those of the user pool."
  type        = string
}

variable "document" {
  description = "What the gateway imports, which the build makes of the contract: JSON with places for the ARNs of functions and user pool."
  type        = string
}

variable "functions" {
  description = "The functions that answer: name and ARN of the alias; \"forecasts\", \"predictions\", and \"models\", which alone may decide."
  type = map(object({
    name     = string
    live_arn = string
  }))

  validation {
    condition     = toset(keys(var.functions)) == toset(["forecasts", "models", "predictions"])
    error_message = "functions has the keys forecasts, models and predictions."
  }
}

variable "domain_prefix" {
  description = "First part of the sign-in's address, taken once in a region of AWS."
  type        = string
}

variable "machine_clients" {
  description = "Programs that sign in with an id and a secret, and their scopes, by name."
  type        = map(set(string))
}

variable "web_callback_urls" {
  description = "Where people are sent back to after they signed in."
  type        = list(string)
}

variable "limits" {
  description = "Requests a second and in a burst that the API takes; requests in five minutes of one access token, and from one address, above which they are refused."
  type = object({
    rate_per_second        = number
    burst                  = number
    per_token_in_5_minutes = number
    per_ip_in_5_minutes    = number
  })
}

variable "usage_plans" {
  description = "Clients whose requests are counted by API keys, by name: requests a second, in a burst, and in a day (null: any number). Empty: no request needs a key."
  type = map(object({
    rate_per_second = number
    burst           = number
    per_day         = optional(number)
  }))

  validation {
    condition     = !contains(keys(var.usage_plans), "pages")
    error_message = "The plan \"pages\" is made for the pages: name the client's plan otherwise."
  }
}

variable "deletion_protection" {
  description = "Whether the users cannot be deleted."
  type        = bool
}

variable "kms_key_arn" {
  description = "Key for the access log."
  type        = string
}

variable "log_retention_days" {
  description = "Days that the access log is kept."
  type        = number
}

variable "alarm_topic_arn" {
  description = "Where alarms go."
  type        = string
}

variable "runbook_url" {
  description = "Address of the runbook; alarms link to its sections."
  type        = string
}
