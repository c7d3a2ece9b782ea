package com.hometech.edf.cli.integration;

import com.hometech.edf.cli.states.DefinitionTemplate;
import com.hometech.edf.cli.states.StateMachineDefinition;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.inference.correction.IntervalCorrections;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The workflows' definitions, the same files that Terraform deploys, rendered with names of this machine.
 *
 * @param config gives names, instances and limits
 * @param places where everything lies
 */
public record LocalDefinitions(EdfConfig config, Places places) {

    /** The image that the definitions name: the programs inside this JVM. */
    public static final String IMAGE_URI = "local/edf-training-container:local";

    private static final String TRAINING = "/terraform/training_edf/edf_training.asl.json";
    private static final String INFERENCE = "/terraform/inference_edf/edf_inference.asl.json";

    private static final String ACCURACY = "/terraform/inference_edf/edf_accuracy.asl.json";
    private static final String MONITORING = "/terraform/inference_edf/edf_monitoring.asl.json";
    private static final String APPLIANCES = "/terraform/inference_edf/edf_appliances.asl.json";

    private static final String NOTE = "_about.txt";
    private static final String ACCOUNT = "000000000000";
    private static final int PROCESSING_SECONDS = 7200;
    private static final int VOLUME_GIGABYTES = 50;

    // braces are the language's own: the definitions put the names in
    private static final String ANY_STATE_MACHINE = "{sfn_name}";
    private static final String ANY_EXECUTION = "{exec_id}";

    /**
     * Puts a note where optional inputs lie: SageMaker refuses an input without any object, and there may be no weather and no
     * forecasts yet. On AWS the stacks do this.
     */
    public void layGround(ObjectStore store) {
        layNote(store, places.processedData().resolve("weather/"), "Weather lies here. Where there is none");
        layNote(store, places.weatherForecast(), "Weather lies here. Where there is none");
        layNote(store, places.forecastOutputs(), "Forecasts lie here. Where there are none");
        layNote(store, places.forecastIndex(), "Lists of loaded forecasts lie here. Where there are none");
        layNote(store, places.accuracy(), "The accuracy of forecasts lies here. Where there is none");
        layNote(
                store,
                places.accuracy().resolve(IntervalCorrections.FOLDER),
                "What intervals are corrected by lies here. Where nothing was measured");
        layNote(
                store,
                places.shadowOutputs(),
                "Forecasts of models that wait for approval lie here. Where there are none");
        layNote(store, places.monitoring(), "Findings of the daily checks lie here. Where there are none");
    }

