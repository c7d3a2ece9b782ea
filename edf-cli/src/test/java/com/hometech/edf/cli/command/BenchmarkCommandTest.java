package com.hometech.edf.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.Edf;
import com.hometech.edf.cli.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkCommandTest {
    @TempDir
    private Path directory;

    @Test
    void trainingAndForecastingAreMeasuredAndNothingIsLeftBehind() throws IOException {
        Path config = Files.writeString(directory.resolve("config.yaml"), """
                edf_training:
                  default_strategy: Ensemble
                  calibration_days: 14
                  hyperparameters: {XGBoost: {xgb_num_boost_round: 5, xgb_quantile_num_boost_round: 5}}
                edf_feature_eng: {max_training_rows: 4000}
                """);
        Path home = directory.resolve("home");

        String printed = run(
                "--home",
                home.toString(),
                "--config",
                config.toString(),
                "benchmark",
                "--buildings",
                "2",
                "--days",
                "100",
                "--forecast-buildings",
                "3");

        assertThat(printed)
                .contains("Training, 100 days of readings, 2 buildings", "fitting Ensemble", "rows per CPU s")
                .contains("Forecasting the next 72 h, 3 buildings", "together");
        assertThat(home.resolve("work/benchmark")).doesNotExist();
    }

    @Test
    void modelsOfSingleBuildingsForecastThoseThatTheyKnow() throws IOException {
        Path config = Files.writeString(
                directory.resolve("config.yaml"), "edf_training: {default_strategy: Prophet, calibration_days: 14}");

        String printed = run(
                "--home",
                directory.resolve("home").toString(),
                "--config",
                config.toString(),
                "benchmark",
                "--buildings",
                "2",
                "--days",
                "100",
                "--forecast-buildings",
                "3");

        assertThat(printed).contains("fitting Prophet").contains("Forecasting the next 72 h, 2 buildings");
    }

    private static String run(String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            assertThat(Edf.run(words)).isEqualTo(ExitCode.OK);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
