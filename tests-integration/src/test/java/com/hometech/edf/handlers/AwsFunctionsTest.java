package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.AwsSettings;
import com.hometech.edf.aws.DynamoDbForecastStore;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.lambdas.aws.AnalyseEdfAppliancesFunction;
import com.hometech.edf.lambdas.aws.AwsFunction;
import com.hometech.edf.lambdas.aws.CreateSageMakerModelFunction;
import com.hometech.edf.lambdas.aws.DecideEdfRetrainingFunction;
import com.hometech.edf.lambdas.aws.GetApprovedModelFunction;
import com.hometech.edf.lambdas.aws.GetInferenceDateFunction;
import com.hometech.edf.lambdas.aws.LoadEdfResultsFunction;
import com.hometech.edf.lambdas.aws.RecordEdfRunFunction;
import com.hometech.edf.lambdas.aws.RegisterEdfModelFunction;
import com.hometech.edf.lambdas.aws.ReportEdfAccuracyFunction;
import com.hometech.edf.lambdas.aws.ReportEdfAppliancesFunction;
import com.hometech.edf.lambdas.aws.ReportEdfMonitoringFunction;
import com.hometech.edf.lambdas.aws.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.crac.Core;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions as they are deployed, over an emulator of AWS. */
class AwsFunctionsTest {
    private final List<String> log = new ArrayList<>();
    private final Map<String, String> settings = new TreeMap<>(AwsBench.SETTINGS);
    private AwsBench bench;

    @BeforeEach
    void furnish() throws Exception {
        bench = new AwsBench();
    }

