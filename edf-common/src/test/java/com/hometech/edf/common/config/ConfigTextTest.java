package com.hometech.edf.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "project_name: hometech-ml",
                "project_name: hometech-ml\n# 20 °C 🏠\nedf_feature_eng:\n  # a comment\n  step: PT1H # hourly\n  seed: 7\n",
                "edf_feature_eng:\n    seed: 7\nproject_name: hometech-ml\n",
                "edf_feature_eng: {seed: 7}\n",
                "edf_feature_eng: {}\n",
                "edf_feature_eng: {seed: 7, step: PT30M}\n"
            })
    @DisplayName("the key has the new value, all others theirs, wherever and however it stood before")
    void valueIsReplaced(String yaml) {
        String changed = ConfigText.with(yaml, "edf_feature_eng", "step", "P1D");

        EdfConfig before = ConfigReader.parse(yaml, "before");
        EdfConfig after = ConfigReader.parse(changed, "after");
        assertThat(after.edfFeatureEng().step()).hasDays(1);
        assertThat(after.edfFeatureEng().seed())
                .isEqualTo(before.edfFeatureEng().seed());
        assertThat(after.general()).isEqualTo(before.general());
    }

    @Test
    @DisplayName("comments stay")
    void commentsStay() {
        assertThat(ConfigText.with(
                        "edf_feature_eng:\n  # °\n  step: PT1H # hourly\n", "edf_feature_eng", "step", "P1D"))
                .isEqualTo("edf_feature_eng:\n  # °\n  step: P1D # hourly\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "edf_training:\n",
                "edf_training: ~ # °\nproject_name: hometech-ml\n",
                "edf_training:\n  seed: 7\n",
                "edf_training: {seed: 7}\n",
                "edf_training:\n  # °\n  hyperparameters:\n    XGBoost:\n      xgb_max_depth: 4\n      xgb_eta: 0.3 # 🏠\n",
                "edf_training: {hyperparameters: {XGBoost: {xgb_max_depth: 4}}}\n",
                "edf_training:\n  hyperparameters:\n    Prophet: {prophet_changepoint_prior_scale: 0.1}\n"
            })
    @DisplayName("a key in sections of sections has the new value, whichever of them were there")
    void deepValueIsReplaced(String yaml) {
        String changed =
                ConfigText.with(yaml, List.of("edf_training", "hyperparameters", "XGBoost", "xgb_eta"), "0.07");

        TrainingConfig before = ConfigReader.parse(yaml, "before").edfTraining();
        TrainingConfig after = ConfigReader.parse(changed, "after").edfTraining();
        assertThat(after.hyperparameters().xgboost().xgbEta()).isEqualTo(0.07);
        assertThat(after.hyperparameters().xgboost().xgbMaxDepth())
                .isEqualTo(before.hyperparameters().xgboost().xgbMaxDepth());
        assertThat(after.hyperparameters().prophet())
                .isEqualTo(before.hyperparameters().prophet());
        assertThat(after.seed()).isEqualTo(before.seed());
        assertThat(changed.codePoints().filter(c -> c > 127).toArray())
                .isEqualTo(yaml.codePoints().filter(c -> c > 127).toArray());
    }
}
