package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.runs.RunStatus;
import com.hometech.edf.inference.runs.StoredRuns;
import com.hometech.edf.inference.runs.TrainingRun;
import com.hometech.edf.inference.runs.mlflow.MlflowTracking;
import com.hometech.edf.lambdas.RecordEdfRunHandler;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordEdfRunHandlerTest extends HandlerTest {
    private static final Places PLACES = new Places(EdfConfig.defaults().general(), "");
    private static final String MACHINE = "EDFTrainingWorkflow";
    private static final String REPORT = """
            {"verdict": {"passed": %s, "reasons": [%s], "wape_to_best_baseline": 0.72, "best_baseline": "last_week",
              "checks": [{"metric": "mape_percent", "value": 7.4, "limit": 20.0, "passed": true}]},
             "model": {"strategy": "XGBoost", "sha256": "%s", "code_version": "1.2.0", "configuration_fingerprint": "cf",
              "feature_schema_fingerprint": "ff", "trained_from": "2016-01-01T05:00:00Z", "training_rows": 1000,
              "quantile_levels": [0.1, 0.9]},
             "data": {"last_target": "2016-05-01T00:00:00Z", "buildings_scored": 20},
             "overall": [
              {"leads": "all", "median": {"model": {"wape_percent": 7.6}, "last_week": {"wape_percent": 10.9}}},
              {"leads": "1-24", "median": {"model": {"wape_percent": 6.9}, "last_week": {"wape_percent": 11.0}}}]}
            """;
    private static final String NOTES = """
            {"hyperparameters": {"eta": "0.1", "max_depth": "5"}, "library_versions": {"xgboost": "3.2.0"}}
            """;

    private String modelSha256 = "";

    private Map<String, Object> event(String status, Map<String, Object> others) {
        Map<String, Object> detail = new TreeMap<>(Map.of(
                "executionArn",
                "arn:aws:states:eu-central-1:123456789012:execution:" + MACHINE + ":one",
                "stateMachineArn",
                "arn:aws:states:eu-central-1:123456789012:stateMachine:" + MACHINE,
                "name",
                "one",
                "status",
                status,
                "startDate",
                1_462_856_400_000L,
                "stopDate",
                1_462_856_460_000L,
                "input",
                "{\"strategy\": \"XGBoost\", \"reason\": \"drift of temperature_c\"}",
                "inputDetails",
                Map.of("included", true)));
        detail.putAll(others);
        return detail;
    }

    private void leaveModel() {
        byte[] model = ModelHandlersTest.archive(NOTES);
        modelSha256 = Checksums.sha256(model);
        platform.objects()
                .put(PLACES.modelArtifacts(MACHINE, "one").resolve("edf-train-0-0/output/model.tar.gz"), model);
        // a later attempt that was not evaluated
        platform.objects()
                .put(PLACES.modelArtifacts(MACHINE, "one").resolve("edf-train-1-0/output/model.tar.gz"), new byte[] {1
                });
    }

    private void leaveEvaluation(boolean passed, String reasons) {
        put(
                PLACES.evaluationOutput(MACHINE, "one").resolve("evaluation_report_edf.json"),
                REPORT.formatted(passed, reasons, modelSha256));
        for (String table : List.of("train", "calibration", "eval")) {
            put(PLACES.features("training", MACHINE, "one").resolve(table + "/_manifest.json"), table);
        }
        put(
                PLACES.features("training", MACHINE, "one").resolve("quality/data_quality_report.json"),
                "{\"ingestion_sequence\": 3}");
    }

    private void put(ObjectUri uri, String text) {
        platform.objects().put(uri, text.getBytes(UTF_8));
    }

    private Map<String, Object> record(Map<String, Object> event) {
        return record(event, "{}");
    }

    private Map<String, Object> record(Map<String, Object> event, String mlflow) {
        return call(new RecordEdfRunHandler(platform, config(mlflow), PLACES), event);
    }

    private static EdfConfig config(String mlflow) {
        return ConfigReader.parse("edf_training: {mlflow: " + mlflow + "}", "test");
    }

    private TrainingRun stored() {
        List<TrainingRun> runs = new StoredRuns(platform.objects(), PLACES.trainingRuns()).list();
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    @Test
    void aRunWhoseModelWasRegisteredIsKeptWithAllThatItLeft() {
        leaveModel();
        leaveEvaluation(true, "");

        assertThat(record(event("SUCCEEDED", Map.of("output", "{\"model_version\": \"" + GROUP + "/4\"}"))))
                .isEqualTo(Map.of("run", "one", "status", "registered", "mlflow", "", "mlflow_problem", ""));

        TrainingRun run = stored();
        assertThat(run.startedAt()).isEqualTo(Instant.parse("2016-05-10T05:00:00Z"));
        assertThat(run.endedAt()).isEqualTo(Instant.parse("2016-05-10T05:01:00Z"));
        assertThat(run.modelVersion()).isEqualTo(GROUP + "/4");
        assertThat(run.target()).isEqualTo(Quantity.CONSUMPTION);
        assertThat(run.parameters())
                .containsEntry("eta", "0.1")
                .containsEntry("quantiles", "[0.1, 0.9]")
                .containsEntry("seed", "42");
        assertThat(run.metrics())
                .isEqualTo(Map.of(
                        "wape_percent", 7.6,
                        "last_week/wape_percent", 10.9,
                        "leads_1-24/wape_percent", 6.9,
                        "leads_1-24/last_week/wape_percent", 11.0,
                        "wape_to_best_baseline", 0.72));
        assertThat(run.limits()).containsExactly(new TrainingRun.Limit("mape_percent", 7.4, 20.0, true));
        assertThat(run.lineage())
                .containsEntry("reason", "drift of temperature_c")
                .containsEntry("ingestion_sequence", "3")
                .containsEntry("feature_schema_fingerprint", "ff")
                .containsEntry("library_xgboost", "3.2.0")
                .containsKey("data_fingerprint");
        assertThat(run.artifacts().get(0).sha256())
                .as("the attempt that was evaluated")
                .isEqualTo(modelSha256);
    }

    @Test
    void otherFeaturesHaveAnotherFingerprint() {
        leaveModel();
        leaveEvaluation(true, "");
        record(event("SUCCEEDED", Map.of()));
        TrainingRun before = stored();
        put(PLACES.features("training", MACHINE, "one").resolve("eval/_manifest.json"), "other");
        record(event("SUCCEEDED", Map.of()));

        assertThat(stored().lineage().get("data_fingerprint"))
                .isNotEqualTo(before.lineage().get("data_fingerprint"));
    }

    @Test
    void aRunWhoseModelWasRefusedSaysWhy() {
        leaveModel();
        leaveEvaluation(false, "\"mape_percent 25.1 > 20.0\"");
        record(event("FAILED", Map.of("error", "EvaluationFailed", "cause", "mape_percent 25.1 > 20.0")));

        assertThat(stored().status()).isEqualTo(RunStatus.REJECTED);
        assertThat(stored().reasons()).containsExactly("mape_percent 25.1 > 20.0");
        assertThat(stored().metrics()).containsEntry("wape_percent", 7.6);
    }

    @Test
    void aRunThatFailedBeforeItHadAModelIsKeptWithItsCause() {
        record(event("FAILED", Map.of("error", "States.TaskFailed", "cause", "ValidateSchema: no readings")));

        assertThat(stored().status()).isEqualTo(RunStatus.FAILED);
        assertThat(stored().reasons()).containsExactly("ValidateSchema: no readings");
        assertThat(stored().strategy()).isEqualTo("XGBoost");
        assertThat(stored().metrics()).isEmpty();
        assertThat(stored().artifacts()).isEmpty();
    }

    @Test
    void aRunThatWasStoppedAndOneThatTookTooLongAreKept() {
        record(event("ABORTED", Map.of()));
        assertThat(stored().status()).isEqualTo(RunStatus.STOPPED);
        record(event("TIMED_OUT", Map.of()));
        assertThat(stored().reasons()).containsExactly("it ran out of time");
    }

    @Test
    void anEventThatIsNoneIsRefusedByItsField() {
        assertThatThrownBy(() -> record(event("FAILED", Map.of("startDate", "yesterday"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("detail.startDate is yesterday, not milliseconds since 1970");
    }

    @Test
    void anMlflowServerGetsTheRunOnce() throws IOException {
        leaveModel();
        leaveEvaluation(true, "");
        try (MlflowStub mlflow = new MlflowStub()) {
            String config = "{tracking_uri: '" + mlflow.address() + "/', experiment: EDF test}";
            Map<String, Object> answer =
                    record(event("SUCCEEDED", Map.of("output", "{\"model_version\": \"" + GROUP + "/4\"}")), config);

            assertThat(answer).containsEntry("mlflow", "run-1");
            assertThat(mlflow.calls)
                    .containsExactly(
                            "GET experiments/get-by-name",
                            "POST experiments/create",
                            "POST runs/search",
                            "POST runs/create",
                            "POST runs/log-batch",
                            "POST runs/update");
            assertThat(mlflow.experiment).isEqualTo("EDF test");
            assertThat(mlflow.runName).isEqualTo("one");
            assertThat(mlflow.parameters).isEqualTo(stored().parameters());
            assertThat(mlflow.metrics).isEqualTo(stored().metrics());
            assertThat(mlflow.tags)
                    .containsEntry("edf.run", MACHINE + "/one")
                    .containsEntry("edf.status", "registered")
                    .containsEntry("edf.model_version", GROUP + "/4")
                    .containsEntry("edf.artifact.model.sha256", modelSha256)
                    .containsEntry("edf.lineage.reason", "drift of temperature_c");
            assertThat(mlflow.status).isEqualTo("FINISHED");
            assertThat(mlflow.authorization).isEqualTo("null");

            MlflowTracking tracking =
                    new MlflowTracking(platform, config(config).edfTraining().mlflow(), PLACES);
            assertThat(tracking.receipt(stored()).orElseThrow().runId()).isEqualTo("run-1");
            assertThat(tracking.send(stored()).runId()).as("again").isEqualTo("run-1");
            assertThat(mlflow.runs()).isOne();
        }
    }

    @Test
    void aServerThatFailsDoesNotFailTheRun() throws IOException {
        leaveModel();
        leaveEvaluation(true, "");
        try (MlflowStub mlflow = new MlflowStub()) {
            mlflow.failWith = 500;
            String config = "{tracking_uri: '" + mlflow.address() + "'}";

            assertThat(record(event("SUCCEEDED", Map.of()), config))
                    .containsEntry("mlflow", "")
                    .hasEntrySatisfying(
                            "mlflow_problem", why -> assertThat(why).asString().contains("500"));

            MlflowTracking tracking =
                    new MlflowTracking(platform, config(config).edfTraining().mlflow(), PLACES);
            assertThat(tracking.receipt(stored())).isEmpty();
            mlflow.failWith = 0;
            tracking.send(stored());
            assertThat(tracking.receipt(stored())).isPresent();
            mlflow.failWith = 401;
            assertThatThrownBy(() -> tracking.send(stored()))
                    .hasMessageContaining("refused experiments/get-by-name with status 401")
                    .hasMessageContaining("edf_training.mlflow.credentials");
        }
    }

    @Test
    void aRunThatFailedIsSentAsFailed() throws IOException {
        try (MlflowStub mlflow = new MlflowStub()) {
            record(
                    event("FAILED", Map.of("error", "States.TaskFailed", "cause", "no readings")),
                    "{tracking_uri: '" + mlflow.address() + "'}");

            assertThat(mlflow.status).isEqualTo("FAILED");
            assertThat(mlflow.tags).containsEntry("edf.reasons", "no readings");
        }
    }
}
