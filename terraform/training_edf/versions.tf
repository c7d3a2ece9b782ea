terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }

  # bucket, key and region come with terraform init -backend-config (docs/deploy.md)
  backend "s3" {
    use_lockfile = true
    encrypt      = true
  }
}

provider "aws" {
  region = module.settings.config.aws_region

  default_tags {
    tags = merge(var.tags, {
      Project     = module.settings.config.project_name
      Environment = var.environment
      Stack       = "training_edf"
      ManagedBy   = "terraform"
    })
  }
}