    @Test
    void theIssueTimeFollowsTheConfigurationAsItIs() {
        AwsFunction function = function(GetInferenceDateFunction::new);
        Map<String, Object> start = Map.of("execution_start", "2016-05-10T06:30:00Z");
        assertThat(call(function, start))
                .isEqualTo(Map.of("issued_at", "2016-05-10T05:00:00Z", "inference_date", "2016-05-10"));

        configure("edf_inference:\n  scheduler_expression: cron(0 6 * * ? *)\n");
        assertThat(call(function, start))
                .as("the same function, kept warm")
                .containsEntry("issued_at", "2016-05-10T06:00:00Z");

        assertThatThrownBy(() -> call(function, Map.of("execution_start", "today")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("execution_start");
        bench.objects().delete(AwsBench.CONFIG);
        assertThatThrownBy(() -> call(function, start))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(AwsBench.CONFIG.toString());
    }

    @Test
    @DisplayName("faults 43 to 45: a model is found while it is approved, its artifact is there, and is as it was")
    void anApprovedModelIsFound() {
        AwsFunction function = function(GetApprovedModelFunction::new);
        Map<String, Object> ask = Map.of("model_package_group", AwsBench.GROUP);
        assertThatThrownBy(() -> call(function, ask))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("edf train");

        ModelPackage model = bench.approvedModel();
        assertThat(call(function, ask))
                .isEqualTo(Map.of(
                        "model_package_arn",
                        model.arn(),
                        "model_version",
                        AwsBench.GROUP + "/1",
                        "model_data_url",
                        AwsBench.MODEL.toString(),
                        "model_sha256",
                        model.sha256(),
                        "stale",
                        false,
                        "skipped",
                        List.of(),
                        "strategy",
                        "XGBoost",
                        "prophet_regressors",
                        ""));

        bench.objects().put(AwsBench.MODEL, "changed".getBytes(UTF_8));
        assertThatThrownBy(() -> call(function, ask)).isInstanceOf(ModelUnusableException.class);
        assertThat(log)
                .singleElement()
                .asString()
                .as("a metric is a line of its own")
                .startsWith("{\"_aws\":")
                .contains("ApprovedModelSkipped");

        bench.objects().delete(AwsBench.MODEL);
        assertThatThrownBy(() -> call(function, ask)).isInstanceOf(ModelUnusableException.class);
        assertThat(log).hasSize(2);
        bench.approvedModel();
        bench.models().decide(AwsBench.GROUP, model.version(), ApprovalStatus.REJECTED, "ben: worse");
        assertThatThrownBy(() -> call(function, ask))
                .as("rejected, with its artifact as it was")
                .isInstanceOf(ModelUnusableException.class);
    }

    @Test
    @DisplayName("fault 29: a serving model is created once, of an approved model of a known group")
    void aServingModelIsCreatedOnce() {
        AwsFunction function = function(CreateSageMakerModelFunction::new);
        ModelPackage model = bench.approvedModel();
        Map<String, Object> creation = new TreeMap<>(Map.of(
                "model_name", "edf-run-1",
                "model_package_arn", model.arn(),
                "model_data_url", AwsBench.MODEL.toString(),
                "model_sha256", model.sha256()));
        Map<String, Object> answer = call(function, creation);
        assertThat(answer).isEqualTo(Map.of("model_name", "edf-run-1", "model_data_url", AwsBench.MODEL.toString()));
        assertThat(call(function, creation)).isEqualTo(answer);

        creation.put("model_sha256", "0".repeat(64));
        assertThatThrownBy(() -> call(function, creation)).isInstanceOf(ModelUnusableException.class);
    }

    @Test
    @DisplayName("fault 29: a model is registered once for each execution")
    void aModelIsRegisteredOnce() {
        AwsFunction function = function(RegisterEdfModelFunction::new);
        Map<String, Object> registration = bench.trainedModel(true);
        Map<String, Object> answer = call(function, registration);
        assertThat(answer)
                .containsEntry("model_version", AwsBench.GROUP + "/1")
                .containsEntry("approval_status", "PendingManualApproval");
        assertThat(call(function, registration)).isEqualTo(answer);
        assertThat(bench.models().list(AwsBench.GROUP)).hasSize(1);

        bench.trainedModel(false);
        assertThatThrownBy(() -> call(function, registration))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("did not pass");
    }

    @Test
    @DisplayName("fault 29: forecasts are loaded into the store of the configuration, however often")
    void forecastsAreLoaded(@TempDir Path directory) throws Exception {
        AwsFunction function = function(LoadEdfResultsFunction::new);
        bench.publishRun(directory);
        Map<String, Object> load = Map.of("forecast_url", AwsBench.FORECASTS.toString(), "run_id", "run-1");
        Map<String, Object> answer = call(function, load);
        assertThat(answer)
                .isEqualTo(Map.of("status", "complete", "rows_written", 72L, "rows_rejected", 0L, "rejected_url", ""));
        ForecastStore store =
                new DynamoDbForecastStore(bench.aws().clients().dynamoDb(), AwsBench.TABLE, Optional.empty());
        assertThat(store.issue(new BuildingId("alpha"), AwsBench.ISSUE)).hasSize(72);
        assertThat(call(function, load)).isEqualTo(answer);

        bench.objects().delete(AwsBench.FORECASTS.resolve(RunManifest.FILE_NAME));
        assertThatThrownBy(() -> call(function, load))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did not finish");
    }

    @Test
    @DisplayName("warming up for a snapshot changes nothing, keeps no connection, and a failure of it stops nothing")
    void functionsWarmUp(@TempDir Path directory) throws Exception {
        ModelPackage model = bench.approvedModel();
        bench.publishRun(directory);
        List<AwsClients> built = new ArrayList<>();
        for (Function<Surroundings, AwsFunction> constructor : List.<Function<Surroundings, AwsFunction>>of(
                GetInferenceDateFunction::new,
                GetApprovedModelFunction::new,
                CreateSageMakerModelFunction::new,
                RegisterEdfModelFunction::new,
                LoadEdfResultsFunction::new,
                ReportEdfAccuracyFunction::new,
                ReportEdfMonitoringFunction::new,
                AnalyseEdfAppliancesFunction::new,
                ReportEdfAppliancesFunction::new,
                RecordEdfRunFunction::new,
                DecideEdfRetrainingFunction::new)) {
            AwsFunction function = constructor.apply(surroundings(built));
            function.beforeCheckpoint(Core.getGlobalContext());
            function.afterRestore(Core.getGlobalContext());
        }
        assertThat(built).as("each function has new clients after it warmed up").hasSize(22);
        assertThat(log).isEmpty();
        assertThat(bench.models().list(AwsBench.GROUP)).containsExactly(model);
        assertThat(bench.aws()
                        .clients()
                        .dynamoDb()
                        .scan(scan -> scan.tableName(AwsBench.TABLE))
                        .items())
                .isEmpty();

        settings.remove("EDF_CONFIG_URI");
        AwsFunction unconfigured = function(GetApprovedModelFunction::new);
        unconfigured.beforeCheckpoint(Core.getGlobalContext());
        assertThat(call(unconfigured, Map.of("model_package_group", AwsBench.GROUP)))
                .containsEntry("model_package_arn", model.arn());
    }

    private AwsFunction function(Function<Surroundings, AwsFunction> constructor) {
        return constructor.apply(surroundings(new ArrayList<>()));
    }

    private Surroundings surroundings(List<AwsClients> built) {
        return new Surroundings(
                new AwsSettings(settings),
                () -> {
                    built.add(AwsClients.ofEmulator(bench.aws().endpoint()));
                    return built.get(built.size() - 1);
                },
                log::add,
                Clock.systemUTC());
    }

    private static Map<String, Object> call(AwsFunction function, Map<String, Object> payload) {
        return function.handleRequest(payload, LambdaContext.ofRequest("request-1"));
    }

    private void configure(String yaml) {
        bench.objects().put(AwsBench.CONFIG, yaml.getBytes(UTF_8));
    }
}
