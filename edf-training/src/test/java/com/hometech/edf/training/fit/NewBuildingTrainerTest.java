package com.hometech.edf.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.Forecaster;
import com.hometech.edf.inference.ModelForecaster;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.explain.ForecastExplainer;
import com.hometech.edf.inference.newbuilding.NewBuildings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forecasts of buildings that training never saw, with little or no history. */
@DisplayName("fault 13 and 14: new buildings")
class NewBuildingTrainerTest {
    /** From here on, training saw none. */
    private static final int STRANGER = 100;
    /** Rows of the first origin at day 60, a Friday: 15:00, and 16:00 of the next day. */
    private static final int FRIDAY_AFTERNOON = 2;

    private static final int SATURDAY_AFTERNOON = 7;

    @TempDir
    private static Path directory;

    private static ModelArtifact model;

    @BeforeAll
    static void fit() throws XGBoostError, IOException {
        FitSettings settings = settings(1);
        model = ModelDirectory.write(
                directory.resolve("model"),
                fit(settings, 24, 35),
                NewBuildingTables.SCHEMA,
                new ModelDirectory.Origin("XGBoost", Instant.EPOCH, "c".repeat(64), "none", settings.asText()));
    }

    @Test
    void withoutReadingsUseAndFloorAreaTellTheSizeAndTheShape() {
        FeatureTable office = NewBuildingTables.asNew(STRANGER, 1, 60, 7, 0);
        FeatureTable home = NewBuildingTables.asNew(STRANGER + 1, 1, 60, 7, 0);

        Prediction ofOffice = forecaster().predict(office);
        Prediction ofHome = forecaster().predict(home);

        assertThat(ofOffice.quality()).containsOnly(ForecastQuality.COLD_START);
        assertThat(mean(ofOffice.yhat()) / NewBuildingTables.floorAreaM2(STRANGER))
                .isBetween(0.012, 0.026);
        assertThat(mean(ofHome.yhat()) / NewBuildingTables.floorAreaM2(STRANGER + 1))
                .isBetween(0.003, 0.0065);
        assertThat(ofOffice.yhat()[FRIDAY_AFTERNOON]).isGreaterThan(1.3 * ofOffice.yhat()[SATURDAY_AFTERNOON]);
        assertThat(ofHome.yhat()[FRIDAY_AFTERNOON])
                .isCloseTo(ofHome.yhat()[SATURDAY_AFTERNOON], within(0.3 * ofHome.yhat()[SATURDAY_AFTERNOON]));
    }

    @Test
    void aDayOfReadingsTellsTheSize() {
        for (int building = STRANGER; building < STRANGER + 6; building++) {
            FeatureTable first = NewBuildingTables.asNew(building, 1, 60, 7, 1);

            assertThat(wape(first, forecaster().predict(first))).isLessThan(0.2);
        }
    }

    @Test
    void intervalsHoldForStrangersAndAreWidestWithoutReadings() {
        double withoutReadings = Double.POSITIVE_INFINITY;
        for (int history : List.of(0, 1, 10)) {
            FeatureTable strangers = NewBuildingTables.asNew(STRANGER, 40, 60, 7, history);
            Prediction prediction = forecaster().predict(strangers);
            int covered = 0;
            double width = 0;
            double actual = 0;
            for (int row = 0; row < strangers.rows(); row++) {
                double kwh = strangers.targetKwh(row);
                covered += kwh >= prediction.lower()[row] && kwh <= prediction.upper()[row] ? 1 : 0;
                width += prediction.upper()[row] - prediction.lower()[row];
                actual += kwh;
                assertThat(prediction.lower()[row]).isBetween(0.0, prediction.yhat()[row]);
                assertThat(prediction.upper()[row])
                        .isGreaterThanOrEqualTo(prediction.yhat()[row]);
            }
            assertThat((double) covered / strangers.rows())
                    .as("%d days", history)
                    .isBetween(0.7, 0.97);
            assertThat(width / actual).isLessThan(withoutReadings);
            withoutReadings = history == 0 ? width / actual : withoutReadings;
        }
    }

