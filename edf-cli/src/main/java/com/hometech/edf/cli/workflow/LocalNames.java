package com.hometech.edf.cli.workflow;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.GeneralConfig;
import com.hometech.edf.common.config.Places;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Terraform fills into the placeholders of the definitions, for a laptop. Account-bound names (roles, keys, images)
 * have the form of real ones but name nothing: no call leaves this machine.
 */
final class LocalNames {
    /** The image whose programs are the jobs of this JVM. */
    static final String IMAGE_URI = "000000000000.dkr.ecr.local.amazonaws.com/edf-training-container:local";

    private static final String LAMBDA = "arn:aws:lambda:local-1:000000000000:function:";

    private final EdfConfig config;
    private final Places places;

    LocalNames(EdfConfig config, Places places) {
        this.config = config;
        this.places = places;
    }

    /** The names that both definitions use. */
    private Map<String, String> shared() {
        Map<String, String> values = new TreeMap<>();
        values.put("project_name", config.general().projectName());
        values.put("processed_edf_data_uri", places.processedData().toString());
        values.put("weather_forecast_uri", places.weatherForecast().toString());
        values.put("calendar_topology_uri", places.calendarTopology().toString());
        values.put("config_uri", places.configuration().toString());
        values.put("image_uri", IMAGE_URI);
        values.put("sagemaker_role_arn", "arn:aws:iam::000000000000:role/edf-local");
        values.put("kms_key_arn", "arn:aws:kms:local-1:000000000000:key/local");
        values.put("model_package_group", config.general().modelPackageGroupBase());
        values.put("volume_size_in_gb", "30");
        values.put(
                "processing_max_runtime_seconds",
                Integer.toString(config.edfTraining().maxRuntimeSeconds()));
        values.put("feature_instance_type", config.edfInference().featureInstanceType());
        values.put(
                "feature_instance_count", Integer.toString(config.edfInference().featureInstanceCount()));
        return values;
    }

    Map<String, String> training() {
        GeneralConfig general = config.general();
        Map<String, String> values = shared();
        values.put("default_strategy", config.edfTraining().defaultStrategy());
        values.put("features_path", featuresPath("training"));
        values.put("model_artifacts_path", places.withBuckets(general.modelArtifactsPath()));
        values.put("evaluation_output_path", places.withBuckets(general.evaluationOutputPath()));
        values.put("training_instance_type", config.edfTraining().instanceType());
        values.put(
                "training_instance_count", Integer.toString(config.edfTraining().instanceCount()));
        values.put(
                "training_max_runtime_seconds",
                Integer.toString(config.edfTraining().maxRuntimeSeconds()));
        values.put("evaluation_instance_type", config.edfEvaluation().instanceType());
        values.put(
                "evaluation_instance_count",
                Integer.toString(config.edfEvaluation().instanceCount()));
        values.put("register_model_function_arn", LAMBDA + general.registerModelLambdaBase());
        return values;
    }

    Map<String, String> inference() {
        GeneralConfig general = config.general();
        Map<String, String> values = shared();
        values.put("features_path", featuresPath("inference"));
        values.put("forecast_output_path", places.withBuckets(general.forecastOutputPath()));
        values.put("forecast_instance_type", config.edfInference().forecastInstanceType());
        values.put(
                "forecast_instance_count",
                Integer.toString(config.edfInference().forecastInstanceCount()));
        values.put("get_inference_date_function_arn", LAMBDA + general.getInferenceDateLambdaBase());
        values.put("get_approved_model_function_arn", LAMBDA + general.getApprovedModelLambdaBase());
        values.put("create_model_function_arn", LAMBDA + general.createModelLambdaBase());
        values.put("load_forecasts_function_arn", LAMBDA + general.loadForecastsLambdaBase());
        return values;
    }

    private String featuresPath(String workflowType) {
        return places.withBuckets(config.general().featuresPath()).replace("{workflow_type}", workflowType);
    }
}
