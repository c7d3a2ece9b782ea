package com.hometech.edf.endtoend;

import static com.hometech.edf.endtoend.SmallPortfolio.AT_NOW;
import static com.hometech.edf.endtoend.SmallPortfolio.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.platform.FileModelRegistry;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.contract.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/**
 * Both workflows over the adapters of AWS leave what they leave on a laptop, byte for byte. Only what AWS itself names may
 * differ: the ARN of a model package, the name of the serving model, which is made of that ARN, and the time at which SageMaker
 * says that it registered a model. No object and no stored row holds any of these.
 */
class AwsWorkflowsTest {
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String CONFIGURATION = "hometech-ml-glue-scripts/config/edf_config.yaml";
    private static final String REASON = "ann: reads well";

    @TempDir
    private static Path directory;

    private static Path laptop;
    private static AwsAccount account;
    private static ExecutionRecord trained;
    private static ExecutionRecord forecast;
    private static Map<String, String> objects;
    private static List<ForecastRecord> rowsInDynamoDb;

    @BeforeAll
    static void runBoth() throws Exception {
        laptop = SmallPortfolio.home(directory.resolve("laptop"));
        account = AwsAccount.furnished(laptop.resolve("edf_config.yaml"), CLOCK);
        Path sample = laptop.resolve("sample");
        EdfRun.done(laptop, "data", "generate", "--out", sample.toString(), "--buildings", "6", "--days", "120");
        Files.writeString(
                sample.resolve("consumption_2.csv"),
                "building_id,timestamp_utc,consumption_kwh\nnobody,2024-11-01T00:00:00Z,1\n");

        account.importFolder(sample, directory.resolve("import"));
        trained = account.train(directory.resolve("runner"), "first", "{\"training_end\": \"" + NOW + "\"}");
        requireSuccess(trained);
        account.platform().models().decide(group(), 1, ApprovalStatus.APPROVED, REASON);
        forecast = account.forecast(directory.resolve("runner"), "monday", "{}");
        requireSuccess(forecast);
        objects = account.files();
        rowsInDynamoDb = Stores.rows(account.forecasts());

        EdfRun.done(laptop, "data", "import", sample.toString(), AT_NOW);
        EdfRun.done(laptop, "train", "--name", "first", AT_NOW);
        EdfRun.done(laptop, "models", "approve", "1", "--reason", REASON);
        EdfRun.done(laptop, "forecast", "--name", "monday", AT_NOW);
    }

    private static void requireSuccess(ExecutionRecord execution) {
        assertThat(execution.status()).as(execution.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    private static String group() {
        return account.config().general().modelPackageGroupBase(Quantity.CONSUMPTION);
    }

    @AfterAll
    static void close() {
        if (account != null) {
            account.close();
        }
    }

    @Test
    void theWorkflowsAnswerAsOnAws() {
        assertThat(trained.output().orElseThrow().path("model_package_arn").asText())
                .startsWith("arn:aws:sagemaker:eu-central-1:");
        assertThat(forecast.output()
                        .orElseThrow()
                        .path("load")
                        .path("rows_written")
                        .asInt())
                .isEqualTo(72 * SmallPortfolio.BUILDINGS);
    }

    @Test
    @DisplayName("features, model, reports, forecasts, manifests, readings and rows set aside: each object is the same")
    void everyObjectIsTheSame() throws IOException {
        assertThat(objects.keySet().stream()
                        .map(name -> Path.of(name).getFileName().toString()))
                .contains(
                        "import-000001.csv.gz",
                        "feature_schema.json",
                        "model.tar.gz",
                        "evaluation_report_edf.html",
                        "forecasts.parquet",
                        "run_manifest.json",
                        "_manifest.json");
        assertThat(Stores.differences(objects, Stores.files(laptop.resolve("buckets"))))
                .isEmpty();
    }

    @Test
    void theRegistryTellsTheSame() {
        List<ModelPackage> onLaptop = new FileModelRegistry(laptop.resolve("registry"), CLOCK).list(group());
        assertThat(account.platform().models().list(group()))
                .usingRecursiveComparison()
                .ignoringFields("arn", "createdAt")
                .isEqualTo(onLaptop);
        assertThat(onLaptop).singleElement().satisfies(model -> {
            assertThat(model.statusReason()).isEqualTo(REASON);
            assertThat(model.metrics()).isNotEmpty();
        });
    }

    @Test
    void oneServingModelIsMadeOfTheApprovedPackage() {
        SageMakerClient sageMaker = account.clients().sageMaker();
        assertThat(sageMaker.listModels().models()).singleElement().satisfies(model -> {
            String arn = sageMaker
                    .describeModel(describe -> describe.modelName(model.modelName()))
                    .primaryContainer()
                    .modelPackageName();
            assertThat(arn)
                    .isEqualTo(trained.output()
                            .orElseThrow()
                            .path("model_package_arn")
                            .asText());
        });
    }

    @Test
    void theRowsInDynamoDbAreTheSame() {
        assertThat(rowsInDynamoDb).hasSize(72 * SmallPortfolio.BUILDINGS).isEqualTo(Stores.rows(laptop));
    }

    @Test
    @DisplayName(
            "I4, faults 30 and 38: the run again, by a runner that knows nothing of the first, into PostgreSQL that is"
                    + " not there at first: the same objects, and after a redrive the same rows")
    void theRowsInPostgresAreTheSame() throws Exception {
        PostgresServer postgres = PostgresServer.empty();
        Path configuration = SmallPortfolio.home(directory.resolve("rds")).resolve("edf_config.yaml");
        SmallPortfolio.set(directory.resolve("rds"), "forecast_db_type", "RDS");
        Path runner = directory.resolve("other-runner");
        Map<String, String> database = Map.of(
                "EDF_DB_URL",
                postgres.url(),
                "EDF_DB_USER",
                PostgresServer.USER,
                "EDF_DB_PASSWORD",
                "secretsmanager:edf/db#password");
        try (AwsAccount rds = account.with(configuration, database)) {
            ExecutionRecord failed = rds.forecast(runner, "monday", "{}");
            assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
            assertThat(failed.cause()).contains("LoadForecastsToDB", "secretsmanager:edf/db#password");

            account.clients().secretsManager().createSecret(create -> create.name("edf/db")
                    .secretString("{\"password\": \"postgres\"}"));
            List<String> before = rds.statesOfForecast(runner, "monday");
            requireSuccess(rds.redriveForecast(runner, "monday"));

            List<String> after = rds.statesOfForecast(runner, "monday");
            assertThat(after.subList(before.size(), after.size()))
                    .as("nothing is computed again")
                    .startsWith("LoadForecastsToDB")
                    .doesNotContain("GenerateForecastsEDF");
            assertThat(Stores.rows(rds.forecasts())).isEqualTo(Stores.rows(laptop));
            assertThat(Stores.differences(rds.files(), objects)).containsExactly(CONFIGURATION);
        }
    }

    @Test
    void functionsReportWhatHandlersReport() throws IOException {
        List<String> onLaptop = Files.readAllLines(laptop.resolve("metrics.jsonl"));
        assertThat(account.metrics()).isNotEmpty();
        assertThat(onLaptop)
                .as("those of the import come first")
                .endsWith(account.metrics().toArray(String[]::new));
    }
}
