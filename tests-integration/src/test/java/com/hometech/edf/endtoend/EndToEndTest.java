package com.hometech.edf.endtoend;

import static com.hometech.edf.endtoend.SmallPortfolio.AT_NOW;
import static com.hometech.edf.endtoend.SmallPortfolio.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.manifest.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From readings to stored forecasts, and what each command says about them. */
class EndToEndTest extends TrainedHomeTest {
    private static JsonNode shown(String building) throws IOException {
        return JSON.readTree(EdfRun.done(home, "forecasts", "show", "--building", building, "--json")
                .out());
    }

    @Test
    void theScoresTheModelAndTheNextStepAreShown() {
        assertThat(trained.out())
                .contains("ModelTrainingEDF", "WAPE", "four-week mean", "edf models approve 1")
                .contains("EDFBuildingDemandForecaster/1 is registered: PendingManualApproval");
        assertThat(forecast.out()).contains("432 forecasts are stored (complete)");
        assertThat(EdfRun.done(home, "models", "list").out()).contains("Approved", "ann: reads well");
        assertThat(EdfRun.done(home, "models", "show", "1").out()).contains("EDFBuildingDemandForecaster/1", "sha256");
        assertThat(List.of(trained.err(), forecast.err())).containsOnly("");
    }

    @Test
    @DisplayName("I3: every building has the 72 hours after the issue")
    void everyBuildingHasThreeDays() throws IOException {
        assertThat(buildings()).hasSize(SmallPortfolio.BUILDINGS);
        for (String building : buildings()) {
            JsonNode shown = shown(building);
            assertThat(shown.path("issued_at").asText()).isEqualTo(NOW.toString());
            assertThat(shown.path("model_version").asText()).isEqualTo("EDFBuildingDemandForecaster/1");
            assertThat(shown.path("forecasts").findValuesAsText("timestamp"))
                    .isEqualTo(IntStream.range(0, 72)
                            .mapToObj(hour -> NOW.plus(Duration.ofHours(hour)).toString())
                            .toList());
            assertThat(shown.path("forecasts").findValuesAsText("quality")).containsOnly("MODEL");
        }
    }

    @Test
    @DisplayName("I5: intervals hold their forecast, and all of it is finite and not negative")
    void intervalsAreInOrder() throws IOException {
        for (String building : buildings()) {
            for (JsonNode row : shown(building).path("forecasts")) {
                double lower = row.path("yhat_lower").asDouble();
                double middle = row.path("yhat").asDouble();
                double upper = row.path("yhat_upper").asDouble();
                assertThat(lower).isBetween(0.0, middle);
                assertThat(upper).isFinite().isGreaterThanOrEqualTo(middle);
            }
        }
    }

    @Test
    void tableCsvAndJsonShowTheSameForecast() throws IOException {
        String building = buildings().get(0);
        JsonNode json = shown(building).path("forecasts");
        List<String> csv = EdfRun.done(home, "forecasts", "show", "--building", building, "--csv")
                .out()
                .lines()
                .toList();
        EdfRun table = EdfRun.done(home, "forecasts", "show", "--building", building);

        assertThat(csv).hasSize(73);
        for (int hour = 0; hour < 72; hour++) {
            String[] fields = csv.get(hour + 1).split(",", -1);
            assertThat(fields[0]).isEqualTo(json.get(hour).path("timestamp").asText());
            assertThat(Double.parseDouble(fields[2]))
                    .isEqualTo(json.get(hour).path("yhat").asDouble());
        }
        assertThat(table.out()).contains("Europe/Berlin", "Mon 18 Nov", "Thu 21 Nov", "before ┊ readings");
    }

