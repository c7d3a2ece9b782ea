package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.api.access.Scope;
import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.aws.AwsSettings;
import com.hometech.edf.aws.S3ObjectStore;
import com.hometech.edf.aws.SageMakerModelRegistry;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.ModelRegistry.Registration;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.contract.AwsEmulator;
import com.hometech.edf.contract.AwsResources;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.data.watch.WatchSummary;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import com.hometech.edf.insights.sample.SampleAppliances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Terraform and the jobs leave in an account, in an emulator: buckets, configuration, group, table, a run. */
final class AwsBench {
    static final String GROUP = "EDFBuildingDemandForecaster-dev";
    static final String TABLE = "BuildingDemandForecasts-dev";
    static final Instant ISSUE = Instant.parse("2016-05-10T05:00:00Z");
    static final ObjectUri CONFIG = ObjectUri.parse("s3://glue-scripts-dev/config/edf_config.yaml");
    static final ObjectUri MODEL = ObjectUri.parse("s3://processed-dev/model-artifacts/one/model.tar.gz");
    static final ObjectUri SUMMARY = ObjectUri.parse("s3://processed-dev/evaluation/evaluation_summary.json");
    static final ObjectUri FORECASTS =
            ObjectUri.parse("s3://processed-dev/forecast-output/EDFInferenceWorkflow/run-1/");
    static final Map<String, String> SETTINGS = Map.of(
            "EDF_CONFIG_URI", CONFIG.toString(),
            "EDF_ENVIRONMENT_SUFFIX", "-dev",
            "EDF_IMAGE_URI", "000000000000.dkr.ecr.eu-central-1.amazonaws.com/edf-training-container-dev:1",
            "EDF_SAGEMAKER_ROLE_ARN", "arn:aws:iam::000000000000:role/edf-sagemaker-dev");

    private static final String RAW = "hometech-ml-raw-data-dev";
    private static final String PROCESSED = "hometech-ml-processed-data-dev";
    private static final String ENTITLEMENTS = "EDFEntitlements-dev";

    private final AwsEmulator aws;
    private final ObjectStore objects;

    AwsBench() throws IOException, InterruptedException {
        aws = AwsEmulator.empty();
        objects = new S3ObjectStore(aws.clients().s3());
        for (String bucket : List.of(CONFIG.bucket(), MODEL.bucket())) {
            AwsResources.bucket(aws.clients(), bucket);
        }
        objects.put(CONFIG, Path.of(System.getProperty("edf.root"), "config", "edf_config.yaml"));
        aws.clients().sageMaker().createModelPackageGroup(create -> create.modelPackageGroupName(GROUP));
        AwsResources.forecastTable(aws.clients().dynamoDb(), TABLE);
    }

    AwsEmulator aws() {
        return aws;
    }

    ObjectStore objects() {
        return objects;
    }

    ModelRegistry models() {
        return new SageMakerModelRegistry(
                aws.clients().sageMaker(), () -> SETTINGS.get("EDF_IMAGE_URI"), Clock.systemUTC());
    }

    ModelPackage approvedModel() {
        byte[] artifact = "model one".getBytes(UTF_8);
        objects.put(MODEL, artifact);
        ModelPackage registered = models().register(new Registration(
                GROUP,
                "execution-1",
                MODEL,
                Checksums.sha256(artifact),
                Map.of("mape", 12.5),
                Map.of("strategy", "XGBoost")));
        return models().decide(GROUP, registered.version(), ApprovalStatus.APPROVED, "ann: good");
    }

    /** A file about appliances in the raw zone, and the bucket of what is found out about it; the file's address. */
    String upload() {
        for (String bucket : List.of(RAW, PROCESSED)) {
            AwsResources.bucket(aws.clients(), bucket);
        }
        ObjectUri file = new ObjectUri(RAW, "raw/home-17/2024-11.csv");
        objects.put(file, SampleAppliances.csv(ZoneId.of("Europe/Berlin"), 42).getBytes(UTF_8));
        return file.toString();
    }

