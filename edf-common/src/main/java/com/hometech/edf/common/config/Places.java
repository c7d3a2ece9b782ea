package com.hometech.edf.common.config;

import com.hometech.edf.common.port.ObjectUri;
import java.util.List;
import java.util.Map;

/**
 * Where everything lies in one environment: the configuration's path templates with its buckets filled in.
 *
 * @param general the templates and the first parts of the bucket names
 * @param environmentSuffix what the environment adds to a bucket name, for example {@code -dev}; empty on a laptop
 */
public record Places(GeneralConfig general, String environmentSuffix) {

    public String rawBucket() {
        return general.rawBucketBase() + environmentSuffix;
    }

    public String processedBucket() {
        return general.processedBucketBase() + environmentSuffix;
    }

    public String scriptsBucket() {
        return general.scriptsBucketBase() + environmentSuffix;
    }

    /** Prefix of the readings: below it {@code consumption/}, {@code generation/} and {@code weather/}. */
    public ObjectUri processedData() {
        return prefix(general.processedEdfDataPath(), Map.of());
    }

    /** Prefix of the archived weather forecasts. */
    public ObjectUri weatherForecast() {
        return prefix(general.weatherForecastPath(), Map.of());
    }

    /** Prefix of {@code buildings.csv} and {@code calendar.csv}. */
    public ObjectUri calendarTopology() {
        return prefix(general.calendarTopologyPath(), Map.of());
    }

    /** The configuration file that jobs and handlers read. */
    public ObjectUri configuration() {
        return new ObjectUri(scriptsBucket(), "config/edf_config.yaml");
    }

    /** Prefix of the features of one execution; {@code workflowType} is {@code training} or {@code inference}. */
    public ObjectUri features(String workflowType, String stateMachine, String execution) {
        return prefix(
                general.featuresPath(),
                Map.of("{workflow_type}", workflowType, "{sfn_name}", stateMachine, "{exec_id}", execution));
    }

    /** Prefix of the model artifacts of one execution. */
    public ObjectUri modelArtifacts(String stateMachine, String execution) {
        return prefix(general.modelArtifactsPath(), Map.of("{sfn_name}", stateMachine, "{exec_id}", execution));
    }

    /** Prefix of the evaluation of one execution. */
    public ObjectUri evaluationOutput(String stateMachine, String execution) {
        return prefix(general.evaluationOutputPath(), Map.of("{sfn_name}", stateMachine, "{exec_id}", execution));
    }

    /** Prefix of the forecasts of one execution. */
    public ObjectUri forecastOutput(String stateMachine, String execution) {
        return prefix(general.forecastOutputPath(), Map.of("{sfn_name}", stateMachine, "{exec_id}", execution));
    }

    /** Prefix of the forecasts of all executions: the part of their path that is the same for each. */
    public ObjectUri forecastOutputs() {
        return ofAllExecutions(general.forecastOutputPath());
    }

    /** Prefix of the shadow forecasts of one execution: those of a model that waits for approval. */
    public ObjectUri shadowOutput(String stateMachine, String execution) {
        return prefix(general.shadowOutputPath(), Map.of("{sfn_name}", stateMachine, "{exec_id}", execution));
    }

    /** Prefix of the shadow forecasts of all executions: the part of their path that is the same for each. */
    public ObjectUri shadowOutputs() {
        return ofAllExecutions(general.shadowOutputPath());
    }

    /** Prefix of the record of one training run. */
    public ObjectUri trainingRun(String stateMachine, String execution) {
        return prefix(general.trainingRunsPath(), Map.of("{sfn_name}", stateMachine, "{exec_id}", execution));
    }

    /** Prefix of the records of all training runs: the part of their path that is the same for each. */
    public ObjectUri trainingRuns() {
        return ofAllExecutions(general.trainingRunsPath());
    }

    private ObjectUri ofAllExecutions(String template) {
        String path = template;
        for (String differs : List.of("{sfn_name}", "{exec_id}")) {
            path = path.contains(differs) ? path.substring(0, path.indexOf(differs)) : path;
        }
        return prefix(path.substring(0, path.lastIndexOf('/') + 1), Map.of());
    }

    /** Prefix of what one execution found out about the accuracy of forecasts. */
    public ObjectUri accuracyOutput(String stateMachine, String execution) {
        return prefix(general.accuracyOutputPath(), Map.of("{sfn_name}", stateMachine, "{exec_id}", execution));
    }

    /** Prefix of the history of accuracy, and of its newest summary, page and state. */
    public ObjectUri accuracy() {
        return prefix(general.accuracyPath(), Map.of());
    }

    /** Prefix of what the daily checks of one execution found. */
    public ObjectUri monitoringOutput(String stateMachine, String execution) {
        return prefix(general.monitoringOutputPath(), Map.of("{sfn_name}", stateMachine, "{exec_id}", execution));
    }

    /** Prefix of what the daily checks found last: a folder for each, and their summary. */
    public ObjectUri monitoring() {
        return prefix(general.monitoringPath(), Map.of());
    }

    /** Prefix below which files about appliances are put to be analysed. */
    public ObjectUri applianceUploads() {
        return prefix(general.applianceUploadsPath(), Map.of());
    }

    /** Prefix of what was found out about appliances: below it {@code processed/}, {@code forecast/} and so on. */
    public ObjectUri applianceResults() {
        return prefix(general.applianceResultsPath(), Map.of());
    }

    /** Prefix of the evaluation's scores as a table, of one execution. */
    public ObjectUri evaluationScores(String stateMachine, String execution) {
        return prefix(general.evaluationScoresPath(), Map.of("{sfn_name}", stateMachine, "{exec_id}", execution));
    }

    /** Prefix of the lists of loaded forecast files. */
    public ObjectUri forecastIndex() {
        return prefix(general.forecastIndexPath(), Map.of());
    }

    private ObjectUri prefix(String template, Map<String, String> values) {
        String path = template.replace("{raw_bucket}", rawBucket()).replace("{processed_bucket}", processedBucket());
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replace(value.getKey(), value.getValue());
        }
        return ObjectUri.parse(path.endsWith("/") ? path : path + "/");
    }
}
