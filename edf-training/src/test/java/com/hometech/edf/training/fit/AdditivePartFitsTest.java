package com.hometech.edf.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.features.series.SeriesFileWriter;
import com.hometech.edf.features.series.SeriesFiles;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.FeatureTableWriter;
import com.hometech.edf.inference.artifact.AdditiveFiles;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.interval.PredictionSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdditivePartFitsTest {
    private static final int BUILDINGS = 4;
    private static final int DAYS = 80;
    private static final EdfConfig CONFIG = ConfigReader.parse("""
            edf_training:
              default_strategy: Prophet
              hyperparameters: {Prophet: {prophet_regressors: [temperature_c]}}
            """, "test");

    @TempDir
    private Path directory;

    private final AdditiveSettings settings = AdditiveSettings.of(CONFIG, CONFIG.edfTraining());
    private final Topology topology = AdditiveSamples.topology(BUILDINGS);
    private final FeatureTable calibration = AdditiveSamples.rows(BUILDINGS, DAYS - 17, 14);
    private final SeriesSource series = AdditiveSamples.series(BUILDINGS, DAYS);

    @BeforeEach
    void writeTwoParts() throws IOException {
        Path rows = Files.createDirectories(directory.resolve("calibration"));
        Path history = Files.createDirectories(directory.resolve("train").resolve(SeriesFiles.DIRECTORY));
        calibration.schema().write(rows);
        for (int part = 0; part < 2; part++) {
            String name = "part-0000" + part + ".parquet";
            try (FeatureTableWriter table = new FeatureTableWriter(rows.resolve(name), calibration.schema());
                    SeriesFileWriter file = new SeriesFileWriter(history.resolve(name), List.of("temperature_c"))) {
                table.append(
                        part == 0 ? AdditiveSamples.rows(3, DAYS - 17, 14) : AdditiveSamples.rowsOf(3, DAYS - 17, 14));
                for (int building = part * 3; building < (part == 0 ? 3 : BUILDINGS); building++) {
                    file.append(AdditiveSamples.series(building, 0, DAYS));
                }
                table.finish();
                file.finish();
            }
        }
    }

    @Test
    void partsOnSparkGiveWhatAllBuildingsTogetherGive() throws IOException {
        AdditiveFit.Fitted parts = fits().fit();

        AdditiveFit.Fitted together = new AdditiveFit(settings, topology, series, calibration)
                .fit(List.of("building-00", "building-01", "building-02", "building-03"));
        assertThat(AdditiveFiles.write(parts.models()).get(ArtifactFile.ADDITIVE_STATE))
                .isEqualTo(AdditiveFiles.write(together.models()).get(ArtifactFile.ADDITIVE_STATE));
        for (PredictionSource source : PredictionSource.values()) {
            assertThat(parts.forecasts().yhat(source))
                    .isEqualTo(together.forecasts().yhat(source));
        }
        assertThat(parts.tally()).isEqualTo(together.tally());
        assertThat(parts.tally().learned()).isEqualTo(BUILDINGS * DAYS * 24L);
    }

    @Test
    void featuresWithoutSeriesAreRefusedWithTheWayOut() throws IOException {
        Files.move(directory.resolve("train/series"), directory.resolve("elsewhere"));

        assertThatThrownBy(() -> fits().fit())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("hold no series")
                .hasMessageContaining("--strategy Prophet");
    }

    private AdditivePartFits fits() {
        return new AdditivePartFits(settings, topology, directory.resolve("train"), directory.resolve("calibration"));
    }
}
