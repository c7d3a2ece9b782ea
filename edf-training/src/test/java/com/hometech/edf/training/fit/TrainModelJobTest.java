package com.hometech.edf.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.FeatureTableWriter;
import com.hometech.edf.features.table.WeatherSource;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.artifact.ModelMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainModelJobTest {
    private static final Instant NOW = Instant.parse("2024-07-01T12:00:00Z");

    @TempDir
    private Path root;

    private final Map<String, String> hyperparameters = new HashMap<>();
    private final List<String> reported = new ArrayList<>();

    @BeforeEach
    void stageChannels() throws IOException {
        Path data = root.resolve("input/data");
        Files.createDirectories(data.resolve("config"));
        Files.writeString(
                data.resolve("config/edf_config.yaml"), "edf_training: {default_strategy: XGBoost, seed: 7}\n");
        write(data.resolve("train"), SampleTables.daily(2, 0, 60));
        write(data.resolve("calibration"), SampleTables.daily(2, 63, 14));
        hyperparameters.put("xgb_num_boost_round", "12");
        hyperparameters.put("xgb_quantile_num_boost_round", "12");
    }

    private static void write(Path directory, FeatureTable table) throws IOException {
        Files.createDirectories(directory);
        table.schema().write(directory);
        try (FeatureTableWriter writer =
                new FeatureTableWriter(directory.resolve("part-00000.parquet"), table.schema())) {
            writer.append(table);
            writer.finish();
        }
        new FeatureSummary(
                        SampleTables.START,
                        SampleTables.START,
                        SampleTables.START,
                        table.rows(),
                        WeatherSource.OBSERVED_STAND_IN,
                        1,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())
                .write(directory);
    }

    @Test
    void theModelDirectoryOpensAsAModelThatSaysWhatItIs() throws IOException {
        run();

        ModelMetadata metadata =
                ModelArtifact.openDirectory(root.resolve("model")).metadata();
        assertThat(metadata.createdAt()).isEqualTo(NOW);
        assertThat(metadata.codeVersion()).isNotBlank().doesNotContain("$");
        assertThat(metadata.libraryVersions()).containsKey("xgboost");
        assertThat(metadata.hyperparameters())
                .containsEntry("num_boost_round", "12")
                .containsEntry("seed", "7");
        assertThat(metadata.weatherSource()).isEqualTo("observed_stand_in");
        assertThat(metadata.buildings()).containsExactly("building-00", "building-01");
        assertThat(reported).contains("Growing xgboost_model.ubj 1/12");
    }

    @Test
    @DisplayName("fault 42: the same channels give the same files")
    void theSameChannelsGiveTheSameFiles() throws IOException {
        run();
        Map<Path, byte[]> first = files();

        run();

        assertThat(first.keySet()).hasSize(6);
        assertThat(files()).usingRecursiveComparison().isEqualTo(first);
    }

    @Test
    @DisplayName("fault 53: a feature that does not exist is refused with the nearest name")
    void anUnknownFeatureIsRefused() {
        hyperparameters.put("feature_columns_string", "hour_of_day, temprature_c");

        assertThatThrownBy(this::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"temprature_c\"")
                .hasMessageContaining("did you mean \"temperature_c\"?");
    }

    @Test
    void onlyTheChosenFeaturesAreUsed() throws IOException {
        hyperparameters.put("feature_columns_string", "consumption_lag_168h, hour_of_day");

        run();

        assertThat(ModelArtifact.openDirectory(root.resolve("model"))
                        .boosted()
                        .orElseThrow()
                        .trees()
                        .featureNames())
                .containsExactly("hour_of_day", "consumption_lag_168h");
    }

    @Test
    void machinesWithoutWorkAreRefused() {
        TrainingConfig shared = training("{default_strategy: XGBoost, distributed: true, instance_count: 3}");

        TrainModelJob.requireWorkForAll(3, shared);
        TrainModelJob.requireWorkForAll(1, shared);
        for (TrainingConfig other :
                List.of(training("{default_strategy: XGBoost}"), training("{distributed: true}"), shared)) {
            assertThatThrownBy(() -> TrainModelJob.requireWorkForAll(2, other))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("runs on 2 machines")
                    .hasMessageContaining("as many machines as instance_count says");
        }
    }

    private static TrainingConfig training(String yaml) {
        return ConfigReader.parse("edf_training: " + yaml, "test").edfTraining();
    }

    private void run() throws IOException {
        new TrainModelJob()
                .run(new JobContext(
                        root,
                        hyperparameters,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        (what, done, total) -> reported.add(what + " " + done + "/" + total)));
    }

    private Map<Path, byte[]> files() throws IOException {
        Map<Path, byte[]> files = new HashMap<>();
        try (var paths = Files.list(root.resolve("model"))) {
            for (Path path : paths.toList()) {
                files.put(path, Files.readAllBytes(path));
            }
        }
        return files;
    }
}
