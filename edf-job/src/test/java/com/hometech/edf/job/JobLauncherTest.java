package com.hometech.edf.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobLauncherTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-11-18T05:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path root;

    private int run(String... words) {
        return new JobLauncher(root, CLOCK).run(List.of(words)).orElseThrow();
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String reason() throws IOException {
        return Files.readString(root.resolve("output/failure"));
    }

    @ParameterizedTest(name = "edf-job {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tran | There is no job \"tran\": did you mean \"train\"?",
                "deploy | There is no job \"deploy\": valid are validate-schema, features-training, train, evaluate,",
                "forecast --csv | must be pairs --name value",
                "forecast --csv true --csv false | each name once",
                "train --eta 0.1 | Job train takes hyperparameters, no arguments: --eta 0.1",
                "train | input/config/hyperparameters.json: SageMaker writes it for every training job",
            })
    void wordsThatNameNoJobOrNoParametersAreRefused(String words, String reason) throws IOException {
        assertThat(run(words.split(" "))).isEqualTo(JobExitCode.WRONG_INPUT);
        assertThat(reason()).contains(reason);
    }

    @Test
    void withoutWordsTheJobsAreListed() throws IOException {
        assertThat(run()).isEqualTo(JobExitCode.WRONG_INPUT);
        assertThat(reason()).contains("edf-job NAME", "features-inference", "forecast");
    }

    @Test
    void hyperparametersAreTexts() throws IOException {
        file("input/config/hyperparameters.json", "{\"strategy\": \"XGBoost\", \"xgb_eta\": 0.1}");

        assertThat(run("train")).isEqualTo(JobExitCode.WRONG_INPUT);
        assertThat(reason()).contains("Hyperparameter xgb_eta", "is 0.1; write its value as text: \"0.1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forecast", "evaluate"})
    void severalMachinesAreRefused(String job) throws IOException {
        file("config/resourceconfig.json", """
                {"current_host": "algo-2", "current_instance_type": "ml.m5.xlarge", "hosts": ["algo-1", "algo-2"],
                 "network_interface_name": "eth0"}""");

        assertThat(run(job)).isEqualTo(JobExitCode.WRONG_INPUT);
        assertThat(reason()).contains("InstanceCount is 2: set InstanceCount to 1");
    }

    @Test
    void anInputThatAStoppedJobLeftIsRefused() throws IOException {
        file("processing/input/features/_publishing", "");

        assertThat(run("forecast")).isEqualTo(JobExitCode.WRONG_INPUT);
        assertThat(reason()).contains("processing/input/features/ is not complete", "Run that job again");
    }

    @Test
    void anInputThatLacksAFileOfItsManifestIsRefused() throws IOException {
        file("processing/input/features/part-0.parquet", "rows");
        file("processing/input/features/_manifest.json", """
                {"files": [{"name": "part-0.parquet", "size_bytes": 4, "sha256": ""},
                           {"name": "part-1.parquet", "size_bytes": 4, "sha256": ""}]}""");

        assertThat(run("forecast")).isEqualTo(JobExitCode.WRONG_INPUT);
        assertThat(reason()).contains("differs from its _manifest.json");
    }

    @Test
    void aFolderThatCannotBeMadeIsNoDefect() throws IOException {
        file("processing/output/forecasts", "a file where a folder should be");

        assertThat(run("forecast")).isEqualTo(JobExitCode.UNAVAILABLE);
        assertThat(reason()).startsWith("FileAlreadyExistsException: ").contains("cannot be read or written");
    }

    @Test
    void aReasonIsCutBetweenCharactersToTheBytesThatSageMakerKeeps() {
        String cut = FailureText.shortened("ä".repeat(800));

        assertThat(cut.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(1024);
        assertThat(cut).isEqualTo("ä".repeat(510) + "…");
        assertThat(FailureText.shortened("ä".repeat(512))).isEqualTo("ä".repeat(512));
    }

    @Test
    void anythingUnknownIsADefect() {
        assertThat(JobExitCode.of(new IllegalStateException("?"))).isEqualTo(JobExitCode.DEFECT);
        assertThat(FailureText.of(new IllegalStateException("no rows")))
                .isEqualTo(
                        "IllegalStateException: no rows. This is a defect of EDF: the job's log has the stack trace");
    }

    @Test
    void theImageCanBeChecked() {
        assertThat(run("--check")).isZero();
    }

    @Test
    @Timeout(60)
    void aJobThatWasStoppedHasNoExitCodeOfItsOwn() throws InterruptedException {
        JobLauncher launcher = new JobLauncher(root, CLOCK);
        Thread stop = new Thread(launcher::stop);
        stop.start();
        while (!Thread.currentThread().isInterrupted()) { // by the launcher
            Thread.onSpinWait();
        }
        Thread.interrupted();

        assertThat(launcher.run(List.of("forecast"))).isEqualTo(OptionalInt.empty());
        stop.join();
    }
}
