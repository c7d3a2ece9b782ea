# The environment that others rely on: what all stacks take. Files named prod.STACK.tfvars hold what one stack takes beside this.
environment         = "prod"
deletion_protection = true
log_retention_days  = 731
tags                = { Purpose = "production" }
