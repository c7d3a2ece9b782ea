package com.hometech.edf.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.inference.artifact.ArtifactFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsInPartsTest {
    private static final int BUILDINGS = 5;
    private static final FeatureTable TRAIN = SampleTables.daily(BUILDINGS, 0, 40);
    private static final FeatureTable CALIBRATION = SampleTables.daily(BUILDINGS, 43, 14);

    @TempDir
    private Path directory;

    @Test
    void oneWorkerGivesWhatOneMachineGives() throws XGBoostError, IOException {
        FeatureTable train = SampleTables.daily(BUILDINGS, 0, 40);
        Arrays.fill(train.columns().targetKwh(), 0, 100, Double.NaN);
        Arrays.fill(train.columns().readiness(), 100, 150, (byte) Readiness.FALLBACK.ordinal());
        // no weather at some of the rows
        Arrays.fill(train.columns().features()[4], 5000, 9000, Float.NaN);

        FeatureTable calibration = SampleTables.daily(BUILDINGS, 43, 14);
        // nearer to the level, where trees start, than in training: more rounds lead away from it
        double[] target = calibration.columns().targetKwh();
        Arrays.setAll(target, row -> (target[row] + calibration.levelKwh(row)) / 2);

        FittedModel inMemory = fit(new RowsInMemory(train), calibration);

        assertSame(fit(inParts(train, calibration, 2, 1), calibration), inMemory);
        assertThat(inMemory.boosters()).containsKey(ArtifactFile.BOOSTER_WITHOUT_WEATHER);
        assertThat(inMemory.boosters()
                        .get(ArtifactFile.BOOSTER)
                        .outputs()
                        .get(0)
                        .treeCount())
                .as("stopped early")
                .isBetween(2, 59);
    }

    @Test
    void soDoesOneWorkerWithoutWeatherAndWithNewBuildings() throws XGBoostError, IOException {
        FeatureTable train = NewBuildingTables.train(BUILDINGS, 30);
        FeatureTable calibration = NewBuildingTables.calibration(BUILDINGS, 23, 7);

        FittedModel inMemory = fit(new RowsInMemory(train), calibration);

        assertSame(fit(inParts(train, calibration, 2, 1), calibration), inMemory);
        assertThat(inMemory.boosters())
                .containsOnlyKeys(ArtifactFile.BOOSTER, ArtifactFile.QUANTILES, ArtifactFile.NEW_BUILDINGS);
    }

    private static void assertSame(FittedModel actual, FittedModel expected) {
        assertThat(actual.boosters().keySet()).isEqualTo(expected.boosters().keySet());
        expected.boosters().forEach((file, booster) -> {
            assertThat(actual.boosters().get(file).ubjson()).as(file.fileName()).isEqualTo(booster.ubjson());
            assertThat(actual.boosters().get(file).golden()).isEqualTo(booster.golden());
        });
        assertThat(actual.training()).isEqualTo(expected.training());
        assertThat(actual.buildings()).isEqualTo(expected.buildings());
        assertThat(actual.metrics()).isEqualTo(expected.metrics());
        assertThat(actual.blend()).isEqualTo(expected.blend());
        assertThat(actual.calibration()).isEqualTo(expected.calibration());
        assertThat(actual.newBuildings()).isEqualTo(expected.newBuildings());
    }

    @Test
    @DisplayName(
            "fault 42: the same rows and number of workers give the same bytes, however many files the rows lie in")
    void filesChangeNothing() throws XGBoostError, IOException {
        FittedModel fewFiles = fit(inParts(TRAIN, CALIBRATION, 3, 2), CALIBRATION);

        assertSame(fit(inParts(TRAIN, CALIBRATION, 1, 2), CALIBRATION), fewFiles);
    }

    @Test
    void filesThatAreNotInTheOrderOfTheirBuildingsAreRefused() throws IOException {
        PartFiles.write(SampleTables.daily(2, 0, 3), directory.resolve("train"), 1);
        PartFiles.write(SampleTables.daily(2, 4, 3), directory.resolve("calibration"), 2);
        PartTables tables = new PartTables(
                directory.resolve("train").toString(),
                directory.resolve("calibration").toString());

        assertThatThrownBy(() -> RowsInParts.of(tables, 2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("building-01 in part-00001.parquet")
                .hasMessageContaining("order of their buildings' ids");
    }

    private FittingRows inParts(FeatureTable train, FeatureTable calibration, int buildingsPerFile, int workers)
            throws IOException {
        Path folder = directory.resolve(Integer.toString(buildingsPerFile));
        return RowsInParts.of(
                new PartTables(
                        PartFiles.write(train, folder.resolve("train"), buildingsPerFile)
                                .toString(),
                        PartFiles.write(calibration, folder.resolve("calibration"), buildingsPerFile)
                                .toString()),
                workers);
    }

    private static FittedModel fit(FittingRows train, FeatureTable calibration) throws XGBoostError, IOException {
        FitSettings settings = new FitSettings(
                0.3, 4, 60, 0.7, 0.7, 5, 0.3, 10, train.schema().names(), List.of(0.1, 0.9), true, 42, 2);
        return new XGBoostTrainer(settings, Progress.SILENT).fit(train, calibration);
    }
}
