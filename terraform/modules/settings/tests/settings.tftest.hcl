# What all stacks know, with a provider that answers without AWS.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  environment = "dev"
  config_file = "../../../config/edf_config.yaml"
}

run "names_follow_the_configuration" {
  command = apply

  assert {
    condition     = output.bucket_names.raw == "hometech-ml-raw-data-dev" && output.bucket_arns.raw == "arn:aws:s3:::hometech-ml-raw-data-dev"
    error_message = "The raw bucket is ${output.bucket_names.raw}."
  }
  assert {
    condition     = output.config_uri == "s3://hometech-ml-glue-scripts-dev/config/edf_config.yaml"
    error_message = output.config_uri
  }
  assert {
    condition     = output.paths.forecast_output_path == "s3://hometech-ml-processed-data-dev/forecast-output/{sfn_name}/{exec_id}/"
    error_message = output.paths.forecast_output_path
  }
  assert {
    condition     = output.objects.forecast_output == "arn:aws:s3:::hometech-ml-processed-data-dev/forecast-output/*"
    error_message = output.objects.forecast_output
  }
  assert {
    condition     = output.default_target == "consumption"
    error_message = output.default_target
  }
}

run "models_may_be_read_as_sagemaker_names_them" {
  command = apply

  assert {
    condition = alltrue([for name in ["EDFBuildingDemandForecaster-dev", "edfbuildingdemandforecaster-dev", "EDFSolarGenerationForecaster-dev", "edfsolargenerationforecaster-dev"] :
      contains(output.model_package_arns, "arn:aws:sagemaker:eu-central-1:123456789012:model-package/${name}/*") &&
      contains(output.model_package_group_arns, "arn:aws:sagemaker:eu-central-1:123456789012:model-package-group/${name}")
    ])
    error_message = join(", ", concat(output.model_package_arns, output.model_package_group_arns))
  }
}

run "an_ingestion_of_ones_own_has_other_buckets" {
  command = apply

  variables {
    reads = ["ingestion"]
    ingestion = {
      environment      = "dev"
      raw_bucket       = "theirs-raw"
      processed_bucket = "theirs-processed"
      scripts_bucket   = "theirs-scripts"
      kms_key_arn      = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
      alarm_topic_arn  = "arn:aws:sns:eu-central-1:123456789012:alarms"
      config_uri       = "s3://theirs-scripts/edf.yaml"
    }
  }

  assert {
    condition     = output.objects.weather_forecast == "arn:aws:s3:::theirs-raw/edf-inputs/weather-forecast/*"
    error_message = output.objects.weather_forecast
  }
  assert {
    condition     = output.objects.config == "arn:aws:s3:::theirs-scripts/edf.yaml"
    error_message = output.objects.config
  }
}

run "what_is_neither_given_nor_found_is_asked_for" {
  command = plan

  variables {
    reads = ["ingestion"]
  }

  expect_failures = [var.states]
}

run "an_environment_is_named_simply" {
  command = plan

  variables {
    environment = "Dev_1"
  }

  expect_failures = [var.environment]
}
