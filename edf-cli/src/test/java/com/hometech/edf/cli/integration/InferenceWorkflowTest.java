package com.hometech.edf.cli.integration;

import static com.hometech.edf.cli.integration.WorkflowBench.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.states.StateFailure;
import com.hometech.edf.cli.states.StateMachineDefinition;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.port.ObjectUri;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceWorkflowTest {

    private static final StateMachineDefinition INFERENCE = WorkflowBench.DEFINITIONS.inference();
    private static final String FORECASTS = "s3://hometech-ml-processed-data/forecast-output/EDFInferenceWorkflow/run/";

    @TempDir
    private Path home;

    private WorkflowBench bench;

    @BeforeEach
    void openBench() {
        bench = new WorkflowBench(home);
    }

    private ExecutionRecord run(String input) {
        return bench.run(INFERENCE, "run", input);
    }

    @Test
    void forecastsAreMadeWithTheApprovedModelAndLoaded() {
        ExecutionRecord done = run("{}");

        assertThat(done.cause()).isEmpty();
        assertThat(bench.states(INFERENCE, "run"))
                .containsExactly(
                        "GetInferenceDate",
                        "GetApprovedEDFModelPackage",
                        "CreateEDFSageMakerModel",
                        "FeatureEngineeringInferenceEDF",
                        "GenerateForecastsEDF",
                        "LoadForecastsToDB",
                        "CheckLoadEDF",
                        "GetChallengerEDF",
                        "CheckChallengerEDF",
                        "WorkflowSucceeded");
        assertThat(bench.payloads.get("GetInferenceDateLambda"))
                .isEqualTo(json("{\"execution_start\": \"2024-03-31T05:00:03.000Z\"}"));
        assertThat(bench.payloads.get("LoadEDFResultsLambda")).isEqualTo(json("""
                        {"forecast_url": "%s", "run_id": "run",
                         "index_url": "s3://hometech-ml-processed-data/forecast-index/"}""".formatted(FORECASTS)));
        assertThat(bench.jobCalls.get("forecast"))
                .startsWith("{issued-at=2024-03-31T05:00:00Z, model-sha256=ab, model-stale=false, model-version=EDF/3,"
                        + " run-id=run} [config/edf_config.yaml, features/part-0.parquet,"
                        + " interval-corrections/_about.txt, model/model.tar.gz,");
        assertThat(bench.jobCalls.get("features-inference"))
                .startsWith("{issued-at=2024-03-31T05:00:00Z, target=consumption} ");
        assertThat(done.output()).contains(json("""
                {"issued_at": "2024-03-31T05:00:00Z", "model_version": "EDF/3", "forecast_url": "%s", "load": %s}""".formatted(FORECASTS, bench.loadAnswer)));
    }

    @Test
    void featuresAreMadeForTheApprovedModel() {
        bench.fittedAs = ", \"strategy\": \"Prophet\", \"prophet_regressors\": \"humidity,temperature_c\"";
        assertThat(run("{}").cause()).isEmpty();
        assertThat(bench.jobCalls.get("features-inference"))
                .startsWith("{issued-at=2024-03-31T05:00:00Z, prophet-regressors=humidity,temperature_c,"
                        + " strategy=Prophet, target=consumption} ");

        bench.fittedAs = ", \"strategy\": \"XGBoost\", \"prophet_regressors\": \"\"";
        assertThat(bench.run(INFERENCE, "boosted", "{}").cause()).isEmpty();
        assertThat(bench.jobCalls.get("features-inference"))
                .startsWith("{issued-at=2024-03-31T05:00:00Z, prophet-regressors=, strategy=XGBoost,"
                        + " target=consumption} ");
    }

    private static final String WAITING =
            "\"model_package_arn\": \"arn:p/4\", \"model_version\": \"EDF/4\", \"model_sha256\": \"cd\","
                    + " \"model_data_url\": \"s3://hometech-ml-processed-data/model-artifacts/approved/model.tar.gz\"";
    private static final ObjectUri SHADOW =
            ObjectUri.parse("s3://hometech-ml-processed-data/shadow-output/EDFInferenceWorkflow/run/part-0.parquet");

    @Test
    void aModelThatWaitsForecastsTooAndNobodyGetsToSeeIt() {
        bench.fittedAs = ", \"strategy\": \"XGBoost\", \"prophet_regressors\": \"\"";
        bench.challenger = WAITING + bench.fittedAs;

        ExecutionRecord done = run("{\"csv\": true}");

        assertThat(done.cause()).isEmpty();
        assertThat(bench.payloads.get("challenger")).isEqualTo(json("""
                {"model_package_group": "EDFBuildingDemandForecaster", "challenger_of": "EDF/3",
                 "issued_at": "2024-03-31T05:00:00Z"}"""));
        assertThat(bench.states(INFERENCE, "run"))
                .contains("GenerateShadowForecastsEDF")
                .doesNotContain("FeatureEngineeringShadowEDF");
        assertThat(bench.jobCalls.get("forecast"))
                .startsWith("{issued-at=2024-03-31T05:00:00Z, model-sha256=cd, model-stale=false, model-version=EDF/4,"
                        + " run-id=run} [config/edf_config.yaml, features/part-0.parquet, model/model.tar.gz,");
        assertThat(bench.store.find(SHADOW)).isPresent();
        assertThat(done.output().orElseThrow().path("model_version").asText()).isEqualTo("EDF/3");
    }

    @Test
    void aModelThatWasFittedOtherwiseGetsFeaturesOfItsOwn() {
        bench.fittedAs = ", \"strategy\": \"XGBoost\", \"prophet_regressors\": \"\"";
        bench.challenger = WAITING + ", \"strategy\": \"Prophet\", \"prophet_regressors\": \"humidity\"";

        assertThat(run("{}").cause()).isEmpty();

        assertThat(bench.states(INFERENCE, "run"))
                .contains("FeatureEngineeringShadowEDF", "GenerateShadowForecastsEDF");
        assertThat(bench.jobCalls.get("features-inference"))
                .startsWith("{issued-at=2024-03-31T05:00:00Z, prophet-regressors=humidity, strategy=Prophet,");
        assertThat(bench.store.find(SHADOW)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetChallengerEDF", "FeatureEngineeringShadowEDF", "GenerateShadowForecastsEDF"})
    @DisplayName("whatever happens to shadow forecasts, the run whose forecasts are served succeeds")
    void aShadowNeverFailsTheRun(String state) {
        bench.challenger = WAITING;
        bench.failures.put(state, new ArrayList<>(List.of(new ModelUnusableException("it is damaged"))));

        ExecutionRecord done = run("{}");

        assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.store.find(SHADOW)).isEmpty();
        assertThat(done.output()).contains(json("""
                {"issued_at": "2024-03-31T05:00:00Z", "model_version": "EDF/3", "forecast_url": "%s", "load": %s}""".formatted(FORECASTS, bench.loadAnswer)));
    }

    @Test
    void theSchedulesTimeIsHandedOn() {
        run("{\"inference_date\": \"2024-03-30T05:00:00Z\"}");
        assertThat(bench.payloads.get("GetInferenceDateLambda"))
                .isEqualTo(json("{\"inference_date\": \"2024-03-30T05:00:00Z\","
                        + " \"execution_start\": \"2024-03-31T05:00:03.000Z\"}"));
    }

    @Test
    void anUnknownFieldOfTheInputIsRefused() {
        ExecutionRecord failed = run("{\"inferencedate\": \"2024-03-30\"}");
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.cause())
                .startsWith("GetInferenceDate: ")
                .contains("not known: inferencedate. Known are inference_date");
    }

    @Test
    void forecastsComeAsCsvToo() {
        ExecutionRecord done = run("{\"inference_date\": \"2024-03-30\", \"csv\": true}");

        assertThat(done.cause()).isEmpty();
        assertThat(bench.jobCalls.get("forecast")).startsWith("{csv=true, issued-at=2024-03-31T05:00:00Z, ");
        assertThat(bench.payloads.get("GetInferenceDateLambda"))
                .isEqualTo(json("{\"inference_date\": \"2024-03-30\","
                        + " \"execution_start\": \"2024-03-31T05:00:03.000Z\"}"));
    }

    @ParameterizedTest(name = "csv {0}")
    @ValueSource(strings = {"false", "null"})
    void forecastsComeAsCsvOnRequestOnly(String csv) {
        ExecutionRecord done = run("{\"csv\": " + csv + "}");

        assertThat(done.cause()).isEmpty();
        assertThat(bench.jobCalls.get("forecast")).startsWith("{issued-at=");
    }

    @ParameterizedTest(name = "csv {0}")
    @CsvSource(
            delimiter = '|',
            value = {"\"true\" | csv is true;", "1 | csv is 1;", "[true] | csv is [true];", "{} | csv is {};"})
    void aCsvThatIsNeitherTrueNorFalseIsRefused(String csv, String problem) {
        ExecutionRecord failed = run("{\"csv\": " + csv + "}");

        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.cause())
                .startsWith("GetInferenceDate: ")
                .contains(problem + " write true or false without quotes");
        assertThat(bench.payloads).isEmpty();
    }

    @Test
    void theNameOfTheModelSaysWhichArtifactItIs() {
        run("{}");
        assertThat(bench.payloads
                        .get("CreateSageMakerModelLambda")
                        .path("model_name")
                        .asText())
                .matches("edf-[0-9a-f]{32}");
    }

    @ParameterizedTest(name = "faults 30 and 38: {0} fails, is redriven and goes on there")
    @ValueSource(
            strings = {
                "GetInferenceDate", "GetApprovedEDFModelPackage", "CreateEDFSageMakerModel",
                "FeatureEngineeringInferenceEDF", "GenerateForecastsEDF", "LoadForecastsToDB"
            })
    void eachStateThatFailsEndsTheWorkflowAndCanBeRedriven(String state) {
        bench.failures.put(state, new ArrayList<>(List.of(new ModelUnusableException("broken here"))));
        ExecutionRecord failed = run("{}");
        assertThat(failed.error()).isEqualTo(ModelUnusableException.class.getName());
        assertThat(failed.cause()).isEqualTo(state + ": broken here");
        assertThat(bench.sleeps).isEmpty();
        List<String> before = bench.states(INFERENCE, "run");
        assertThat(before).endsWith(state, "WorkflowFailed");

        assertThat(bench.redrive(INFERENCE, "run").status()).isEqualTo(ExecutionStatus.SUCCEEDED);

        assertThat(bench.states(INFERENCE, "run").get(before.size())).isEqualTo(state);
        assertThat(bench.jobNames).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0} is tried again after {1}")
    @CsvSource({
        "GetInferenceDate, Lambda.ServiceException",
        "GetApprovedEDFModelPackage, com.hometech.edf.common.error.DependencyUnavailableException",
        "CreateEDFSageMakerModel, Lambda.AWSLambdaException",
        "FeatureEngineeringInferenceEDF, SageMaker.AmazonSageMakerException",
        "GenerateForecastsEDF, SageMaker.ResourceLimitExceededException",
        "LoadForecastsToDB, Lambda.Unknown"
    })
    void aServiceThatDoesNotAnswerIsAskedAgain(String state, String error) {
        bench.failures.put(state, new ArrayList<>(List.of(new StateFailure(error, "later"))));
        assertThat(run("{}").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.sleeps).hasSize(1);
    }

    @ParameterizedTest(name = "{0} waits for its snapshot")
    @ValueSource(
            strings = {"GetInferenceDate", "GetApprovedEDFModelPackage", "CreateEDFSageMakerModel", "LoadForecastsToDB"
            })
    void aFunctionWhoseSnapshotIsMadeAnewIsWaitedFor(String state) {
        bench.failTenTimes(state, "Lambda.SnapStartNotReadyException");
        assertThat(run("{}").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.slept()).isGreaterThan(Duration.ofMinutes(5));
    }

    @Test
    @DisplayName("fault 32: a load with rejected rows is not a success")
    void aLoadWithRejectedRowsIsNotASuccess() {
        bench.loadAnswer = "{\"status\": \"partial\", \"rows_written\": 97, \"rows_rejected\": 3,"
                + " \"rejected_url\": \"s3://b/rejected.json\"}";
        ExecutionRecord failed = run("{}");
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.error()).isEqualTo("PartialLoad");
        assertThat(failed.cause())
                .isEqualTo("LoadForecastsToDB: 3 of 100 rows were rejected; they are kept at s3://b/rejected.json");
    }

    @Test
    void aLargeRunIsLoadedInParts() {
        bench.loadParts = 12;

        ExecutionRecord done = run("{}");

        assertThat(done.cause()).isEmpty();
        List<String> states = bench.states(INFERENCE, "run");
        assertThat(states.subList(states.indexOf("LoadForecastsToDB"), states.size()))
                .containsExactly(
                        "LoadForecastsToDB",
                        "CheckLoadEDF",
                        "LoadForecastPartsEDF",
                        "PublishForecastsEDF",
                        "CheckLoadEDF",
                        "GetChallengerEDF",
                        "CheckChallengerEDF",
                        "WorkflowSucceeded");
        assertThat(bench.partPayloads).hasSize(13);
        assertThat(bench.partPayloads.subList(0, 12))
                .doesNotHaveDuplicates()
                .contains(json("{\"forecast_url\": \"" + FORECASTS
                        + "\", \"run_id\": \"run\", \"load\": \"17\", \"part\": \"12/12\"}"));
        JsonNode published = bench.partPayloads.get(12);
        assertThat(published.get("forecast_url").asText()).isEqualTo(FORECASTS);
        assertThat(published.get("run_id").asText()).isEqualTo("run");
        assertThat(published.get("loaded_parts")).hasSize(12);
        assertThat(published.at("/loaded_parts/10"))
                .isEqualTo(json("{\"load\": \"17\", \"part\": \"11/12\", \"rows_written\": 48, \"rows_rejected\": 0}"));
        assertThat(done.output().orElseThrow().get("load")).isEqualTo(json(bench.loadAnswer));
    }

    @Test
    @DisplayName("faults 30 and 38: when a part fails nothing is published, and a redrive loads only what is missing")
    void aPartThatFailsIsRedriven() {
        bench.loadParts = 3;
        bench.failures.put("LoadForecastPartEDF", new ArrayList<>(List.of(new ModelUnusableException("broken here"))));

        ExecutionRecord failed = run("{}");

        assertThat(failed.error()).isEqualTo(ModelUnusableException.class.getName());
        assertThat(failed.cause()).isEqualTo("LoadForecastPartsEDF: broken here");
        assertThat(bench.partPayloads).noneMatch(payload -> payload.has("loaded_parts"));
        assertThat(bench.redrive(INFERENCE, "run").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        // a part that was under way when the other failed may be loaded once more: nobody noted its end
        assertThat(new LinkedHashSet<>(bench.partPayloads)).hasSize(4);
        assertThat(bench.partPayloads.get(bench.partPayloads.size() - 1).get("loaded_parts"))
                .hasSize(3);
    }

    @Test
    @DisplayName("faults 31 and 38: the store is down for a moment, or the publication fails and is redriven")
    void aPublicationThatFailsIsRedriven() {
        bench.loadParts = 2;
        bench.failures.put(
                "LoadForecastPartEDF", new ArrayList<>(List.of(new DependencyUnavailableException("store is down"))));
        bench.failures.put("PublishForecastsEDF", new ArrayList<>(List.of(new ModelUnusableException("broken here"))));

        assertThat(run("{}").cause()).isEqualTo("PublishForecastsEDF: broken here");
        assertThat(bench.sleeps).hasSize(1);
        assertThat(bench.redrive(INFERENCE, "run").status()).isEqualTo(ExecutionStatus.SUCCEEDED);

        assertThat(bench.partPayloads).as("each part once, and the publication").hasSize(3);
    }

    @Test
    @DisplayName("fault 32: rejected rows of parts are no success either")
    void aLoadInPartsWithRejectedRowsIsNotASuccess() {
        bench.loadParts = 2;
        bench.loadAnswer = "{\"status\": \"partial\", \"rows_written\": 97, \"rows_rejected\": 3,"
                + " \"rejected_url\": \"s3://b/rejected_rows/\"}";
        ExecutionRecord failed = run("{}");
        assertThat(failed.error()).isEqualTo("PartialLoad");
        assertThat(failed.cause())
                .isEqualTo("LoadForecastsToDB: 3 of 100 rows were rejected; they are kept at s3://b/rejected_rows/");
    }
}
