package com.hometech.edf.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.Edf;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.data.sample.GenerateSampleData;
import com.hometech.edf.data.sample.SampleOptions;
import com.hometech.edf.training.tune.TuneReport;
import com.hometech.edf.training.tune.TuneReport.End;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {
    @TempDir
    private static Path directory;

    private static Path readings;

    private String printed = "";

    @BeforeAll
    static void makeReadings() throws IOException {
        readings = directory.resolve("readings");
        new GenerateSampleData()
                .run(readings, SampleOptions.defaults().withBuildings(2).withDays(215));
        Files.writeString(directory.resolve("config.yaml"), """
                # mine
                edf_training:
                  default_strategy: XGBoost
                  calibration_days: 14
                  hyperparameters:
                    XGBoost: {xgb_num_boost_round: 4, xgb_max_depth: 3, xgb_quantile_num_boost_round: 4}
                edf_feature_eng: {max_training_rows: 1500}
                """);
    }

    @Test
    void aSearchEndsWithAConfigurationThatIsTakenBack() throws IOException {
        Path out = directory.resolve("once");

        assertThat(tune(out, "--trials", "1", "--seed", "2061")).isEqualTo(ExitCode.OK);

        assertThat(printed)
                .contains(
                        "✓ trial 1, window 1",
                        "Trials beside the configuration: 1, of which for all windows: 1.",
                        "tuned.yaml");
        TuneReport report = TuneReport.read(out);
        assertThat(report.end()).isEqualTo(End.TRIALS);
        assertThat(report.trials()).hasSize(2).allMatch(trial -> trial.rung().equals("full"));
        assertThat(out.resolve("trials.csv")).content().startsWith("trial,rung,relative_loss,xgb_eta,");
        EdfConfig given = ConfigReader.read(directory.resolve("config.yaml"));
        EdfConfig tuned = ConfigReader.read(out.resolve("tuned.yaml"));
        assertThat(tuned.edfTraining()).isEqualTo(given.edfTraining().withHyperparameters(report.recommended()));
        assertThat(tuned.edfFeatureEng()).isEqualTo(given.edfFeatureEng());
        assertThat(out.resolve("tuned.yaml")).content().contains("# mine");
        assertThat(edf("config", "check", out.resolve("tuned.yaml").toString())).isEqualTo(ExitCode.OK);

        assertThat(tune(out, "--trials", "1", "--seed", "2061")).isEqualTo(ExitCode.OK);
        assertThat(printed).doesNotContain("✓ trial");
        assertThat(TuneReport.read(out)).isEqualTo(report);

        assertThat(tune(out, "--trials", "1", "--seed", "5")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("--seed 2061", "--fresh");
    }

    @Test
    void mistakesAreExplained() throws IOException {
        Path out = directory.resolve("no");
        assertThat(tune(out, "--minutes", "0")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("--minutes is 0").doesNotContain("Exception");

        assertThat(tune(out, "--trials", "0")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("--trials is 0").doesNotContain("Exception");

        assertThat(tune(out, "--fresh", "--end", "2024-09-01")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("a search needs at least").doesNotContain("Exception");

        Path additive = directory.resolve("additive.yaml");
        Files.writeString(additive, "edf_training: {default_strategy: Prophet}");
        assertThat(tune(out, "--config", additive.toString(), "--fresh")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("default_strategy is Prophet", "XGBoost or Ensemble");

        assertThat(edf("tune", "--data", directory.resolve("absent").toString()))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("absent does not exist").doesNotContain("Exception");
    }

    private int tune(Path out, String... options) {
        List<String> words = new ArrayList<>(List.of(
                "tune",
                "--home",
                directory.resolve("home").toString(),
                "--data",
                readings.toString(),
                "--out",
                out.toString()));
        if (!List.of(options).contains("--config")) {
            words.addAll(List.of("--config", directory.resolve("config.yaml").toString()));
        }
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