    private static void layNote(ObjectStore store, ObjectUri folder, String what) {
        store.putIfAbsent(
                folder.resolve(NOTE), (what + ", this file keeps the folder.\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The training workflow. */
    public StateMachineDefinition training() {
        return StateMachineDefinition.parse(config.general().trainingStateMachineBase(), trainingJson());
    }

    /** The inference workflow. */
    public StateMachineDefinition inference() {
        return StateMachineDefinition.parse(config.general().inferenceStateMachineBase(), inferenceJson());
    }

    /** The workflow that scores issued forecasts. */
    public StateMachineDefinition accuracy() {
        return StateMachineDefinition.parse(config.general().accuracyStateMachineBase(), accuracyJson());
    }

    /** The workflow of the daily checks. */
    public StateMachineDefinition monitoring() {
        return StateMachineDefinition.parse(config.general().monitoringStateMachineBase(), monitoringJson());
    }

    /** The workflow about uploads of appliance data. */
    public StateMachineDefinition appliances() {
        return StateMachineDefinition.parse(config.general().applianceStateMachineBase(), appliancesJson());
    }

    /** The training workflow as the JSON that AWS would get. */
    public String trainingJson() {
        Map<String, String> values = common("training");
        values.put(
                "model_artifacts_path",
                places.modelArtifacts(ANY_STATE_MACHINE, ANY_EXECUTION).toString());
        values.put(
                "evaluation_output_path",
                places.evaluationOutput(ANY_STATE_MACHINE, ANY_EXECUTION).toString());
        values.put(
                "evaluation_scores_path",
                places.evaluationScores(ANY_STATE_MACHINE, ANY_EXECUTION).toString());
        values.put("default_strategy", config.edfTraining().defaultStrategy());
        values.put("register_model_function_arn", functionArn(config.general().registerModelLambdaBase()));
        values.put("training_instance_type", config.edfTraining().instanceType());
        values.put("training_instance_count", text(config.edfTraining().instanceCount()));
        values.put("training_max_runtime_seconds", text(config.edfTraining().maxRuntimeSeconds()));
        values.put("evaluation_instance_type", config.edfEvaluation().instanceType());
        values.put("evaluation_instance_count", text(config.edfEvaluation().instanceCount()));
        values.put(
                "historical_labels_uri",
                config.edfEvaluation()
                        .historicalLabels()
                        .map(ObjectUri::toString)
                        .orElse(""));
        return template(TRAINING).render(values);
    }

    /** The inference workflow as the JSON that AWS would get. */
    public String inferenceJson() {
        Map<String, String> values = common("inference");
        values.put(
                "forecast_output_path",
                places.forecastOutput(ANY_STATE_MACHINE, ANY_EXECUTION).toString());
        values.put(
                "shadow_output_path",
                places.shadowOutput(ANY_STATE_MACHINE, ANY_EXECUTION).toString());
        values.put("forecast_index_uri", places.forecastIndex().toString());
        values.put("accuracy_uri", places.accuracy().toString());
        values.put(
                "get_inference_date_function_arn", functionArn(config.general().getInferenceDateLambdaBase()));
        values.put(
                "get_approved_model_function_arn", functionArn(config.general().getApprovedModelLambdaBase()));
        values.put("create_model_function_arn", functionArn(config.general().createModelLambdaBase()));
        values.put("load_forecasts_function_arn", functionArn(config.general().loadForecastsLambdaBase()));
        values.put("forecast_instance_type", config.edfInference().forecastInstanceType());
        values.put("forecast_instance_count", text(config.edfInference().forecastInstanceCount()));
        return template(INFERENCE).render(values);
    }

    /** The workflow that scores issued forecasts as the JSON that AWS would get. */
    public String accuracyJson() {
        Map<String, String> values = job();
        values.put("forecast_outputs_uri", places.forecastOutputs().toString());
        values.put("forecast_index_uri", places.forecastIndex().toString());
        values.put(
                "accuracy_output_path",
                places.accuracyOutput(ANY_STATE_MACHINE, ANY_EXECUTION).toString());
        values.put("accuracy_uri", places.accuracy().toString());
        values.put("report_accuracy_function_arn", functionArn(config.general().reportAccuracyLambdaBase()));
        values.put("accuracy_instance_type", config.edfMonitoring().accuracy().instanceType());
        return template(ACCURACY).render(values);
    }

    /** The workflow of the daily checks as the JSON that AWS would get. */
    public String monitoringJson() {
        Map<String, String> values = job();
        values.put("weather_forecast_uri", places.weatherForecast().toString());
        values.put("calendar_topology_uri", places.calendarTopology().toString());
        values.put("forecast_outputs_uri", places.forecastOutputs().toString());
        values.put("forecast_index_uri", places.forecastIndex().toString());
        values.put("shadow_outputs_uri", places.shadowOutputs().toString());
        values.put("accuracy_uri", places.accuracy().toString());
        values.put(
                "monitoring_output_path",
                places.monitoringOutput(ANY_STATE_MACHINE, ANY_EXECUTION).toString());
        values.put("monitoring_uri", places.monitoring().toString());
        values.put(
                "report_monitoring_function_arn", functionArn(config.general().reportMonitoringLambdaBase()));
        values.put(
                "decide_retraining_function_arn", functionArn(config.general().decideRetrainingLambdaBase()));
        values.put(
                "training_state_machine_arn",
                "arn:aws:states:%s:%s:stateMachine:%s"
                        .formatted(region(), ACCOUNT, config.general().trainingStateMachineBase()));
        values.put("model_package_group", config.general().modelPackageGroupBase());
        values.put("solar_model_package_group", config.general().solarModelPackageGroupBase());
        values.put("watch_instance_type", config.edfMonitoring().watch().instanceType());
        return template(MONITORING).render(values);
    }

    /** The workflow about uploads of appliance data as the JSON that AWS would get. */
    public String appliancesJson() {
        Map<String, String> values = new TreeMap<>();
        values.put("appliance_results_uri", places.applianceResults().toString());
        values.put(
                "analyse_appliances_function_arn", functionArn(config.general().analyseAppliancesLambdaBase()));
        values.put(
                "report_appliances_function_arn", functionArn(config.general().reportAppliancesLambdaBase()));
        return template(APPLIANCES).render(values);
    }

    /** What every definition with a job needs. */
    private Map<String, String> job() {
        Map<String, String> values = new TreeMap<>();
        values.put("project_name", config.general().projectName());
        values.put("config_uri", places.configuration().toString());
        values.put("processed_edf_data_uri", places.processedData().toString());
        values.put("image_uri", IMAGE_URI);
        values.put("sagemaker_role_arn", "arn:aws:iam::" + ACCOUNT + ":role/edf-local");
        values.put("kms_key_arn", "arn:aws:kms:" + region() + ":" + ACCOUNT + ":key/local");
        values.put("processing_max_runtime_seconds", text(PROCESSING_SECONDS));
        values.put("volume_size_in_gb", text(VOLUME_GIGABYTES));
        return values;
    }

    private Map<String, String> common(String workflowType) {
        Map<String, String> values = job();
        values.put("weather_forecast_uri", places.weatherForecast().toString());
        values.put("calendar_topology_uri", places.calendarTopology().toString());
        values.put(
                "features_path",
                places.features(workflowType, ANY_STATE_MACHINE, ANY_EXECUTION).toString());
        values.put("model_package_group", config.general().modelPackageGroupBase());
        values.put("solar_model_package_group", config.general().solarModelPackageGroupBase());
        values.put("default_target", config.edfFeatureEng().quantity().code());
        values.put("feature_instance_type", config.edfInference().featureInstanceType());
        values.put("feature_instance_count", text(config.edfInference().featureInstanceCount()));
        return values;
    }

    private static DefinitionTemplate template(String resource) {
        try (InputStream in = LocalDefinitions.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new InvalidInputException("The class path has no " + resource);
            }
            return new DefinitionTemplate(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String functionArn(String name) {
        return "arn:aws:lambda:%s:%s:function:%s".formatted(region(), ACCOUNT, name);
    }

    private String region() {
        return config.general().awsRegion();
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}
