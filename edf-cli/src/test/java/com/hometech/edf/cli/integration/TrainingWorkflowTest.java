package com.hometech.edf.cli.integration;

import static com.hometech.edf.cli.integration.WorkflowBench.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.states.ExecutionListener;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.states.StartedExecution;
import com.hometech.edf.cli.states.StateFailure;
import com.hometech.edf.cli.states.StateMachineDefinition;
import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingWorkflowTest {

    private static final StateMachineDefinition TRAINING = WorkflowBench.DEFINITIONS.training();
    private static final String PROCESSED = "s3://hometech-ml-processed-data/";
    private static final String PLACE = "EDFTrainingWorkflow/run/";

    @TempDir
    private Path home;

    private WorkflowBench bench;

    @BeforeEach
    void openBench() {
        bench = new WorkflowBench(home);
    }

    private ExecutionRecord run(String input) {
        return bench.run(TRAINING, "run", input);
    }

    private List<String> objects(String prefix) {
        return bench.store.list(ObjectUri.parse(PROCESSED + prefix)).stream()
                .map(ObjectStore.Entry::uri)
                .map(uri -> uri.key().substring(prefix.length()))
                .toList();
    }

    @Test
    void aFunctionWhoseSnapshotIsMadeAnewIsWaitedFor() {
        bench.failTenTimes("RegisterModelEDF", "Lambda.SnapStartNotReadyException");
        assertThat(run("{}").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.slept()).isGreaterThan(Duration.ofMinutes(5));
    }

    @Test
    void aModelThatPassesIsRegistered() {
        ExecutionRecord done = run("{}");

        assertThat(done.cause()).isEmpty();
        assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.states(TRAINING, "run"))
                .containsExactly(
                        "ValidateSchema",
                        "FeatureEngineeringTrainingEDF",
                        "ModelTrainingEDF",
                        "ModelEvaluationEDF",
                        "ReadEvaluationEDF",
                        "CheckEvaluationEDF",
                        "RegisterModelEDF",
                        "WorkflowSucceeded");
        assertThat(done.output().orElseThrow().path("approval_status").asText()).isEqualTo("PendingManualApproval");
        assertThat(bench.payloads.get("RegisterEDFModelFunction")).isEqualTo(json("""
                {"model_package_group": "EDFBuildingDemandForecaster",
                 "model_data_url": "%smodel-artifacts/%s%s/output/model.tar.gz",
                 "evaluation_summary_url": "%sevaluation-output/%sevaluation_summary.json",
                 "evaluation_report_url": "%sevaluation-output/%sevaluation_report_edf.json",
                 "execution_id": "run", "strategy": "Prophet", "reason": ""}""".formatted(
                        PROCESSED, PLACE, bench.jobNames.get(2), PROCESSED, PLACE, PROCESSED, PLACE)));
    }

    @Test
    void whyItWasStartedIsRegistered() {
        assertThat(run("{\"reason\": \"drift since Monday\"}").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.payloads.get("RegisterEDFModelFunction").path("reason").asText())
                .isEqualTo("drift since Monday");
    }

    @Test
    void everyJobGetsItsInputsAndParameters() {
        run("{}");
        String tables = "[config/edf_config.yaml, consumption/month=2024-01/a.parquet, topology/buildings.csv,";
        assertThat(bench.jobCalls)
                .containsEntry(
                        "validate-schema",
                        "{target=consumption, workflow=training} " + tables + " weather/month=2024-01/b.parquet]")
                .containsEntry(
                        "features-training",
                        "{strategy=Prophet, target=consumption} " + tables
                                + " weather-forecast/c.parquet, weather/month=2024-01/b.parquet]")
                .containsEntry(
                        "train",
                        "{strategy=Prophet} [calibration/part-0.parquet, config/edf_config.yaml, topology/buildings.csv,"
                                + " train/part-0.parquet, train/series/part-0.parquet]")
                .containsEntry(
                        "evaluate",
                        "{} [config/edf_config.yaml, eval/part-0.parquet, model/model.tar.gz, topology/buildings.csv]");
    }

    @Test
    void solarHasItsOwnReadingsAndItsOwnModels() {
        bench.store.put(
                ObjectUri.parse(PROCESSED + "processed_edf_data/generation/month=2024-01/s.parquet"), new byte[] {1});

        assertThat(run("{\"target\": \"solar\"}").status()).isEqualTo(ExecutionStatus.SUCCEEDED);

        assertThat(bench.jobCalls.get("validate-schema"))
                .startsWith("{target=solar, workflow=training} ")
                .contains("generation/month=2024-01/s.parquet")
                .doesNotContain("consumption");
        assertThat(bench.jobCalls.get("features-training"))
                .startsWith("{strategy=Prophet, target=solar} ")
                .contains("generation/month=2024-01/s.parquet")
                .doesNotContain("consumption");
        assertThat(bench.payloads
                        .get("RegisterEDFModelFunction")
                        .path("model_package_group")
                        .asText())
                .isEqualTo("EDFSolarGenerationForecaster");
    }

    @Test
    void anUnknownTargetIsRefused() {
        assertThat(run("{\"target\": \"wind\"}").cause()).contains("target is wind; write consumption or solar");
    }

    @Test
    void readingsToScoreWithAreAnInputWhereTheConfigurationNamesThem() {
        EdfConfig config =
                ConfigReader.parse("edf_evaluation: {historical_labels_path: s3://labels-bucket/readings}", "test");
        StateMachineDefinition training = new LocalDefinitions(config, new Places(config.general(), "")).training();

        assertThat(bench.run(training, "without", "{}").cause())
                .isEqualTo("ModelEvaluationEDF: InvalidInputException: Input labels: there is no object below"
                        + " s3://labels-bucket/readings/");

        bench.store.put(ObjectUri.parse("s3://labels-bucket/readings/month=2024-01/d.parquet"), new byte[] {1});
        assertThat(bench.run(training, "with", "{}").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.jobCalls.get("evaluate"))
                .isEqualTo("{} [config/edf_config.yaml, eval/part-0.parquet, labels/month=2024-01/d.parquet,"
                        + " model/model.tar.gz, topology/buildings.csv]");
    }

    @Test
    void outputsLieWhereTheLayoutSays() {
        run("{}");
        assertThat(objects("features/edf/training/" + PLACE))
                .containsExactly(
                        "calibration/_manifest.json",
                        "calibration/part-0.parquet",
                        "eval/_manifest.json",
                        "eval/part-0.parquet",
                        "quality/_manifest.json",
                        "quality/data_quality_report.json",
                        "train/_manifest.json",
                        "train/part-0.parquet",
                        "train/series/part-0.parquet");
        assertThat(objects("evaluation-output/" + PLACE))
                .containsExactly("_manifest.json", "evaluation_report_edf.json", "evaluation_summary.json");
        assertThat(objects("evaluation-scores/" + PLACE))
                .containsExactly("_manifest.json", "evaluation_scores.parquet");
    }

    @Test
    void aRunsInputOverridesTheConfiguration() {
        ExecutionRecord done = run("""
                {"training_start": "2023-01-01", "training_end": "2024-01-01", "strategy": "XGBoost",
                 "hyperparameters": {"xgb_eta": 0.05, "xgb_max_depth": "6"},
                 "metrics_thresholds": {"max_mape": 15, "max_rmse": "none"},
                 "image_uri": "%s"}""".formatted(LocalDefinitions.IMAGE_URI));
        assertThat(done.cause()).isEmpty();
        assertThat(bench.jobCalls.get("validate-schema"))
                .startsWith("{from=2023-01-01, target=consumption, to=2024-01-01, workflow=training} ");
        assertThat(bench.jobCalls.get("features-training"))
                .startsWith("{from=2023-01-01, strategy=XGBoost, target=consumption, to=2024-01-01} ");
        assertThat(bench.jobCalls.get("train")).startsWith("{strategy=XGBoost, xgb_eta=0.05, xgb_max_depth=6} ");
        assertThat(bench.jobCalls.get("evaluate")).startsWith("{max-mape=15, max-rmse=none} ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"temperature_c,humidity\" | temperature_c,humidity",
                "[\"temperature_c\", \"humidity\"] | temperature_c,humidity",
                "[\"humidity\"] | humidity",
                "\"\" | ''",
                "[] | ''"
            })
    @DisplayName(
            "what the additive model shall regress on is told to the job that makes its series and to the one that fits")
    void regressorsAreHandedOn(String regressors, String text) {
        ExecutionRecord done = run("{\"hyperparameters\": {\"prophet_regressors\": " + regressors + "}}");

        assertThat(done.cause()).isEmpty();
        assertThat(bench.jobCalls.get("features-training"))
                .startsWith("{prophet-regressors=" + text + ", strategy=Prophet, target=consumption} ");
        assertThat(bench.jobCalls.get("train")).startsWith("{prophet_regressors=" + text + ", strategy=Prophet} ");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{\"training_end\": \"2024-01-01\"}", "{\"hyperparameters\": {\"xgb_eta\": 0.05}}",
                "{\"hyperparameters\": {}}", "{\"metrics_thresholds\": {\"max_mape\": 15}}",
                "{\"metrics_thresholds\": {}}"
            })
    void partsOfTheInputMayBeLeftOut(String input) {
        assertThat(run(input).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"trainingstart\": \"2023-01-01\"} | The input has fields that are not known: trainingstart. Known are training_start,",
                "{\"a\": 1, \"b\": 2} | not known: a, b.",
                "{\"reason\": 5} | reason is longer than 200 characters, or no text",
                "{\"metrics_thresholds\": {\"mape\": 3}} | metrics_thresholds has fields that are not known: mape. Known are max_mape,",
                "{\"image_uri\": \"other:1\"} | Image other:1 cannot run on this machine",
            })
    void anInputThatCannotBeMeantFailsAtOnce(String input, String problem) {
        ExecutionRecord failed = run(input);
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.cause()).startsWith("ValidateSchema: ").contains(problem);
        assertThat(bench.sleeps).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"max_mape 25.1 > 20.0\"] | max_mape 25.1 > 20.0",
                "[\"one\", \"two\"] | one; two",
                "[] | the evaluation gave no reason",
            })
    void aModelThatFailsItsEvaluationIsNotRegistered(String reasons, String cause) {
        bench.evaluationSummary = "{\"passed\": false, \"reasons\": " + reasons + ", \"metrics\": {}}";
        ExecutionRecord failed = run("{}");
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.error()).isEqualTo("EvaluationFailed");
        assertThat(failed.cause()).isEqualTo(cause);
        assertThat(bench.states(TRAINING, "run")).endsWith("CheckEvaluationEDF", "EvaluationFailedEDF");
        assertThat(bench.payloads).doesNotContainKey("RegisterEDFModelFunction");
    }

    @ParameterizedTest(name = "faults 30 and 37: {0} fails, is redriven and goes on there")
    @ValueSource(
            strings = {
                "ValidateSchema",
                "FeatureEngineeringTrainingEDF",
                "ModelTrainingEDF",
                "ModelEvaluationEDF",
                "ReadEvaluationEDF",
                "RegisterModelEDF"
            })
    void eachStateThatFailsEndsTheWorkflowAndCanBeRedriven(String state) {
        bench.failures.put(state, new ArrayList<>(List.of(new IllegalStateException("broken here"))));
        ExecutionRecord failed = run("{}");
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.error()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failed.cause()).isEqualTo(state + ": broken here");
        List<String> before = bench.states(TRAINING, "run");
        assertThat(before).endsWith(state, "WorkflowFailed");

        ExecutionRecord redriven = bench.redrive(TRAINING, "run");

        assertThat(redriven.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.states(TRAINING, "run").get(before.size())).isEqualTo(state);
        assertThat(bench.jobNames).doesNotHaveDuplicates();
    }

    @Test
    void theFailureOfAJobIsToldInItsOwnWords() {
        String reason = "{\"ProcessingJobName\": \"x\", \"FailureReason\": \"AlgorithmError: no rows, exit code: 1\","
                + " \"ExitMessage\": \"InvalidInputException: no rows\"}";
        bench.failures.put(
                "ModelEvaluationEDF", new ArrayList<>(List.of(new StateFailure("States.TaskFailed", reason))));
        ExecutionRecord failed = run("{}");
        assertThat(failed.error()).isEqualTo("States.TaskFailed");
        assertThat(failed.cause()).isEqualTo("ModelEvaluationEDF: InvalidInputException: no rows");
        assertThat(bench.sleeps).isEmpty();
    }

    @ParameterizedTest(name = "{0} is tried again after {1}")
    @CsvSource({
        "ValidateSchema, SageMaker.AmazonSageMakerException",
        "FeatureEngineeringTrainingEDF, SageMaker.ResourceLimitExceededException",
        "ModelTrainingEDF, SageMaker.AmazonSageMakerException",
        "ModelEvaluationEDF, SageMaker.SdkClientException",
        "ReadEvaluationEDF, S3.S3Exception",
        "RegisterModelEDF, Lambda.TooManyRequestsException"
    })
    void aServiceThatDoesNotAnswerIsAskedAgain(String state, String error) {
        bench.failures.put(
                state, new ArrayList<>(List.of(new StateFailure(error, "later"), new StateFailure(error, "later"))));
        assertThat(run("{}").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.sleeps).hasSize(2);
        assertThat(bench.jobNames).doesNotHaveDuplicates();
        assertThat(bench.executions().states(TRAINING.name(), "run"))
                .filteredOn(summary -> summary.state().equals(state))
                .allMatch(summary -> summary.retries() == 2)
                .hasSize(1);
    }

    @Test
    void aStoreThatIsDownIsAskedAgainAndWrongInputIsNot() {
        bench.failures.put(
                "RegisterModelEDF",
                new ArrayList<>(List.of(
                        new DependencyUnavailableException("registry down"),
                        new InvalidInputException("no such group"))));
        ExecutionRecord failed = run("{}");
        assertThat(failed.error()).isEqualTo(InvalidInputException.class.getName());
        assertThat(failed.cause()).isEqualTo("RegisterModelEDF: no such group");
        assertThat(bench.sleeps).hasSize(1);
    }

    @Test
    @DisplayName("fault 26: without readings the run fails and says so; without weather it goes on")
    void readingsAreNeededAndWeatherIsNot() {
        ObjectUri readings = ObjectUri.parse(PROCESSED + "processed_edf_data/consumption/month=2024-01/a.parquet");
        bench.store.delete(readings);
        bench.store.delete(ObjectUri.parse(PROCESSED + "processed_edf_data/weather/month=2024-01/b.parquet"));
        bench.store.delete(ObjectUri.parse("s3://hometech-ml-raw-data/edf-inputs/weather-forecast/c.parquet"));
        WorkflowBench.DEFINITIONS.layGround(bench.store);
        assertThat(run("{}").cause())
                .isEqualTo("ValidateSchema: InvalidInputException: Input consumption: there is no object below "
                        + PROCESSED + "processed_edf_data/consumption/");
        bench.store.put(readings, new byte[] {1});
        assertThat(bench.redrive(TRAINING, "run").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    @DisplayName("fault 29: a second start of the same execution changes no object")
    void aSecondStartIsANoOp() {
        run("{}");
        List<ObjectStore.Entry> before = bench.store.list(ObjectUri.parse(PROCESSED));
        StartedExecution again = bench.executions().start(TRAINING, "run", json("{}"), ExecutionListener.NONE);
        assertThat(again.outcome()).isEqualTo(StartedExecution.Outcome.ALREADY_DONE);
        assertThat(bench.store.list(ObjectUri.parse(PROCESSED))).isEqualTo(before);
    }

    @Test
    void jobNamesAreValidAndDistinctForAnyExecution() {
        String longest = "x".repeat(79);
        for (String name : List.of("run", "Run_1", longest + "1", longest + "2")) {
            assertThat(bench.run(TRAINING, name, "{}").cause()).isEmpty();
        }
        assertThat(bench.jobNames).allMatch(job -> job.matches("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"));
        assertThat(new HashSet<>(bench.jobNames)).hasSize(16);
    }
}