    @Test
    void whereTheModelFailsThereIsWhatIsTypicalOfTheUse() {
        FeatureTable office = NewBuildingTables.asNew(STRANGER, 1, 60, 7, 0);

        Prediction plain = forecaster().fallback(office, 0, office.rows());

        assertThat(plain.quality()).containsOnly(ForecastQuality.FALLBACK);
        assertThat(mean(plain.yhat()) / NewBuildingTables.floorAreaM2(STRANGER)).isBetween(0.012, 0.026);
        assertThat(plain.yhat()[FRIDAY_AFTERNOON]).isGreaterThan(1.8 * plain.yhat()[SATURDAY_AFTERNOON]);
        assertThat(plain.upper()[FRIDAY_AFTERNOON]).isGreaterThan(plain.yhat()[FRIDAY_AFTERNOON]);
    }

    @Test
    void explanationsAddUpToTheForecastWhateverItsScale() {
        for (int history : List.of(0, 3)) {
            FeatureTable stranger = NewBuildingTables.asNew(STRANGER, 1, 60, 1, history);

            ForecastExplainer.Explained explained = new ForecastExplainer(model, SeriesSource.NONE, building -> false)
                    .explain(stranger, FRIDAY_AFTERNOON);

            double yhat = forecaster().predict(stranger).yhat()[FRIDAY_AFTERNOON];
            assertThat(explained.quality()).isEqualTo(ForecastQuality.COLD_START);
            assertThat(explained.explanation().sumKwh()).isCloseTo(yhat, within(1e-4 * yhat));
        }
    }

    @Test
    void typicalValuesComeFromTheBuildingsOfTheUse() {
        NewBuildings known = model.metadata().newBuildings();

        assertThat(known.of(UseType.OFFICE).levelKwhPerM2()).isCloseTo(0.02, within(0.006));
        assertThat(known.of(UseType.HOME).levelKwhPerM2()).isCloseTo(0.004, within(0.0016));
        assertThat(known.of(UseType.HEALTHCARE)).isEqualTo(known.everywhere());
    }

    @Test
    void tooFewBuildingsSayNothingOfAnother() throws XGBoostError, IOException {
        FittedModel fitted = fit(settings(1), 2, 14);

        assertThat(fitted.boosters()).doesNotContainKey(ArtifactFile.NEW_BUILDINGS);
        assertThat(fitted.newBuildings().areKnown()).isFalse();
    }

    @Test
    @DisplayName("fault 42: one thread and two give the same bytes")
    void theNumberOfThreadsChangesNothing() throws XGBoostError, IOException {
        FittedModel one = fit(settings(1), 6, 14);
        FittedModel two = fit(settings(2), 6, 14);

        assertThat(two.boosters().get(ArtifactFile.NEW_BUILDINGS).ubjson())
                .isEqualTo(one.boosters().get(ArtifactFile.NEW_BUILDINGS).ubjson());
        assertThat(two.newBuildings()).isEqualTo(one.newBuildings());
    }

    private static FittedModel fit(FitSettings settings, int buildings, int days) throws XGBoostError, IOException {
        return new XGBoostTrainer(settings, Progress.SILENT)
                .fit(
                        new RowsInMemory(NewBuildingTables.train(buildings, days)),
                        NewBuildingTables.calibration(buildings, days - 7, 7));
    }

    private static FitSettings settings(int threads) {
        return XGBoostTrainerTest.settings(NewBuildingTables.SCHEMA.names(), threads);
    }

    private static Forecaster forecaster() {
        return new ModelForecaster(model, SeriesSource.NONE, building -> false);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double wape(FeatureTable table, Prediction prediction) {
        double errors = 0;
        double readings = 0;
        for (int row = 0; row < table.rows(); row++) {
            errors += Math.abs(table.targetKwh(row) - prediction.yhat()[row]);
            readings += table.targetKwh(row);
        }
        return errors / readings;
    }
}
