package com.hometech.edf.common.config;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;

/**
 * The whole configuration.
 *
 * @param general names and places (these keys stand at the top level of the file)
 * @param commonFeatureEng {@code common_feature_eng}
 * @param edfFeatureEng {@code edf_feature_eng}
 * @param edfTraining {@code edf_training}
 * @param edfEvaluation {@code edf_evaluation}
 * @param edfInference {@code edf_inference}
 * @param edfMonitoring {@code edf_monitoring}
 * @param edfInsights {@code edf_insights}
 * @param lambdaShared {@code lambda_shared}: functions of the workflows
 * @param lambdaApi {@code lambda_api}: functions that answer requests
 * @param dataQuality {@code data_quality}
 */
public record EdfConfig(
        GeneralConfig general,
        CommonFeatureConfig commonFeatureEng,
        FeatureConfig edfFeatureEng,
        TrainingConfig edfTraining,
        EvaluationConfig edfEvaluation,
        InferenceConfig edfInference,
        MonitoringConfig edfMonitoring,
        InsightsConfig edfInsights,
        LambdaConfig lambdaShared,
        LambdaConfig lambdaApi,
        DataQualityConfig dataQuality) {

    static EdfConfig read(ConfigSection file) {
        ConfigSection features = file.section("edf_feature_eng");
        ConfigSection inference = file.section("edf_inference");
        EdfConfig config = new EdfConfig(
                GeneralConfig.read(file),
                CommonFeatureConfig.read(file.section("common_feature_eng")),
                FeatureConfig.read(features),
                TrainingConfig.read(file.section("edf_training")),
                EvaluationConfig.read(file.section("edf_evaluation")),
                InferenceConfig.read(inference),
                MonitoringConfig.read(file.section("edf_monitoring")),
                InsightsConfig.read(file.section("edf_insights")),
                LambdaConfig.read(file.section("lambda_shared"), LambdaConfig.defaults()),
                LambdaConfig.read(file.section("lambda_api"), LambdaConfig.apiDefaults()),
                DataQualityConfig.read(file.section("data_quality")));
        file.refuseOthers();
        TimeStep step = TimeStep.of(config.edfFeatureEng().step());
        requireWholeSteps(
                inference, "forecast_horizon_hours", config.edfInference().forecastHorizonHours(), step);
        requireWholeSteps(features, "data_delay_hours", config.edfFeatureEng().dataDelayHours(), step);
        return config;
    }

    private static void requireWholeSteps(ConfigSection section, String key, int hours, TimeStep step) {
        if (!step.divides(hours)) {
            section.add(key, hours + " h are not a whole number of steps of edf_feature_eng.step " + step);
        }
    }

    /** The same configuration for another quantity to forecast: only {@code edf_feature_eng.target_column} differs. */
    public EdfConfig withQuantity(Quantity quantity) {
        return new EdfConfig(
                general,
                commonFeatureEng,
                edfFeatureEng.withQuantity(quantity),
                edfTraining,
                edfEvaluation,
                edfInference,
                edfMonitoring,
                edfInsights,
                lambdaShared,
                lambdaApi,
                dataQuality);
    }

    /** The configuration of an empty file: every default. */
    public static EdfConfig defaults() {
        return new EdfConfig(
                GeneralConfig.defaults(),
                CommonFeatureConfig.defaults(),
                FeatureConfig.defaults(),
                TrainingConfig.defaults(),
                EvaluationConfig.defaults(),
                InferenceConfig.defaults(),
                MonitoringConfig.defaults(),
                InsightsConfig.defaults(),
                LambdaConfig.defaults(),
                LambdaConfig.apiDefaults(),
                DataQualityConfig.defaults());
    }
}
