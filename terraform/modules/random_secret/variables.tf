variable "name" {
  description = "Name of the secret."
  type        = string
}

variable "description" {
  description = "What the secret is for."
  type        = string
}

variable "field" {
  description = "Field of the secret that holds the value."
  type        = string
}

variable "generation" {
  description = "A greater number makes a new value."
  type        = number
  default     = 1
}

variable "kms_key_arn" {
  description = "Key that encrypts the secret."
  type        = string
}

variable "deletion_protection" {
  description = "Whether the secret can be had back for 30 days after it was deleted."
  type        = bool
}
