package com.hometech.edf.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.common.domain.ForecastRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a reason for a new model to its shadow forecasts, its verdict, its approval, and back. */
class RetrainedModelTest {
    private static final String GROUP = "EDFBuildingDemandForecaster";
    private static final String CHECKS = "--now=2024-10-30T06:30:00Z";

    @TempDir
    private Path directory;

    @Test
    void aNewModelIsTrainedComparedApprovedAndTakenBack() throws Exception {
        Path home = SmallPortfolio.homeWithReadings(directory);
        EdfRun.done(home, "train", "--reason", "the first", "--now=2024-10-28T05:00:00Z");
        EdfRun.done(home, "models", "approve", "1");
        assertThat(EdfRun.done(home, "models", "show", "1").out()).containsPattern("training_reason +the first");
        assertThat(EdfRun.done(home, "watch", CHECKS).out()).doesNotContain("EDFTrainingWorkflow");

        SmallPortfolio.set(home, "every_days", "2");
        SmallPortfolio.set(home, "min_days_between", "2");
        assertThat(EdfRun.in(home, "watch", "--now=2024-10-30T06:00:00Z").err())
                .contains(
                        "The daily checks ran as of 2024-10-30T06:30:00Z already",
                        "drift --as-of 2024-10-30T06:00:00Z");
        assertThat(EdfRun.done(home, "watch", "--now=2024-10-30T06:35:00Z").out())
                .contains("but not trained now: no forecast could be scored with readings yet")
                .doesNotContain("EDFTrainingWorkflow");
        EdfRun.done(home, "forecast", "--name", "before", "--now=2024-10-28T05:00:00Z");
        EdfRun.done(home, "accuracy", "--now=2024-10-30T06:00:00Z");
        kill(home, "watch", "--now=2024-10-30T06:38:00Z");
        EdfRun asked = EdfRun.done(home, "watch", "--now=2024-10-30T06:40:00Z");
        EdfRun again = EdfRun.done(home, "watch", "--now=2024-10-30T06:50:00Z");
        JsonNode found = new ObjectMapper()
                .readTree(EdfRun.done(home, "watch", "--json", "--now=2024-10-30T06:55:00Z")
                        .out());

        assertThat(asked.out())
                .contains("A new model is trained by retrain-consumption-20241030-calendar-2.")
                .contains("attempts that were stopped before their end: retrain-consumption-20241030-calendar)")
                .contains(GROUP + "/2 is registered: PendingManualApproval");
        assertThat(again.out()).doesNotContain("is registered");
        assertThat(found.path("as_of").asText()).isEqualTo("2024-10-30T06:55:00Z");
        assertThat(found.path("watches").findValuesAsText("watch"))
                .containsExactly("drift", "anomalies", "quality", "challenger");
        assertThat(found.path("watches").get(0).fieldNames()).toIterable().contains("watch", "lines", "failure");
        assertThat(found.path("alarms").isArray()).isTrue();
        assertThat(EdfRun.done(home, "models", "show", "2").out())
                .containsPattern("training_reason +calendar: the newest model is 2 days old");
        assertThat(EdfRun.in(home, "models", "rollback").err())
                .contains(GROUP + "/1 forecasts, and there is no earlier");

        EdfRun.done(home, "forecast", "--name", "first", "--now=2024-10-31T05:00:00Z");
        EdfRun.done(home, "forecast", "--name", "second", "--now=2024-11-01T05:00:00Z");
        Path shadow = home.resolve(Stores.PROCESSED + "shadow-output/EDFInferenceWorkflow/second");
        assertThat(Files.readString(shadow.resolve("run_manifest.json"))).contains(GROUP + "/2");
        assertThat(Stores.rows(home)).extracting(ForecastRecord::modelVersion).containsOnly(GROUP + "/1");
        assertThat(EdfRun.done(home, "watch", "--now=2024-11-04T06:30:00Z").out())
                .contains("No difference yet: fewer than 14 days. " + GROUP + "/2 beside " + GROUP + "/1 on 4 days")
                .contains("2024-10-31 to 2024-11-03");
        assertThat(EdfRun.done(home, "models", "list").out()).contains("no difference yet, 4 days");

        EdfRun.done(home, "models", "approve", "2");
        assertThat(EdfRun.done(home, "models", "rollback", "--reason", "ann: worse at night")
                        .out())
                .contains(GROUP + "/2 is Rejected", "the next run forecasts with " + GROUP + "/1");
        assertThat(EdfRun.done(home, "models", "list").out()).contains("ann: worse at night");
    }

    /** Runs a command until the training that it starts is at work, and kills it. */
    private static void kill(Path home, String... words) throws Exception {
        EdfProcess process = EdfProcess.start(home, List.of(), words);
        Path history =
                home.resolve("executions/EDFTrainingWorkflow/retrain-consumption-20241030-calendar/history.jsonl");
        while (!Files.exists(history) || !Files.readString(history).contains("FeatureEngineeringTrainingEDF")) {
            assertThat(process.runs()).as("edf ended before it trained").isTrue();
            Thread.sleep(5);
        }
        process.kill();
        assertThat(process.end()).isEqualTo(137);
    }
}
