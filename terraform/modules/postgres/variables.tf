variable "name" {
  description = "Name of the cluster, and what the names around it begin with."
  type        = string
}

variable "cidr_block" {
  description = "Addresses of the network that is made for it."
  type        = string
}

variable "min_capacity" {
  description = "Least capacity, in Aurora capacity units."
  type        = number
}

variable "max_capacity" {
  description = "Most capacity, in Aurora capacity units."
  type        = number
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the cluster."
  type        = bool
}

variable "final_snapshot" {
  description = "Whether a snapshot is left when the cluster is deleted."
  type        = bool
}

variable "kms_key_arn" {
  description = "Key that encrypts data and password."
  type        = string
}
