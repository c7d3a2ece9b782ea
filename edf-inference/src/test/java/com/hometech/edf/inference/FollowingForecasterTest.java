package com.hometech.edf.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.artifact.ModelArtifact;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample model was fitted with what lies before {@link SampleModel#ORIGIN}; its intervals are about 0.2 kWh wide. */
class FollowingForecasterTest {
    private static final int DAYS = 60;

    @TempDir
    private Path directory;

    private Forecaster plain;
    private Forecaster following;

    @BeforeEach
    void openModel() throws IOException {
        ModelArtifact model = ModelArtifact.openUnregistered(new SampleModel(0.3).tarGz(directory));
        plain = new ModelForecaster(model, SeriesSource.NONE, building -> false);
        following = FollowingForecaster.of(model, SeriesSource.NONE, building -> false);
    }

    @Test
    void intervalsOfABuildingThatBecameNoisyWiden() {
        FeatureTable table = days(0, noise(0.5));

        double before = coverage(plain.predict(table), table);
        double after = coverage(following.predict(table), table);

        // about half of what is missing: as much as four weeks of calibration, which know better, still count
        assertThat(before).isLessThan(0.35);
        assertThat(after).isBetween(0.5, 0.8);
    }

    @Test
    void intervalsOfABuildingThatBecameCalmNarrow() {
        FeatureTable table = days(0, noise(0.005));

        Prediction calm = following.predict(table);

        int last = table.rows() - 72;
        assertThat(width(calm, last)).isLessThan(0.7 * width(plain.predict(table), last));
        assertThat(calm.yhat()).isEqualTo(plain.predict(table).yhat());
    }

    @Test
    @DisplayName("fault 19: what was read after an origin changes nothing in its forecasts")
    void noReadingAfterTheOriginIsUsed() {
        FeatureTable table = days(0, noise(0.5));
        FeatureTable other = days(0, noise(0.5));
        int origin = 30 * 72;
        for (int row = 0; row < other.rows(); row++) {
            if (other.targetEpochSecond(row) > other.originEpochSecond(origin)) {
                other.columns().targetKwh()[row] = 1e9;
            }
        }

        Prediction one = following.predict(table);
        Prediction two = following.predict(other);

        for (int row = 0; row < origin + 72; row++) {
            assertThat(two.lower()[row]).isEqualTo(one.lower()[row]);
            assertThat(two.upper()[row]).isEqualTo(one.upper()[row]);
        }
        assertThat(two.upper()[origin + 10 * 72]).isNotEqualTo(one.upper()[origin + 10 * 72]);
    }

    @Test
    void whatTheModelLearnedByHeartSaysNothing() {
        FeatureTable table = days(-DAYS - 4, noise(0.5));

        assertThat(following.predict(table).upper())
                .isEqualTo(plain.predict(table).upper());
    }

    @Test
    @DisplayName("I5: lower <= yhat <= upper, finite and not negative, however wild the readings are")
    void everyForecastStaysInItsInterval() {
        Random random = new Random(8);
        FeatureTable table = days(0, lead -> random.nextInt(3) == 0 ? Double.NaN : random.nextGaussian() * 1e6);

        Prediction prediction = following.predict(table);

        for (int row = 0; row < table.rows(); row++) {
            assertThat(prediction.lower()[row])
                    .isFinite()
                    .isBetween(0.0, prediction.yhat()[row]);
            assertThat(prediction.upper()[row])
                    .isFinite()
                    .isGreaterThanOrEqualTo(prediction.yhat()[row]);
        }
    }

    @Test
    void aBuildingDoesNotLearnFromAnother() {
        FeatureTable.Builder table = FeatureTable.builder(SampleModel.SCHEMA);
        add(table, "noisy", 0, noise(0.5));
        add(table, "silent", 0, lead -> Double.NaN);
        FeatureTable both = table.build();

        Prediction prediction = following.predict(both);

        int last = both.rows() - 1;
        assertThat(prediction.upper()[last]).isEqualTo(plain.predict(both).upper()[last]);
    }

    private static IntToDoubleFunction noise(double deviation) {
        Random random = new Random(3);
        return lead -> 2 + deviation * random.nextGaussian();
    }

    /** A building that is forecast every day. */
    private static FeatureTable days(int first, IntToDoubleFunction readings) {
        FeatureTable.Builder table = FeatureTable.builder(SampleModel.SCHEMA);
        add(table, "x", first, readings);
        return table.build();
    }

    private static void add(FeatureTable.Builder table, String building, int first, IntToDoubleFunction readings) {
        for (int day = first; day < first + DAYS; day++) {
            Instant origin = SampleModel.ORIGIN.plus(Duration.ofDays(day));
            SampleModel.addRows(table, building, origin, 2, readings, 20);
        }
    }

    private static double width(Prediction prediction, int row) {
        return prediction.upper()[row] - prediction.lower()[row];
    }

    /** In the second half. */
    private static double coverage(Prediction prediction, FeatureTable table) {
        int covered = 0;
        for (int row = table.rows() / 2; row < table.rows(); row++) {
            boolean inside = prediction.lower()[row] <= table.targetKwh(row)
                    && table.targetKwh(row) <= prediction.upper()[row];
            covered += inside ? 1 : 0;
        }
        return covered / (table.rows() / 2.0);
    }
}
