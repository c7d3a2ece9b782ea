package com.hometech.edf.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.Edf;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.data.sample.GenerateSampleData;
import com.hometech.edf.data.sample.SampleOptions;
import com.hometech.edf.training.backtest.BacktestScores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    @TempDir
    private static Path directory;

    private static Path readings;

    private String printed = "";

    @BeforeAll
    static void makeReadings() throws IOException {
        readings = directory.resolve("readings");
        new GenerateSampleData()
                .run(readings, SampleOptions.defaults().withBuildings(2).withDays(110));
        Files.writeString(directory.resolve("config.yaml"), """
                edf_training:
                  default_strategy: XGBoost
                  calibration_days: 14
                  hyperparameters: {XGBoost: {xgb_num_boost_round: 5, xgb_max_depth: 3}}
                edf_feature_eng: {max_training_rows: 4000}
                """);
    }

    @Test
    void aBacktestIsRunOnceAndThenShown() throws IOException {
        Path out = directory.resolve("once");

        assertThat(backtest(out, "--origins", "2")).isEqualTo(ExitCode.OK);

        assertThat(printed).contains("✓ Fitting XGBoost", "four-week mean", "WAPE med", "2 origins, 120 h apart");
        for (String file : List.of("backtest.html", "scores.csv", "forecasts.parquet", "forecasts.csv")) {
            assertThat(out.resolve(file)).isNotEmptyFile();
        }
        BacktestScores scores = BacktestScores.read(out);
        assertThat(scores.period().issuedAt())
                .containsExactly(Instant.parse("2024-11-13T05:00:00Z"), Instant.parse("2024-11-18T05:00:00Z"));
        assertThat(scores.rows().buildingsScored()).isEqualTo(2);

        assertThat(backtest(out, "--origins", "2")).isEqualTo(ExitCode.OK);
        assertThat(printed).contains("was finished before").doesNotContain("Fitting");

        assertThat(backtest(out, "--origins", "1")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("--origins 2", "--fresh");

        assertThat(backtest(out, "--origins", "1", "--fresh")).isEqualTo(ExitCode.OK);
        assertThat(BacktestScores.read(out).period().issuedAt()).hasSize(1);
    }

    @Test
    void whatIsAfterTheEndIsNotImported() throws IOException {
        Path out = directory.resolve("ended");

        assertThat(backtest(out, "--origins", "1", "--end", "2024-11-10")).isEqualTo(ExitCode.OK);

        BacktestScores scores = BacktestScores.read(out);
        assertThat(scores.period().dataEnd()).isEqualTo(Instant.parse("2024-11-10T00:00:00Z"));
        assertThat(scores.period().issuedAt()).containsExactly(Instant.parse("2024-11-06T05:00:00Z"));
        assertThat(out.resolve("work/data/buckets/hometech-ml-processed-data/processed_edf_data/rejected"))
                .isNotEmptyDirectory();
    }

    @Test
    void mistakesAreExplained() {
        assertThat(backtest(directory.resolve("no"), "--strategies", "XGBoost,Oracle"))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("Oracle", "valid are Prophet").doesNotContain("Exception");

        assertThat(backtest(directory.resolve("no"), "--end", "yesterday")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed)
                .contains("--end is \"yesterday\"; write a date such as")
                .doesNotContain("Exception");

        assertThat(edf("backtest", "--data", directory.resolve("absent").toString()))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("absent does not exist").doesNotContain("Exception");
    }

    private int backtest(Path out, String... options) {
        List<String> words = new ArrayList<>(List.of(
                "backtest",
                "--home",
                directory.resolve("home").toString(),
                "--config",
                directory.resolve("config.yaml").toString(),
                "--data",
                readings.toString(),
                "--out",
                out.toString()));
        words.addAll(List.of(options));
        return edf(words.toArray(String[]::new));
    }

    private int edf(String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            System.setErr(captured);
            return Edf.run(words);
        } finally {
            System.setOut(out);
            System.setErr(err);
            printed = bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
