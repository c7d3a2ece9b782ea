package com.hometech.edf.endtoend;

import static com.hometech.edf.endtoend.SmallPortfolio.AT_NOW;
import static com.hometech.edf.endtoend.SmallPortfolio.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.inference.artifact.ModelArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategy Prophet through both workflows. */
class AdditiveForecastTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static Path home;
    private static List<String> buildings;
    private static EdfRun trained;

    @BeforeAll
    static void fromReadingsToForecasts() throws IOException {
        home = SmallPortfolio.homeWithReadings(directory.resolve("home"), 4);
        buildings = SmallPortfolio.buildings(home.resolve("sample"));
        String fortnightBefore = NOW.minus(Duration.ofDays(14)).toString();
        trained = EdfRun.done(
                home,
                "train",
                "--strategy",
                "Prophet",
                "--name",
                "first",
                "--now=" + fortnightBefore,
                "-p",
                "prophet_changepoint_prior_scale=0.1");
        EdfRun.done(home, "models", "approve", "1");
        EdfRun.done(home, "forecast", "--name", "monday", AT_NOW);
    }

    private static JsonNode forecasts(String building) throws IOException {
        return JSON.readTree(EdfRun.done(home, "forecasts", "show", "--building", building, "--json")
                        .out())
                .path("forecasts");
    }

    @Test
    void everyBuildingIsForecastByAModelOfItsOwn() throws IOException {
        for (String building : buildings) {
            JsonNode rows = forecasts(building);
            assertThat(rows).hasSize(72);
            assertThat(rows.findValuesAsText("quality")).containsOnly("MODEL");
            for (JsonNode row : rows) {
                assertThat(row.path("yhat").asDouble())
                        .isBetween(
                                row.path("yhat_lower").asDouble(),
                                row.path("yhat_upper").asDouble());
            }
        }
    }

    /** A model of its own needs weeks of readings: until then a building has the trees of new ones, as with boosting. */
    @Test
    void theModelKnowsNewBuildingsToo() throws IOException {
        ModelArtifact model = ModelArtifact.openUnregistered(found("model.tar.gz"));

        assertThat(model.additive().orElseThrow().buildings()).hasSize(4);
        assertThat(model.newBuildings()).isPresent();
        assertThat(model.metadata().newBuildings().areKnown()).isTrue();
    }

    @Test
    void theEvaluationPageShowsWhatTheModelsAreMadeOf() throws IOException {
        assertThat(trained.out()).contains("WAPE", "EDFBuildingDemandForecaster/1 is registered");
        assertThat(found("evaluation_report_edf.html"))
                .content()
                .contains("What the models are made of", ": trend", ": weekly", "daily_working_day", "temperature_c");
    }

    /** Forecasts were made two weeks after training, from readings that training did not have. */
    @Test
    void anExplanationAddsUpToTheForecastAsItWasServed() throws IOException {
        JsonNode row = forecasts(buildings.get(0)).get(30);

        JsonNode explained = JSON.readTree(EdfRun.done(
                        home,
                        "explain",
                        "--building",
                        buildings.get(0),
                        "--time",
                        row.path("timestamp").asText(),
                        "--json")
                .out());

        assertThat(explained.path("sum_kwh").asDouble())
                .isCloseTo(row.path("yhat").asDouble(), within(1e-9));
        List<String> names = new ArrayList<>();
        explained
                .path("contributions")
                .forEach(part -> names.add(part.path("name").asText()));
        assertThat(names).contains("trend", "weekly", "temperature_c");
        assertThat(explained.path("remarks")).isEmpty();
    }

    @Test
    void theSettingsOfTheRunAreThoseOfTheModel() throws IOException {
        assertThat(Files.readString(found("package.json")))
                .contains("\"strategy\" : \"Prophet\"", "\"prophet_regressors\" : \"temperature_c\"");
    }

    private static Path found(String name) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.getFileName().toString().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
