package com.hometech.edf.common.config;

/**
 * The whole configuration.
 *
 * @param general names and places (these keys stand at the top level of the file)
 * @param commonFeatureEng {@code common_feature_eng}
 * @param edfFeatureEng {@code edf_feature_eng}
 * @param edfTraining {@code edf_training}
 * @param edfEvaluation {@code edf_evaluation}
 * @param edfInference {@code edf_inference}
 * @param lambdaShared {@code lambda_shared}
 * @param dataQuality {@code data_quality}
 */
public record EdfConfig(
        GeneralConfig general,
        CommonFeatureConfig commonFeatureEng,
        FeatureConfig edfFeatureEng,
        TrainingConfig edfTraining,
        EvaluationConfig edfEvaluation,
        InferenceConfig edfInference,
        LambdaConfig lambdaShared,
        DataQualityConfig dataQuality) {

    static EdfConfig read(ConfigSection file) {
        EdfConfig config = new EdfConfig(
                GeneralConfig.read(file),
                CommonFeatureConfig.read(file.section("common_feature_eng")),
                FeatureConfig.read(file.section("edf_feature_eng")),
                TrainingConfig.read(file.section("edf_training")),
                EvaluationConfig.read(file.section("edf_evaluation")),
                InferenceConfig.read(file.section("edf_inference")),
                LambdaConfig.read(file.section("lambda_shared")),
                DataQualityConfig.read(file.section("data_quality")));
        file.refuseOthers();
        return config;
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
                LambdaConfig.defaults(),
                DataQualityConfig.defaults());
    }
}
