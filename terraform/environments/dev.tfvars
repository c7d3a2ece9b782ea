# An environment to try things in: what all stacks take. Files named dev.STACK.tfvars hold what one stack takes beside this.
environment         = "dev"
deletion_protection = false
tags                = { Purpose = "development" }