    @Test
    void explanationsAddUpToTheStoredForecasts() throws IOException {
        String building = buildings().get(0);
        JsonNode forecasts = shown(building).path("forecasts");
        for (int hour = 0; hour < 72; hour += 12) {
            JsonNode row = forecasts.get(hour);
            JsonNode explained = explained(home, building, row.path("timestamp").asText());

            assertThat(explained.path("yhat")).isEqualTo(row.path("yhat"));
            assertThat(explained.path("remarks")).isEmpty();
            double sum = explained.path("base_kwh").asDouble();
            for (JsonNode contribution : explained.path("contributions")) {
                sum += contribution.path("kwh").asDouble();
            }
            assertThat(sum).isCloseTo(row.path("yhat").asDouble(), within(1e-9));
        }
    }

    @Test
    void featuresThatAreGoneAreComputedAgain() throws IOException {
        String building = buildings().get(0);
        String time = NOW.plus(Duration.ofHours(9)).toString();
        Path without = copy("without-features");
        FileUtils.deleteDirectory(
                without.resolve(Stores.PROCESSED + "features/edf/inference").toFile());

        EdfRun text = EdfRun.done(without, "explain", "--building", building, "--time", time, "--top", "3");
        JsonNode again = explained(without, building, time);

        assertThat(text.out())
                .contains("model EDFBuildingDemandForecaster/1", "computed again", "other features")
                .doesNotContain("instead of");
        assertThat(again.path("contributions"))
                .isEqualTo(explained(home, building, time).path("contributions"));
    }

    @Test
    void anExplanationWithReadingsThatWereCorrectedSinceSaysSo() throws IOException {
        String building = buildings().get(0);
        Path corrected = copy("corrected");
        FileUtils.deleteDirectory(
                corrected.resolve(Stores.PROCESSED + "features/edf/inference").toFile());
        Path correction = Files.createDirectories(directory.resolve("correction"));
        Files.copy(home.resolve("sample/buildings.csv"), correction.resolve("buildings.csv"));
        Files.writeString(
                correction.resolve("consumption.csv"),
                IntStream.rangeClosed(1, 168)
                        .mapToObj(hour -> building + "," + NOW.minus(Duration.ofHours(hour)) + ",12.5\n")
                        .collect(Collectors.joining("", "building_id,timestamp_utc,consumption_kwh\n", "")));
        EdfRun.done(corrected, "data", "import", correction.toString(), AT_NOW);

        JsonNode explained =
                explained(corrected, building, NOW.plus(Duration.ofHours(9)).toString());

        assertThat(explained.path("sum_kwh").asDouble())
                .isNotCloseTo(explained.path("yhat").asDouble(), withinPercentage(1));
        assertThat(explained.path("remarks")).singleElement().asString().contains("computed again", "instead of");
    }

    private static JsonNode explained(Path home, String building, String time) throws IOException {
        return JSON.readTree(EdfRun.done(home, "explain", "--building", building, "--time", time, "--json")
                .out());
    }

    @Test
    @DisplayName("I1: each stored run has its manifest, which counts the rows that are stored")
    void everyRunHasItsManifest() throws IOException {
        RunManifest manifest = manifest(home, "monday");
        List<ForecastRecord> rows = Stores.rows(home);

        assertThat(Stores.forecasts(home, ForecastStore::runs))
                .containsExactly(new ForecastStore.Run("monday", NOW, manifest.modelVersion()));
        assertThat(rows).hasSize((int) manifest.rows()).hasSize(72 * SmallPortfolio.BUILDINGS);
        assertThat(Stores.files(home.resolve(FORECASTS + "monday")))
                .containsAllEntriesOf(Map.of(
                        manifest.files().get(0).name(), manifest.files().get(0).sha256()));
    }