    /** The page that a report of {@link #upload} became. */
    String reportOfUpload() {
        return new String(
                objects.read(new ObjectUri(PROCESSED, "appliances/reports/home-17/2024-11/report.html")), UTF_8);
    }

    /** What EventBridge sends of a training run that failed. */
    Map<String, Object> endOfTraining() {
        AwsResources.bucket(aws.clients(), PROCESSED);
        return Map.of(
                "stateMachineArn", "arn:aws:states:eu-central-1:000000000000:stateMachine:EDFTrainingWorkflow-dev",
                "name", "one",
                "status", "FAILED",
                "startDate", 1_462_856_400_000L,
                "stopDate", 1_462_856_460_000L,
                "input", "{}",
                "cause", "ValidateSchema: no readings");
    }

    /** What the training workflow sends of a model that passed, or did not; its artifact and summary lie there. */
    Map<String, Object> trainedModel(boolean passed) {
        objects.put(MODEL, ModelHandlersTest.archive("{\"strategy\": \"XGBoost\", \"hyperparameters\": {}}"));
        String summary = "{\"passed\": " + passed + ", \"reasons\": [], \"metrics\": {\"mape\": 12.5}}";
        objects.put(SUMMARY, summary.getBytes(UTF_8));
        return Map.of(
                "model_package_group",
                GROUP,
                "model_data_url",
                MODEL.toString(),
                "evaluation_summary_url",
                SUMMARY.toString(),
                "evaluation_report_url",
                "s3://processed-dev/evaluation/evaluation_report_edf.json",
                "execution_id",
                "execution-2",
                "strategy",
                "XGBoost");
    }

    /** What the functions of the API need besides: building {@code alpha}, entitlements, and the key of cursors. */
    void furnishApi(Entitlement... entitlements) {
        AwsClients clients = aws.clients();
        if (!clients.dynamoDb().listTables().tableNames().contains(ENTITLEMENTS)) {
            AwsResources.entitlementTable(clients.dynamoDb(), ENTITLEMENTS);
            AwsResources.bucket(clients, RAW);
            objects.put(
                    new ObjectUri(RAW, "edf-inputs/calendar-topology/buildings.csv"),
                    "building_id,site_id,timezone\nalpha,oslo,Europe/Oslo\n".getBytes(UTF_8));
            clients.secretsManager().createSecret(secret -> secret.name("edf/api")
                    .secretString("{\"cursor_key\": \"" + "k".repeat(40) + "\"}"));
        }
        for (Entitlement entitlement : entitlements) {
            platform().entitlements().put(entitlement);
        }
    }

    AwsPlatform platform() {
        return new AwsPlatform(new AwsSettings(SETTINGS), aws.clients(), line -> {}, Clock.systemUTC());
    }

    /** The variables of the functions of the API. */
    static Map<String, String> apiSettings() {
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.put("EDF_CURSOR_KEY", "secretsmanager:edf/api#cursor_key");
        return settings;
    }

    /** As API Gateway sends a request of someone whose access token holds every scope. */
    static Map<String, Object> gatewayEvent(
            String subject, String method, String path, String body, String... headers) {
        Map<String, List<String>> named = new TreeMap<>();
        for (int position = 0; position < headers.length; position += 2) {
            named.put(headers[position], List.of(headers[position + 1]));
        }
        String scopes = Arrays.stream(Scope.values()).map(Scope::code).collect(Collectors.joining(" "));
        return Map.of(
                "httpMethod",
                method,
                "path",
                path,
                "multiValueHeaders",
                named,
                "body",
                body,
                "isBase64Encoded",
                false,
                "requestContext",
                Map.of(
                        "requestId",
                        "gateway-1",
                        "authorizer",
                        Map.of(
                                "claims",
                                Map.of(
                                        "sub",
                                        subject,
                                        "client_id",
                                        "page",
                                        "token_use",
                                        "access",
                                        "scope",
                                        scopes,
                                        "exp",
                                        "99999999999"))));
    }

