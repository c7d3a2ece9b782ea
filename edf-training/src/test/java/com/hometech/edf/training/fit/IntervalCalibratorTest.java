package com.hometech.edf.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.Forecaster;
import com.hometech.edf.inference.ModelForecaster;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.interval.IntervalCalibration;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.inference.interval.PredictionSource;
import com.hometech.edf.training.fit.CalibrationForecasts.SourceForecasts;
import com.hometech.edf.training.fit.ModelDirectory.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntervalCalibratorTest {
    private static final FeatureTable CALIBRATION = SampleTables.daily(4, 93, 42);
    private static final FeatureTable LATER = SampleTables.daily(4, 139, 56);

    @Test
    void eightyPercentIntervalsCoverEightyPercentOfALaterPeriod(@TempDir Path directory)
            throws XGBoostError, IOException {
        FitSettings settings = XGBoostTrainerTest.settings(SampleTables.SCHEMA.names(), 2);
        FittedModel fitted = new XGBoostTrainer(settings, Progress.SILENT)
                .fit(new RowsInMemory(SampleTables.daily(4, 0, 90)), CALIBRATION);
        ModelArtifact model = ModelDirectory.write(
                directory,
                fitted,
                SampleTables.SCHEMA,
                new Origin("XGBoost", Instant.EPOCH, "none", "observed_stand_in", settings.asText()));
        Forecaster forecaster = new ModelForecaster(model, SeriesSource.NONE, building -> false);

        Prediction served = forecaster.predict(LATER);
        Prediction plain = forecaster.fallback(LATER, 0, LATER.rows());

        assertThat(coverage(served, LATER)).isCloseTo(0.8, within(0.04));
        assertThat(coverage(plain, LATER)).isCloseTo(0.8, within(0.04));
    }

    @Test
    void noisyHoursOfADayGetWiderIntervals() {
        double[] yhat = IntStream.range(0, CALIBRATION.rows())
                .mapToDouble(row -> CALIBRATION.targetKwh(row) * (row % 24 == 6 ? 1.5 : 1.01))
                .toArray();

        IntervalCalibration calibration = calibrate(yhat);

        // row 6 of each origin at 04:00 is the target at 11:00
        List<Double> spread = calibration.of("building-00").spread();
        assertThat(spread.get(11)).isGreaterThan(5 * spread.get(12));
    }

    @Test
    void aBuildingWithoutCalibrationGetsTheOffsetsOfAll() {
        IntervalCalibration calibration = calibrate(fallback());

        assertThat(calibration.of("never seen")).isEqualTo(calibration.everywhere());
    }

    @Test
    @DisplayName("I5: every source has offsets for every day ahead, also one that calibration never saw")
    void everySourceHasOffsets() {
        IntervalCalibration calibration = calibrate(fallback());

        for (PredictionSource source : PredictionSource.values()) {
            assertThat(calibration.everywhere().offsets().get(source).byLevel().get(0))
                    .hasSize(3)
                    .allSatisfy(offset -> assertThat(offset).isNegative());
        }
    }

    private static double[] fallback() {
        return IntStream.range(0, CALIBRATION.rows())
                .mapToDouble(CALIBRATION::fallbackKwh)
                .toArray();
    }

    private static IntervalCalibration calibrate(double[] yhat) {
        SourceForecasts plain = new SourceForecasts(yhat, new float[0][], new float[0]);
        CalibrationForecasts forecasts = new CalibrationForecasts(Map.of(PredictionSource.FALLBACK, plain));
        return new IntervalCalibrator(CALIBRATION, forecasts, new LeadBuckets(1, 3), List.of(0.1, 0.9)).calibrate();
    }

    private static double coverage(Prediction prediction, FeatureTable table) {
        return IntStream.range(0, table.rows())
                        .filter(row -> prediction.lower()[row] <= table.targetKwh(row)
                                && table.targetKwh(row) <= prediction.upper()[row])
                        .count()
                / (double) table.rows();
    }
}
