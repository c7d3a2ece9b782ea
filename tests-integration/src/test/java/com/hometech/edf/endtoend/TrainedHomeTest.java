package com.hometech.edf.endtoend;

import static com.hometech.edf.endtoend.SmallPortfolio.AT_NOW;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.inference.manifest.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;

/** A home with readings, a model and a forecast, which the classes that look at it share: training takes long. */
abstract class TrainedHomeTest {
    static final String FORECASTS = Stores.PROCESSED + "forecast-output/EDFInferenceWorkflow/";
    static final String EVALUATIONS = Stores.PROCESSED + "evaluation-output/EDFTrainingWorkflow/";
    static final ObjectMapper JSON = new ObjectMapper();

    static Path directory;

    static Path home;
    static Path beforeApproval;
    static EdfRun trained;
    static EdfRun forecast;

    @BeforeAll
    static synchronized void fromReadingsToForecasts() throws IOException {
        if (beforeApproval != null) {
            return;
        }
        directory = Files.createTempDirectory("edf-end-to-end");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtils.deleteQuietly(directory.toFile())));
        home = SmallPortfolio.homeWithReadings(directory.resolve("home"));
        trained = EdfRun.done(home, "train", "--name", "first", AT_NOW);
        beforeApproval = Stores.copy(home, directory.resolve("before-approval"));
        EdfRun.done(home, "models", "approve", "1", "--reason", "ann: reads well");
        forecast = EdfRun.done(home, "forecast", "--name", "monday", AT_NOW);
    }

    static Path copy(String name) throws IOException {
        return Stores.copy(home, directory.resolve(name));
    }

    static List<String> buildings() throws IOException {
        return SmallPortfolio.buildings(home.resolve("sample"));
    }

    static RunManifest manifest(Path home, String run) throws IOException {
        return RunManifest.parse(Files.readString(home.resolve(FORECASTS + run + "/run_manifest.json")), run);
    }

    static Path artifactOf(Path home, String execution) throws IOException {
        Path folder = home.resolve(Stores.PROCESSED + "model-artifacts/EDFTrainingWorkflow/" + execution);
        return folder.resolve(Stores.files(folder).keySet().iterator().next());
    }
}
