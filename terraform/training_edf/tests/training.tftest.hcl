# What the stack promises, with a provider that answers without AWS.

mock_provider "aws" {
  source = "../mocks"
}

variables {
  environment        = "dev"
  image_tag          = "1.2.0"
  functions_artifact = "tests/training.tftest.hcl" # any file
  ingestion = {
    environment      = "dev"
    raw_bucket       = "hometech-ml-raw-data-dev"
    processed_bucket = "hometech-ml-processed-data-dev"
    scripts_bucket   = "hometech-ml-glue-scripts-dev"
    kms_key_arn      = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    alarm_topic_arn  = "arn:aws:sns:eu-central-1:123456789012:alarms"
    config_uri       = "s3://hometech-ml-glue-scripts-dev/config/edf_config.yaml"
  }
}

run "the_definition_is_the_one_of_the_laptop" {
  command = apply

  assert {
    condition     = jsondecode(output.definition).StartAt == "ValidateSchema"
    error_message = "The workflow starts with ValidateSchema."
  }
  assert {
    condition = alltrue([for state in ["ValidateSchema", "FeatureEngineeringTrainingEDF", "ModelTrainingEDF", "ModelEvaluationEDF", "CheckEvaluationEDF", "RegisterModelEDF", "WorkflowSucceeded", "EvaluationFailedEDF", "WorkflowFailed"] :
      contains(keys(jsondecode(output.definition).States), state)
    ])
    error_message = "States are missing: ${join(", ", keys(jsondecode(output.definition).States))}"
  }
  assert {
    condition     = !strcontains(output.definition, "$${")
    error_message = "A name was not filled in."
  }
  assert {
    condition     = jsondecode(output.definition).States.RegisterModelEDF.Arguments.FunctionName == "arn:aws:lambda:eu-central-1:123456789012:function:a-function:live"
    error_message = "The workflow calls the alias, which has a snapshot."
  }
  assert {
    condition     = jsondecode(output.definition).States.ModelTrainingEDF.Arguments.AlgorithmSpecification.TrainingImage != null
    error_message = "The training job has an image."
  }
}

run "jobs_may_use_the_key_for_outputs_and_disks" {
  command = apply

  assert {
    condition = alltrue([for action in ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:CreateGrant"] :
      contains(flatten([for statement in data.aws_iam_policy_document.jobs.statement : statement.actions]), action)
    ])
    error_message = "SageMaker asks for each of these with the jobs' role."
  }
}

run "jobs_read_and_write_where_the_definition_says" {
  command = apply

  assert {
    condition     = strcontains(output.definition, "s3://hometech-ml-processed-data-dev/features/edf/training/{sfn_name}/{exec_id}/")
    error_message = "Features of training have a folder of their own."
  }
}

run "images_stay_what_they_are" {
  command = apply

  assert {
    condition     = aws_ecr_repository.jobs.image_tag_mutability == "IMMUTABLE" && aws_ecr_repository.jobs.image_scanning_configuration[0].scan_on_push
    error_message = "Tags of images are immutable, and images are scanned."
  }
  assert {
    condition     = aws_ecr_repository.jobs.name == "edf-training-container-dev"
    error_message = aws_ecr_repository.jobs.name
  }
}

run "models_of_both_quantities_have_groups" {
  command = apply

  assert {
    condition     = output.training.model_package_groups == tomap({ consumption = "EDFBuildingDemandForecaster-dev", solar = "EDFSolarGenerationForecaster-dev" })
    error_message = jsonencode(output.training.model_package_groups)
  }
  assert {
    condition     = length(aws_sagemaker_feature_group.features) == 0
    error_message = "The feature group is made where it is asked for."
  }
}

run "a_feature_group_is_made_where_it_is_asked_for" {
  command = apply

  variables {
    feature_group = true
  }

  assert {
    condition     = aws_sagemaker_feature_group.features[0].feature_group_name == "edf-building-features-dev"
    error_message = aws_sagemaker_feature_group.features[0].feature_group_name
  }
  assert {
    condition = alltrue([for action in ["s3:PutObject", "s3:PutObjectAcl", "s3:GetBucketAcl"] :
      contains(flatten([for statement in data.aws_iam_policy_document.jobs.statement : statement.actions if endswith(statement.sid, "OfflineStore")]), action)
    ])
    error_message = "The role may write the group's offline store."
  }
}

run "every_end_of_a_run_is_recorded" {
  command = apply

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.run_ended.event_pattern).detail.status == ["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]
    error_message = aws_cloudwatch_event_rule.run_ended.event_pattern
  }
  assert {
    condition     = aws_cloudwatch_event_target.record_run.input_path == "$.detail" && aws_lambda_permission.run_ended.principal == "events.amazonaws.com"
    error_message = "The function gets the detail of the event, and may be called for it."
  }
}
