package com.hometech.edf.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.blend.Blend;
import com.hometech.edf.inference.blend.Shares;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.inference.interval.PredictionSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelForecasterTest {
    @TempDir
    private Path directory;

    @Test
    void buildingsOfEverySizeAreForecastAsMultiplesOfTheirLevel() throws IOException {
        Prediction small = forecaster(0.1).predict(table("x", 2, Readiness.MODEL, 20));
        Prediction large = forecaster(0.1).predict(table("x", 2000, Readiness.MODEL, 20));

        assertThat(small.yhat()[10]).isCloseTo(2, within(0.1));
        assertThat(large.yhat()[10]).isEqualTo(1000 * small.yhat()[10], within(1e-9));
        assertThat(small.quality()).containsOnly(ForecastQuality.MODEL);
    }

    @Test
    void theModelUsesTheWeatherOfTheTarget() throws IOException {
        Prediction cold = forecaster(0.1).predict(table("x", 2, Readiness.MODEL, 2));

        assertThat(cold.yhat()[10]).isCloseTo(3, within(0.1));
    }

    @Test
    @DisplayName("fault 18: rows that no weather covers go to the model without weather and say so")
    void missingWeatherTakesTheOtherModel() throws IOException {
        Prediction blind = forecaster(0.1).predict(table("x", 2, Readiness.MODEL, Float.NaN));

        assertThat(blind.yhat()[10]).isCloseTo(2, within(0.1));
        assertThat(blind.quality()).containsOnly(ForecastQuality.WEATHER_MISSING);
    }

    @Test
    @DisplayName("faults 6 and 13: rows that are not ready for a model get the plain forecast, with an interval")
    void rowsThatAreNotReadyFallBack() throws IOException {
        Prediction cold = forecaster(0.1).predict(table("x", 2, Readiness.COLD_START, 20));
        Prediction plain = forecaster(0.1).predict(table("x", 2, Readiness.FALLBACK, 20));

        assertThat(cold.quality()).containsOnly(ForecastQuality.COLD_START);
        assertThat(plain.quality()).containsOnly(ForecastQuality.FALLBACK);
        assertThat(plain.yhat()).containsOnly(1.8);
        assertThat(plain.lower()[0]).isEqualTo(1.6, within(1e-9));
        assertThat(plain.upper()[0]).isEqualTo(2.0, within(1e-9));
    }

    @Test
    void intervalsOfTheModelAreItsQuantilesStretchedByTheOffsets() throws IOException {
        Prediction once = forecaster(1).predict(table("x", 2, Readiness.MODEL, 20));
        Prediction twice = forecaster(2).predict(table("x", 2, Readiness.MODEL, 20));
        Prediction threeTimes = forecaster(3).predict(table("x", 2, Readiness.MODEL, 20));

        for (int row : new int[] {0, 24, 71}) {
            int daysAhead = 1 + row / 24;
            double more = width(twice, row) - width(once, row);
            // both ends move by the offset times the width of the model's own quantiles, which is about 0.05 levels
            assertThat(more / daysAhead / 2).isBetween(0.04, 0.12);
            assertThat(width(threeTimes, row) - width(twice, row)).isLessThanOrEqualTo(more + 1e-9);
        }
    }

    @Test
    void aBlendMixesThePlainForecastsIn() throws IOException {
        SampleModel sample = new SampleModel(0.1);
        Shares half = new Shares(Collections.nCopies(3, List.of(0.5, 0.0, 0.5, 0.0)));
        sample.blend(new Blend(new LeadBuckets(1, 3), Map.of(), Map.of("b", Map.of(PredictionSource.MODEL, half))));
        Forecaster blending = new ModelForecaster(
                ModelArtifact.openUnregistered(sample.tarGz(directory)), SeriesSource.NONE, building -> false);
        FeatureTable cold = table("b", 2, Readiness.MODEL, 2);

        double model = forecaster(0.1).predict(cold).yhat()[10];
        double mixed = blending.predict(cold).yhat()[10];

        // yesterday was at the level
        assertThat(mixed).isEqualTo(0.5 * model + 0.5 * 2, within(1e-9)).isNotEqualTo(model);
        assertThat(blending.predict(table("x", 2, Readiness.MODEL, 2)).yhat()[10])
                .as("a building that the blend does not know")
                .isEqualTo(model);
    }

    @Test
    void intervalsOfPlainForecastsWidenWithTheDaysAheadAndAreTheBuildingsOwnWhereCalibrated() throws IOException {
        Prediction unknown = forecaster(0.1).predict(table("x", 2, Readiness.FALLBACK, 20));
        Prediction calibrated = forecaster(0.1).predict(table("b", 2, Readiness.FALLBACK, 20));

        assertThat(width(unknown, 0)).isEqualTo(0.4, within(1e-9));
        assertThat(width(unknown, 24)).isEqualTo(0.8, within(1e-9));
        assertThat(width(unknown, 71)).isEqualTo(1.2, within(1e-9));
        assertThat(width(calibrated, 0)).isEqualTo(0.04, within(1e-9));
    }

    @Test
    @DisplayName("I5: lower <= yhat <= upper, finite and not negative, whatever the level")
    void everyForecastLiesInItsInterval() throws IOException {
        for (double level : new double[] {1e-9, 0.3, 17, 1e8}) {
            for (Readiness readiness : Readiness.values()) {
                Prediction prediction = forecaster(0.9).predict(table("x", level, readiness, 5));
                for (int row = 0; row < prediction.rows(); row++) {
                    assertThat(prediction.lower()[row])
                            .isFinite()
                            .isBetween(0.0, prediction.yhat()[row]);
                    assertThat(prediction.upper()[row])
                            .isFinite()
                            .isGreaterThanOrEqualTo(prediction.yhat()[row]);
                }
            }
        }
    }

    @Test
    @DisplayName("fault 7: only a building that feeds in may be forecast below zero")
    void feedingInAllowsNegativeForecasts() throws IOException {
        FeatureTable table = table("x", 2, Readiness.MODEL, 20);

        assertThat(forecaster(50, true).predict(table).lower()[71]).isNegative();
        assertThat(forecaster(50, false).predict(table).lower()[71]).isZero();
    }

    @Test
    @DisplayName("fault 48: features in another order, count, kind or meaning are refused, naming the difference")
    void otherFeaturesAreRefusedByName() throws IOException {
        List<Feature> features = SampleModel.SCHEMA.features();
        List<Feature> swapped = new ArrayList<>(features);
        Collections.swap(swapped, 1, 2);

        assertRefused(swapped, "column 2 is consumption_lag_168h in the model and temperature_c in the table");
        assertRefused(features.subList(0, 2), "the first that only one of them has is temperature_c");
        assertRefused(
                List.of(features.get(0), features.get(1), new Feature("temperature_c", FeatureKind.LOAD, "x")),
                "temperature_c, is of kind WEATHER in the model and LOAD in the table");
        assertRefused(
                List.of(
                        features.get(0),
                        new Feature("consumption_lag_168h", FeatureKind.LOAD, "leaks"),
                        features.get(2)),
                "means \"reading a week before the target\" in the model and \"leaks\" in the table");
    }

    private void assertRefused(List<Feature> features, String message) throws IOException {
        FeatureTable table = FeatureTable.builder(new FeatureSchema(Duration.ofHours(1), features))
                .build();
        Forecaster forecaster = forecaster(0.1);
        assertThatThrownBy(() -> forecaster.predict(table))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining(message);
    }

    private static double width(Prediction prediction, int row) {
        return prediction.upper()[row] - prediction.lower()[row];
    }

    @ParameterizedTest
    @EnumSource(Readiness.class)
    @DisplayName("no forecast and no end of an interval lies above what an interval can hold")
    void nothingExceedsTheCeiling(Readiness readiness) throws IOException {
        Prediction night = forecaster(0.1).predict(limited(0, readiness));
        Prediction free = forecaster(0.1).predict(limited(Double.NaN, readiness));
        double between = (free.yhat()[10] + free.upper()[10]) / 2;
        Prediction cut = forecaster(0.1).predict(limited(between, readiness));

        assertThat(night.yhat()).containsOnly(0);
        assertThat(night.lower()).containsOnly(0);
        assertThat(night.upper()).containsOnly(0);
        assertThat(cut.yhat()[10]).isEqualTo(free.yhat()[10]);
        assertThat(cut.lower()[10]).isEqualTo(free.lower()[10]);
        assertThat(cut.upper()[10]).isEqualTo(between);
    }

    private static FeatureTable limited(double ceilingKwh, Readiness readiness) {
        FeatureTable.Builder table = FeatureTable.builder(SampleModel.SCHEMA);
        SampleModel.addRows(table, "x", 2, ceilingKwh, readiness, 20);
        return table.build();
    }

    private Forecaster forecaster(double halfWidth) throws IOException {
        return forecaster(halfWidth, false);
    }

    private Forecaster forecaster(double halfWidth, boolean feedsIn) throws IOException {
        ModelArtifact model = ModelArtifact.openUnregistered(new SampleModel(halfWidth).tarGz(directory));
        return new ModelForecaster(model, SeriesSource.NONE, building -> feedsIn);
    }

    private static FeatureTable table(String building, double levelKwh, Readiness readiness, float temperature) {
        FeatureTable.Builder table = FeatureTable.builder(SampleModel.SCHEMA);
        SampleModel.addRows(table, building, levelKwh, readiness, temperature);
        return table.build();
    }
}