    /** Findings about accuracy without any forecast, as the job leaves them; the payload that takes them over. */
    Map<String, Object> publishFindings() {
        ObjectUri output = ObjectUri.parse("s3://processed-dev/accuracy-output/EDFAccuracyWorkflow/one/");
        LocalDate day = LocalDate.ofInstant(ISSUE, ZoneOffset.UTC);
        AccuracySummary summary = new AccuracySummary(ISSUE, day, day, List.of(), List.of(), List.of(), List.of());
        objects.put(output.resolve(AccuracySummary.PAGE_NAME), "page".getBytes(UTF_8));
        objects.put(output.resolve(AccuracySummary.STATE_NAME), "state".getBytes(UTF_8));
        objects.put(output.resolve(AccuracySummary.FILE_NAME), summary.toJson().getBytes(UTF_8));
        return Map.of("output_url", output.toString(), "accuracy_url", "s3://processed-dev/accuracy/");
    }

    /** Findings of daily checks that found nothing, and what the function that takes them over is told. */
    Map<String, Object> publishChecks() {
        ObjectUri output = ObjectUri.parse("s3://processed-dev/monitoring-output/EDFMonitoringWorkflow/one/");
        WatchSummary summary = new WatchSummary(ISSUE, 1, Map.of(), "", List.of(), List.of(), List.of(), List.of());
        objects.put(output.resolve(WatchSummary.FILE_NAME), summary.toJson().getBytes(UTF_8));
        return Map.of("output_url", output.toString(), "monitoring_url", "s3://processed-dev/monitoring/");
    }

    /** What the function that decides about trainings is asked, once checks are published. */
    Map<String, Object> askForDecisions() {
        return Map.of(
                "monitoring_url", "s3://processed-dev/monitoring/",
                "accuracy_url", "s3://processed-dev/accuracy/",
                "model_package_group", GROUP,
                "solar_model_package_group", "EDFSolarGenerationForecaster");
    }

    /** Three days of one building, as the forecast job leaves them. */
    void publishRun(Path directory) throws IOException {
        Path file = directory.resolve("part-0.parquet");
        try (ParquetRowWriter writer = new ParquetRowWriter(file, ForecastColumn.SCHEMA)) {
            for (int hour = 0; hour < 72; hour++) {
                writer.setString(ForecastColumn.BUILDING_ID.ordinal(), "alpha");
                writer.setEpochSecond(
                        ForecastColumn.TIMESTAMP.ordinal(),
                        ISSUE.plus(Duration.ofHours(hour)).getEpochSecond());
                writer.setEpochSecond(ForecastColumn.ISSUED_AT.ordinal(), ISSUE.getEpochSecond());
                writer.setDouble(ForecastColumn.LEAD_HOURS.ordinal(), hour + 1);
                writer.setDouble(ForecastColumn.YHAT.ordinal(), 10 + hour);
                writer.setDouble(ForecastColumn.YHAT_LOWER.ordinal(), 9 + hour);
                writer.setDouble(ForecastColumn.YHAT_UPPER.ordinal(), 11 + hour);
                writer.setString(ForecastColumn.MODEL_VERSION.ordinal(), GROUP + "/1");
                writer.setString(ForecastColumn.QUALITY.ordinal(), ForecastQuality.MODEL.name());
                writer.endRow();
            }
            writer.finish();
        }
        objects.put(FORECASTS.resolve("part-0.parquet"), file);
        RunManifest manifest = new RunManifest(
                "run-1",
                ISSUE,
                ISSUE.minus(Duration.ofHours(1)),
                GROUP + "/1",
                "0123456789abcdef".repeat(4),
                72,
                1,
                Map.of(ForecastQuality.MODEL, 72L),
                List.of(new ForecastFile("part-0.parquet", 72, Checksums.sha256(Files.readAllBytes(file)))),
                List.of(),
                List.of(),
                List.of());
        objects.put(FORECASTS.resolve(RunManifest.FILE_NAME), manifest.toJson().getBytes(UTF_8));
    }
}
