package com.hometech.edf.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrainingHyperparametersTest {
    private static final TrainingConfig DEFAULTS = TrainingConfig.defaults();

    @Test
    void aRunOverridesWhatItNamesAndKeepsTheRest() {
        TrainingConfig config =
                DEFAULTS.withHyperparameters(Map.of("strategy", "XGBoost", "xgb_eta", "0.05", "xgb_max_depth", "7"));

        assertThat(config.defaultStrategy()).isEqualTo("XGBoost");
        assertThat(config.hyperparameters().xgboost())
                .isEqualTo(new TrainingConfig.XGBoost(0.05, 7, 150, 0.7, 0.7, 0, 0.1, 100, null));
        assertThat(config.hyperparameters().prophet())
                .isEqualTo(DEFAULTS.hyperparameters().prophet());
    }

    @Test
    void whatAConfigurationGivesAsTextComesBackAsItWas() {
        Map<String, String> text = new TreeMap<>(DEFAULTS.xgboostAsText());
        text.put("strategy", DEFAULTS.defaultStrategy().replace("Prophet", "XGBoost"));

        assertThat(DEFAULTS.withHyperparameters(text).hyperparameters()).isEqualTo(DEFAULTS.hyperparameters());
    }

    @Test
    void allProblemsOfARunsHyperparametersAreNamedWithTheNearestNames() {
        assertThatThrownBy(() -> DEFAULTS.withHyperparameters(
                        Map.of("strategy", "XGBoost", "xgb_ets", "0.1", "xgb_subsample", "2", "xgb_max_depth", "five")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("xgb_ets: unknown key; did you mean \"xgb_eta\"?")
                .hasMessageContaining("xgb_subsample: 2 is out of range; use above 0.0 up to 1.0")
                .hasMessageContaining("xgb_max_depth: five is not a whole number");
    }

    @Test
    void aListIsTextWithCommas() {
        assertThat(regressors("temperature_c, humidity")).containsExactly("temperature_c", "humidity");
        assertThat(regressors("")).isEmpty();
        assertThatThrownBy(() -> regressors("temperature_c,humid"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("prophet_regressors")
                .hasMessageContaining("humid");
        assertThatThrownBy(() -> regressors("humidity,humidity")).hasMessageContaining("names a value twice");
    }

    private static List<String> regressors(String text) {
        return DEFAULTS.withHyperparameters(Map.of("strategy", "Prophet", "prophet_regressors", text))
                .hyperparameters()
                .prophet()
                .prophetRegressors();
    }

    @Test
    void aRunOnSeveralMachinesKeepsThemAndRefusesAStrategyThatNeedsOne() {
        TrainingConfig several = ConfigReader.parse(
                        "edf_training: {default_strategy: Ensemble, distributed: true, instance_count: 3}", "test")
                .edfTraining();

        TrainingConfig other = several.withHyperparameters(Map.of("strategy", "XGBoost"));

        assertThat(other.distributed()).isTrue();
        assertThat(other.instanceCount()).isEqualTo(3);
        assertThatThrownBy(() -> several.withHyperparameters(Map.of("strategy", "Prophet")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("strategy: Prophet is fitted on one machine, but instance_count is 3")
                .hasMessageContaining("choose XGBoost or Ensemble");
    }

    @Test
    void anUnknownStrategyIsRefused() {
        assertThatThrownBy(() -> DEFAULTS.withHyperparameters(Map.of("strategy", "XGBost")))
                .hasMessageContaining("did you mean \"XGBoost\"?");
    }
}