    @Test
    @DisplayName("I2, fault 40: a late older run stands beside the newer one and never in its place")
    void oneCurrentRowForEachHour() throws IOException {
        Path other = copy("three-days");
        EdfRun.done(other, "forecast", "--name", "tuesday", "--now=2024-11-19T05:00:00Z");
        EdfRun.done(other, "forecast", "--name", "late", "--date", "2024-11-17", "--now=2024-11-19T06:00:00Z");

        List<ForecastRecord> newest = Stores.newest(other);

        assertThat(Stores.rows(other))
                .hasSize(3 * 72 * SmallPortfolio.BUILDINGS)
                .containsAll(Stores.rows(home))
                .extracting(row -> List.of(row.building(), row.issuedAt(), row.targetTime()))
                .doesNotHaveDuplicates();
        assertThat(newest)
                .hasSize((72 + 48) * SmallPortfolio.BUILDINGS)
                .extracting(row -> List.of(row.building(), row.targetTime()))
                .doesNotHaveDuplicates();
        assertThat(newest.stream().filter(row -> !row.targetTime().isBefore(NOW.plus(Duration.ofDays(1)))))
                .allMatch(row -> row.issuedAt().equals(NOW.plus(Duration.ofDays(1))));
    }

    @Test
    void whatForecastsTurnedOutToBeIsToldFromReadingsThatCameLater() throws IOException {
        Path other = copy("accuracy");
        String later = "--now=2024-11-21T06:00:00Z";
        EdfRun before = EdfRun.done(other, "accuracy", "--now=2024-11-19T06:00:00Z");
        Path late = SmallPortfolio.home(directory.resolve("late"));
        EdfRun.done(late, "data", "import", home.resolve("sample").toString(), later);
        String readings = Stores.PROCESSED + "processed_edf_data/consumption";
        Stores.copy(late.resolve(readings), other.resolve(readings));
        EdfRun first = EdfRun.done(other, "accuracy", later);
        Map<String, String> history = Stores.files(other.resolve(Stores.PROCESSED + "accuracy/history"));
        EdfRun.done(other, "accuracy", later);

        assertThat(before.out())
                .contains("TrackAccuracyEDF", "ReportAccuracyEDF", "are scored up to 2024-11-18")
                .doesNotContain("49-72");
        assertThat(first.out())
                .contains("are scored up to 2024-11-20", "6 buildings", "accuracy_report.html")
                .containsPattern("25-48 +\\d+\\.\\d %.* 144 h");
        assertThat(history).hasSize(16);
        assertThat(Stores.files(other.resolve(Stores.PROCESSED + "accuracy/history")))
                .isEqualTo(history);
        String building = buildings().get(0);
        JsonNode json = JSON.readTree(
                EdfRun.done(other, "accuracy", "--building", building, "--json", "--from", "2024-11-19", later)
                        .out());
        assertThat(json.at("/quantities/0/buildings").asInt()).isEqualTo(1);
        assertThat(json.at("/quantities/0/leads/0/hours/issued").asInt()).isEqualTo(48);
        EdfRun unknown = EdfRun.in(other, "accuracy", "--building", "nobody", later);
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("Nothing is known of the accuracy of building nobody");
        assertThat(EdfRun.in(beforeApproval, "accuracy", AT_NOW).err()).contains("No forecast was issued in");
    }

    @Test
    void executionsAreListedAndShown() {
        assertThat(EdfRun.done(home, "executions", "list").out())
                .containsPattern("first +EDFTrainingWorkflow +SUCCEEDED")
                .containsPattern("monday +EDFInferenceWorkflow +SUCCEEDED");
        assertThat(EdfRun.done(home, "executions", "show", "first").out())
                .containsSubsequence(
                        "ValidateSchema",
                        "FeatureEngineeringTrainingEDF",
                        "ModelTrainingEDF",
                        "ModelEvaluationEDF",
                        "CheckEvaluationEDF",
                        "RegisterModelEDF");
    }

