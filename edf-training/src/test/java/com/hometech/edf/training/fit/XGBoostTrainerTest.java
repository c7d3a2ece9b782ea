package com.hometech.edf.training.fit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.artifact.FeatureRanges;
import com.hometech.edf.inference.artifact.FeatureRanges.FeatureRange;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class XGBoostTrainerTest {
    private static final FeatureTable TRAIN = SampleTables.daily(6, 0, 90);
    private static final FeatureTable CALIBRATION = SampleTables.daily(6, 93, 28);

    @Test
    void aGlobalModelBeatsThePlainForecastsOnBuildingsOfEverySize() throws XGBoostError, IOException {
        FittedModel model = fit(settings(SampleTables.SCHEMA.names(), 2), TRAIN);

        assertThat(model.metrics().get("calibration_wape_model"))
                .isLessThan(0.8 * model.metrics().get("calibration_wape_last_week"));
        assertThat(model.boosters().get(ArtifactFile.BOOSTER).outputs().get(0).featureNames())
                .isEqualTo(SampleTables.SCHEMA.names());
        assertThat(model.buildings()).hasSize(6).isSorted();
    }

    @Test
    @DisplayName("fault 18: a second booster learns without weather")
    void theSecondBoosterReadsNoWeather() throws XGBoostError, IOException {
        FittedModel model = fit(settings(SampleTables.SCHEMA.names(), 2), TRAIN);

        assertThat(model.boosters()
                        .get(ArtifactFile.BOOSTER_WITHOUT_WEATHER)
                        .outputs()
                        .get(0)
                        .featureNames())
                .containsExactly("lead_hours", "hour_of_day", "is_weekend", "consumption_lag_168h");
    }

    @Test
    void theModelKnowsBetweenWhichValuesItLearnedItsFeatures() throws XGBoostError, IOException {
        FittedModel model = fit(settings(SampleTables.SCHEMA.names(), 2), TRAIN);

        FeatureRanges ranges = JsonFiles.parse(
                new String(model.files().get(ArtifactFile.FEATURE_RANGES), UTF_8), FeatureRanges.class, "test");
        assertThat(ranges.features())
                .extracting(FeatureRange::feature, FeatureRange::least, FeatureRange::most, FeatureRange::binary)
                .contains(tuple("hour_of_day", 0f, 23f, false), tuple("is_weekend", 0f, 1f, true));
        assertThat(ranges.features())
                .filteredOn(range -> range.feature().equals("consumption_lag_168h"))
                .singleElement()
                // multiples of the level, whatever the size of the building
                .satisfies(range -> assertThat(range.most()).isLessThan(5))
                .satisfies(range -> assertThat(range.low()).isBetween(range.least(), range.high()));
    }

    @Test
    void withoutAnyWeatherThereIsOneBoosterThatReadsNone() throws XGBoostError, IOException {
        FeatureTable noWeather = SampleTables.daily(3, 0, 60);
        Arrays.fill(noWeather.columns().features()[4], Float.NaN);

        FittedModel model = fit(settings(SampleTables.SCHEMA.names(), 2), noWeather);

        assertThat(model.boosters()).containsOnlyKeys(ArtifactFile.BOOSTER, ArtifactFile.QUANTILES);
        assertThat(model.boosters().get(ArtifactFile.BOOSTER).outputs().get(0).featureNames())
                .doesNotContain("temperature_c");
    }

    @Test
    @DisplayName("fault 42: one thread and two give the same bytes")
    void theNumberOfThreadsChangesNothing() throws XGBoostError, IOException {
        FittedModel one = fit(settings(SampleTables.SCHEMA.names(), 1), TRAIN);
        FittedModel two = fit(settings(SampleTables.SCHEMA.names(), 2), TRAIN);

        for (ArtifactFile file : one.boosters().keySet()) {
            assertThat(two.boosters().get(file).ubjson())
                    .isEqualTo(one.boosters().get(file).ubjson());
        }
        assertThat(two.calibration()).isEqualTo(one.calibration());
    }

    @Test
    @DisplayName(
            "faults 11 and 13: rows without a known target or without enough history are not learned from, and counted")
    void rowsThatMayNotBeLearnedFromAreCounted() throws XGBoostError, IOException {
        FeatureTable table = SampleTables.daily(2, 0, 60);
        Arrays.fill(table.columns().targetKwh(), 0, 100, Double.NaN);
        Arrays.fill(table.columns().readiness(), 100, 150, (byte) 1);

        FittedModel model = fit(settings(SampleTables.SCHEMA.names(), 2), table);

        // rows of the calibration period are learned in the end as well
        assertThat(model.training().rows()).isGreaterThan(table.rows() - 150);
        assertThat(model.training().rowsLeftOut())
                .containsEntry("target_unknown", 100L)
                .containsEntry("as_if_new", 50L);
    }

    @Test
    @DisplayName("fault 12: a spike in the targets moves the model by little")
    void aSpikeDoesNotBendTheModel() throws XGBoostError, IOException {
        FeatureTable spiked = SampleTables.daily(6, 0, 90);
        for (int row = 1000; row < 1003; row++) {
            spiked.columns().targetKwh()[row] *= 1000;
        }
        double clean =
                fit(settings(SampleTables.SCHEMA.names(), 2), TRAIN).metrics().get("calibration_wape_model");

        double after =
                fit(settings(SampleTables.SCHEMA.names(), 2), spiked).metrics().get("calibration_wape_model");

        assertThat(after).isCloseTo(clean, within(0.5));
    }

    @Test
    void nothingToLearnFromIsSaidWithTheReasonsAndTheWayOut() {
        FeatureTable silent = SampleTables.daily(1, 0, 2);
        Arrays.fill(silent.columns().targetKwh(), Double.NaN);

        assertThatThrownBy(() -> fit(settings(SampleTables.SCHEMA.names(), 1), silent))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("target_unknown=144")
                .hasMessageContaining("longer date range");
    }

    static FitSettings settings(List<String> columns, int threads) {
        return new FitSettings(0.15, 4, 60, 0.7, 0.7, 10, 0.3, 20, columns, List.of(0.1, 0.9), false, 42, threads);
    }

    private static FittedModel fit(FitSettings settings, FeatureTable train) throws XGBoostError, IOException {
        return new XGBoostTrainer(settings, Progress.SILENT).fit(new RowsInMemory(train), CALIBRATION);
    }
}
