package com.hometech.edf.training.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.config.TrainingConfig.XGBoost;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
    private static final TrainingConfig CONFIG = ConfigReader.parse(
                    "edf_training: {default_strategy: XGBoost}", "the test")
            .edfTraining();

    @Test
    void aTrialHasTheSameSettingsWhateverWasAskedForBefore() {
        SearchSpace inOrder = new SearchSpace(7);
        List<Map<String, String>> first =
                IntStream.rangeClosed(1, 5).mapToObj(inOrder::settings).toList();

        SearchSpace backwards = new SearchSpace(7);
        assertThat(backwards.settings(5)).isEqualTo(first.get(4));
        assertThat(backwards.settings(2)).isEqualTo(first.get(1));
        assertThat(first).doesNotHaveDuplicates();
        assertThat(new SearchSpace(8).settings(1)).isNotEqualTo(first.get(0));
    }

    @Test
    void everyTrialIsAConfigurationThatTrainingTakes() {
        SearchSpace space = new SearchSpace(42);
        int stopping = 0;
        for (int trial = 1; trial <= 500; trial++) {
            Map<String, String> settings = space.settings(trial);
            assertThat(settings.keySet()).containsExactlyInAnyOrderElementsOf(SearchSpace.KEYS);
            XGBoost boosting =
                    CONFIG.withHyperparameters(settings).hyperparameters().xgboost();
            assertThat(boosting.xgbEta()).isBetween(0.03, 0.2);
            assertThat(boosting.xgbMaxDepth()).isBetween(3, 9);
            assertThat(boosting.xgbSubsample()).isBetween(0.4, 1.0);
            assertThat(boosting.xgbColsampleBytree()).isBetween(0.2, 1.0);
            assertThat(boosting.xgbNumBoostRound()).isBetween(25, 600);
            assertThat(boosting.xgbEta() * boosting.xgbNumBoostRound()).isBetween(4.9, 25.1);
            assertThat(boosting.xgbQuantileEta() * boosting.xgbQuantileNumBoostRound())
                    .isBetween(3.7, 25.2);
            stopping += boosting.xgbEarlyStoppingRounds() > 0 ? 1 : 0;
        }
        assertThat(stopping).isBetween(200, 300);
    }

    @Test
    void learningRatesAreEvenOnALogarithmicScale() {
        SearchSpace space = new SearchSpace(3);
        long low = IntStream.rangeClosed(1, 1000)
                .filter(trial -> Double.parseDouble(space.settings(trial).get("xgb_eta")) < Math.sqrt(0.03 * 0.2))
                .count();

        assertThat(low).isBetween(440L, 560L);
    }

    @Test
    void trialZeroIsTheConfiguration() {
        Map<String, String> settings = SearchSpace.of(CONFIG);

        assertThat(settings.keySet()).containsExactlyInAnyOrderElementsOf(SearchSpace.KEYS);
        assertThat(CONFIG.withHyperparameters(settings)).isEqualTo(CONFIG);
    }
}