    @ParameterizedTest(name = "edf {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "forecasts show --building nobody | there are forecasts of 6 buildings",
                "forecasts show --building ../x | building_id",
                "models approve 7 | known versions: [1]",
                "executions show yesterday | the newest are",
                "executions redrive first | nothing to redrive",
                "forecast --date 21.11.2024 --name wrong-date | inference_date",
                "data import nowhere | nowhere does not exist",
                "train --strategie XGBoost | --strategy",
            })
    void wrongWordsAreExplained(String words, String explanation) {
        EdfRun refused = EdfRun.in(home, words.split(" "));

        assertThat(refused.exitCode()).isIn(2, 3);
        assertThat(refused.out() + refused.err()).contains(explanation).doesNotContain("\tat ");
    }

    @Test
    void withoutReadingsThereIsNothingToTrainOn() throws IOException {
        EdfRun refused = EdfRun.in(SmallPortfolio.home(directory.resolve("empty")), "train");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("edf data import FOLDER");
    }

    @Test
    void theProgramOfTheContainersLeavesTheBytesThatTheRunnerPublished() throws Exception {
        Path buckets = home.resolve("buckets");
        Path processed = home.resolve(Stores.PROCESSED);
        Path inputs = buckets.resolve("hometech-ml-raw-data/edf-inputs");
        Path config = buckets.resolve("hometech-ml-glue-scripts/config");
        ContainerJob features = new ContainerJob(directory.resolve("features"))
                .with("processing/input/config", config)
                .with("processing/input/consumption", processed.resolve("processed_edf_data/consumption"))
                .with("processing/input/weather", processed.resolve("processed_edf_data/weather"))
                .with("processing/input/weather-forecast", inputs.resolve("weather-forecast"))
                .with("processing/input/topology", inputs.resolve("calendar-topology"));
        features.run("features-inference", "--issued-at", NOW.toString(), "--target", "consumption");
        Path rows = features.root().resolve("processing/output/features");
        RunManifest manifest = manifest(home, "monday");
        ContainerJob forecasts = new ContainerJob(directory.resolve("forecasts"))
                .with("processing/input/config", config)
                .with("processing/input/model", artifactOf(home, "first"))
                .with("processing/input/features", rows)
                .with("processing/input/topology", inputs.resolve("calendar-topology"));
        forecasts.run(
                "forecast",
                "--issued-at",
                NOW.toString(),
                "--run-id",
                "monday",
                "--model-version",
                manifest.modelVersion(),
                "--model-sha256",
                manifest.modelSha256(),
                "--model-stale",
                "false");

        assertThat(Stores.files(rows))
                .containsKey("_manifest.json")
                .isEqualTo(Stores.files(processed.resolve("features/edf/inference/EDFInferenceWorkflow/monday")));
        assertThat(Stores.files(forecasts.root().resolve("processing/output/forecasts")))
                .containsKey("_manifest.json")
                .isEqualTo(Stores.files(home.resolve(FORECASTS + "monday")));
    }

    @Test
    void theContainersTrainingFitsTheSameModel() throws Exception {
        Path processed = home.resolve(Stores.PROCESSED);
        Path features = processed.resolve("features/edf/training/EDFTrainingWorkflow/first");
        Path hyperparameters = directory.resolve("hyperparameters.json");
        Files.writeString(hyperparameters, "{\"strategy\": \"Ensemble\"}");
        ContainerJob training = new ContainerJob(directory.resolve("training"))
                .with("input/config", hyperparameters)
                .with("input/data/config", home.resolve("buckets/hometech-ml-glue-scripts/config"))
                .with("input/data/train", features.resolve("train"))
                .with("input/data/calibration", features.resolve("calibration"))
                .with("input/data/topology", home.resolve("buckets/hometech-ml-raw-data/edf-inputs/calendar-topology"));
        training.run("train");

        assertThat(boosters(ModelArtifact.openDirectory(training.root().resolve("model"))))
                .isNotEmpty()
                .isEqualTo(boosters(ModelArtifact.openUnregistered(artifactOf(home, "first"))));
    }

    private static List<String> boosters(ModelArtifact artifact) {
        return artifact.metadata().boosters().stream()
                .map(booster -> booster.file() + " " + booster.sha256())
                .toList();
    }
}
