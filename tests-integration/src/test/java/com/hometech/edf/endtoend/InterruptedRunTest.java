package com.hometech.edf.endtoend;

import static com.hometech.edf.endtoend.SmallPortfolio.AT_NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.port.ForecastStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that die in the middle of their work: nothing half-done is seen, and a redrive ends as if nothing had happened. */
class InterruptedRunTest {
    private static final String TRAINING = "EDFTrainingWorkflow";
    private static final String INFERENCE = "EDFInferenceWorkflow";

    @TempDir
    private static Path directory;

    /** With readings, before any run. */
    private static Path imported;

    /** The same after an unbroken training. */
    private static Path trained;

    /** The same after its approval. */
    private static Path approved;

    /** The same after unbroken forecasts. */
    private static Path forecast;

    @BeforeAll
    static void runUnbroken() throws IOException {
        imported = SmallPortfolio.homeWithReadings(directory.resolve("imported"));
        trained = Stores.copy(imported, directory.resolve("trained"));
        EdfRun.done(trained, "train", "--name", "run", AT_NOW);
        approved = Stores.copy(trained, directory.resolve("approved"));
        EdfRun.done(approved, "models", "approve", "1", AT_NOW);
        forecast = Stores.copy(approved, directory.resolve("forecast"));
        EdfRun.done(forecast, "forecast", "--name", "run", AT_NOW);
    }

    @ParameterizedTest(name = "faults 28 and 30: training is killed in {0} and redriven")
    @CsvSource({
        "FeatureEngineeringTrainingEDF, features/edf/training/EDFTrainingWorkflow/run/train",
        "ModelTrainingEDF, model-artifacts"
    })
    void aKilledTraining(String state, String output) throws Exception {
        Path home = Stores.copy(imported, directory.resolve("killed-in-" + state));
        EdfProcess process = EdfProcess.start(home, List.of(), "train", "--name", "run", AT_NOW);
        waitUntilWorking(home, TRAINING, state, process);
        process.kill();
        assertThat(process.end()).isEqualTo(137);

        assertThat(home.resolve(Stores.PROCESSED + output)).doesNotExist();
        assertThat(EdfRun.done(home, "executions", "list", AT_NOW).out()).contains("ABORTED");
        assertThat(EdfRun.in(home, "train", "--name", "run", AT_NOW).err()).contains("Redrive it");
        EdfRun redriven = EdfRun.done(home, "executions", "redrive", "run", AT_NOW);

        assertThat(redriven.out()).contains(state).doesNotContain("ValidateSchema");
        assertSameAs(home, trained);
    }

    @Test
    @DisplayName("I1, faults 28 and 30: forecasting is killed; no row is seen until it was redriven")
    void killedForecasts() throws Exception {
        Path home = Stores.copy(approved, directory.resolve("killed-forecast"));
        EdfProcess process = EdfProcess.start(home, List.of(), "forecast", "--name", "run", AT_NOW);
        waitUntilWorking(home, INFERENCE, "GenerateForecastsEDF", process);
        process.kill();
        assertThat(process.end()).isEqualTo(137);

        assertThat(Stores.forecasts(home, ForecastStore::runs)).isEmpty();
        assertThat(Stores.rows(home)).isEmpty();
        EdfRun.done(home, "executions", "redrive", "run", AT_NOW);

        assertSameAs(home, forecast);
    }

    @Test
    @DisplayName("fault 28: Ctrl-C says what was interrupted and how to go on, and going on ends as an unbroken run")
    void ctrlC() throws Exception {
        Path home = Stores.copy(imported, directory.resolve("interrupted"));
        EdfProcess process = EdfProcess.start(home, List.of(), "train", "--name", "run", AT_NOW);
        waitUntilWorking(home, TRAINING, "FeatureEngineeringTrainingEDF", process);
        process.interrupt();
        assertThat(process.end()).isEqualTo(130);

        assertThat(process.output())
                .contains("execution run is interrupted", "edf executions redrive run")
                .doesNotContain("\tat ");
        EdfRun.done(home, "executions", "redrive", "run", AT_NOW);

        assertSameAs(home, trained);
    }

    /** Objects, models and forecasts are those of the unbroken run, byte by byte. */
    private static void assertSameAs(Path home, Path unbroken) throws IOException {
        assertThat(Stores.differences(results(home), results(unbroken))).isEmpty();
    }

    /** A redriven job has another name, which stands in the path of the model; all else must be the same. */
    private static Map<String, String> results(Path home) throws IOException {
        Map<String, String> kept = new TreeMap<>();
        Stores.results(home).forEach((name, content) -> kept.put(withoutAttempt(name), content));
        for (String name : List.copyOf(kept.keySet())) {
            if (name.startsWith("registry/") && name.endsWith("package.json")) {
                kept.put(name, withoutAttempt(Files.readString(home.resolve(name))));
            }
        }
        return kept;
    }

    private static String withoutAttempt(String text) {
        return text.replaceAll("(edf-train-[0-9a-f]+)-\\d+-\\d+/", "$1/");
    }

    private static void waitUntilWorking(Path home, String workflow, String state, EdfProcess process)
            throws Exception {
        Path history = home.resolve("executions").resolve(workflow).resolve("run/history.jsonl");
        String scheduled = "\"TaskScheduled\",\"state\":\"" + state + "\"";
        while (!Files.exists(history) || !Files.readString(history).contains(scheduled)) {
            assertThat(process.runs()).as(() -> "edf ended before " + state).isTrue();
            Thread.sleep(5);
        }
        Thread.sleep(50);
    }
}
