package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hometech.edf.common.config.ConfigText;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.contract.PostgresServer;
import com.hometech.edf.contract.TimestreamServer;
import com.hometech.edf.lambdas.aws.AnalyseEdfAppliancesFunction;
import com.hometech.edf.lambdas.aws.CreateSageMakerModelFunction;
import com.hometech.edf.lambdas.aws.DecideEdfRetrainingFunction;
import com.hometech.edf.lambdas.aws.ForecastApiFunction;
import com.hometech.edf.lambdas.aws.GetApprovedModelFunction;
import com.hometech.edf.lambdas.aws.GetInferenceDateFunction;
import com.hometech.edf.lambdas.aws.LoadEdfResultsFunction;
import com.hometech.edf.lambdas.aws.ModelApiFunction;
import com.hometech.edf.lambdas.aws.PredictionApiFunction;
import com.hometech.edf.lambdas.aws.RecordEdfRunFunction;
import com.hometech.edf.lambdas.aws.RegisterEdfModelFunction;
import com.hometech.edf.lambdas.aws.ReportEdfAccuracyFunction;
import com.hometech.edf.lambdas.aws.ReportEdfAppliancesFunction;
import com.hometech.edf.lambdas.aws.ReportEdfMonitoringFunction;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * The artifact that is deployed, in JVMs of its own, as Lambda starts it. It is there after {@code mvn package}; without it
 * these tests are skipped. {@code -Dedf.cold.starts=11} starts each function so often; the output has the times.
 */
class DeployedFunctionsTest {
    /** Half of what Lambda takes without a bucket. */
    private static final long MOST_BYTES = 25_000_000;

    /** What Lambda allows of unpacked code, by far. */
    private static final long MOST_UNPACKED_BYTES = 100_000_000;

    /** Classes of the artifact that one start loads, which is most of its work: unlike the time, their number is the same everywhere. */
    private static final long MOST_CLASSES = 2_700;

    private static final long MOST_CLASSES_OF_LOADER = 4_200;

    /** Ids of calls and of requests to the gateway. */
    private static final Set<String> REQUESTS = Set.of("request-1", "gateway-1");

    private static final Map<String, String> KEYS =
            Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    private Path artifact;
    private Path task;

    /** As Lambda does. */
    @BeforeEach
    void unpackTheArtifact() throws IOException {
        Path target = Path.of(System.getProperty("edf.root"), "edf-lambdas", "target");
        assumeThat(target).as("built by mvn package").isDirectory();
        try (Stream<Path> files = Files.list(target)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith("-aws.zip")).toList();
            assumeThat(found).as("built by mvn package").hasSize(1);
            artifact = found.get(0);
        }
        task = Files.createDirectories(directory.resolve("task"));
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(artifact))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = task.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    @Test
    void theArtifactHoldsWhatFunctionsNeed() throws IOException {
        assertThat(Files.size(artifact)).isLessThan(MOST_BYTES);
        assertThat(Files.size(jar())).isLessThan(MOST_UNPACKED_BYTES);
        try (JarFile jar = new JarFile(jar().toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .noneMatch(name -> name.startsWith("org/apache/spark/")
                            || name.startsWith("scala/")
                            || name.startsWith("ml/dmlc/")
                            || name.startsWith("io/netty/"));
            assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".so")))
                    .as("native code for both kinds of processors that Lambda has")
                    .hasSize(2)
                    .anyMatch(name -> name.startsWith("linux/amd64/"))
                    .anyMatch(name -> name.startsWith("linux/aarch64/"));
        }
    }

    /** What the artifact leaves out of the SDK says nothing else than the rule that remains. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3",
                "api.sagemaker",
                "dynamodb",
                "secretsmanager",
                "ssm",
                "ingest.timestream",
                "query.timestream"
            })
    void withoutTablesOfRegionsServicesAreWhereTheyAre(String service) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar().toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> regions = loader.loadClass(Region.class.getName());
            Class<?> metadata = loader.loadClass(ServiceMetadata.class.getName());
            Object deployed = metadata.getMethod("of", String.class).invoke(null, service);
            ServiceMetadata known = ServiceMetadata.of(service);
            for (Region region : Region.regions().stream()
                    .filter(each -> !each.isGlobalRegion() && each.metadata() != null)
                    .filter(each -> !each.id().contains("global"))
                    .toList()) {
                Object same = regions.getMethod("of", String.class).invoke(null, region.id());
                assertThat(metadata.getMethod("endpointFor", regions).invoke(deployed, same))
                        .as(region.id())
                        .hasToString(
                                known.endpointFor(region).toString().replace("s3.amazonaws", "s3.us-east-1.amazonaws"));
                assertThat(metadata.getMethod("signingRegion", regions).invoke(deployed, same))
                        .as(region.id())
                        .hasToString(known.signingRegion(region).toString());
            }
        }
    }

    @Test
    void functionsAnswerFromACold() throws Exception {
        AwsBench bench = new AwsBench();
        bench.publishRun(directory);
        Map<String, Object> model = Map.of(
                "model_name", "edf-run-1",
                "model_package_arn", bench.approvedModel().arn(),
                "model_data_url", AwsBench.MODEL.toString(),
                "model_sha256", bench.models().list(AwsBench.GROUP).get(0).sha256());

        assertThat(coldStart(bench, GetInferenceDateFunction.class, Map.of("execution_start", "2016-05-10T06:30:00Z")))
                .isEqualTo(JSON.readTree("{\"inference_date\":\"2016-05-10\",\"issued_at\":\"2016-05-10T05:00:00Z\"}"));
        assertThat(coldStart(bench, GetApprovedModelFunction.class, Map.of("model_package_group", AwsBench.GROUP))
                        .path("model_version")
                        .asText())
                .isEqualTo(AwsBench.GROUP + "/1");
        assertThat(coldStart(bench, CreateSageMakerModelFunction.class, model)
                        .path("model_name")
                        .asText())
                .isEqualTo("edf-run-1");
        assertThat(coldStart(bench, RegisterEdfModelFunction.class, bench.trainedModel(true))
                        .path("model_version")
                        .asText())
                .isEqualTo(AwsBench.GROUP + "/2");
        assertThat(coldStart(bench, ReportEdfAccuracyFunction.class, bench.publishFindings())
                        .path("status")
                        .asText())
                .isEqualTo("published");
        assertThat(coldStart(bench, ReportEdfMonitoringFunction.class, bench.publishChecks())
                        .path("status")
                        .asText())
                .isEqualTo("published");
        assertThat(coldStart(bench, RecordEdfRunFunction.class, bench.endOfTraining())
                        .path("status")
                        .asText())
                .isEqualTo("failed");
        assertThat(coldStart(bench, DecideEdfRetrainingFunction.class, bench.askForDecisions())
                        .path("decisions"))
                .hasSize(1);
        assertLoads(bench, Map.of());
    }

    @Test
    void anUploadIsReportedOnFromACold() throws Exception {
        AwsBench bench = new AwsBench();
        String file = bench.upload();
        String sha256 = coldStart(bench, AnalyseEdfAppliancesFunction.class, Map.of("step", "read", "object_url", file))
                .path("sha256")
                .asText();
        for (String step : List.of("forecast", "anomalies")) {
            assertThat(coldStart(
                                    bench,
                                    AnalyseEdfAppliancesFunction.class,
                                    Map.of("step", step, "object_url", file, "sha256", sha256))
                            .path("status")
                            .asText())
                    .isEqualTo("done");
        }
        assertThat(coldStart(bench, ReportEdfAppliancesFunction.class, Map.of("object_url", file, "sha256", sha256))
                        .path("upload")
                        .asText())
                .isEqualTo("home-17/2024-11");
        assertThat(bench.reportOfUpload()).contains("Heat pump", "class=\"canvas\"", "Chart.js v4");
    }

    @Test
    void theApiAnswersFromACold() throws Exception {
        AwsBench bench = new AwsBench();
        bench.furnishApi(new Entitlement("dso", "Grid North", Set.of(new BuildingId("alpha")), Set.of(), true));
        ModelPackage model = bench.approvedModel();
        Map<String, String> environment = new TreeMap<>(KEYS);
        environment.putAll(AwsBench.apiSettings());

        JsonNode forecast = coldStart(
                bench,
                ForecastApiFunction.class,
                AwsBench.gatewayEvent("dso", "GET", "/v1/buildings/alpha/forecast", ""),
                environment);
        assertThat(forecast.path("statusCode").asInt()).isEqualTo(200);
        assertThat(forecast.path("body").asText()).contains("\"building_id\":\"alpha\"");
        JsonNode found = coldStart(
                bench,
                ModelApiFunction.class,
                AwsBench.gatewayEvent("dso", "GET", "/v1/models/" + model.modelVersion(), ""),
                environment);
        assertThat(found.path("statusCode").asInt()).isEqualTo(200);
        assertThat(found.path("body").asText()).contains("\"live\":true");
        JsonNode health = coldStart(
                bench, PredictionApiFunction.class, AwsBench.gatewayEvent("dso", "GET", "/v1/health", ""), environment);
        assertThat(health.path("body").asText()).contains("\"store\":\"ok\"");
    }

    @Test
    void withSnapStartAFunctionAsksForItsKeys() throws Exception {
        String keys = JSON.writeValueAsString(Map.of(
                "AccessKeyId", "asked-for",
                "SecretAccessKey", "test",
                "Token", "test",
                "Expiration", Instant.now().plus(Duration.ofHours(1)).toString()));
        List<String> tokens = new CopyOnWriteArrayList<>();
        HttpServer lambda = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        lambda.createContext("/credentials", exchange -> {
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(200, keys.length());
            exchange.getResponseBody().write(keys.getBytes(UTF_8));
            exchange.close();
        });
        lambda.start();
        try {
            JsonNode answer = coldStart(
                    new AwsBench(),
                    GetInferenceDateFunction.class,
                    Map.of("execution_start", "2016-05-10T06:30:00Z"),
                    Map.of(
                            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                            "http://127.0.0.1:" + lambda.getAddress().getPort() + "/credentials",
                            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                            "of this function"));
            assertThat(answer.path("inference_date").asText()).isEqualTo("2016-05-10");
            assertThat(tokens).contains("of this function");
        } finally {
            lambda.stop(0);
        }
    }

    @Test
    void theLoaderAnswersFromAColdWithPostgres() throws Exception {
        AwsBench bench = new AwsBench();
        bench.publishRun(directory);
        store(bench, "RDS");
        PostgresServer postgres = PostgresServer.empty();
        // its users need no password here, but it is looked up before
        bench.aws().clients().secretsManager().createSecret(secret -> secret.name("edf/db")
                .secretString("{\"password\": \"any\"}"));
        bench.aws().clients().ssm().putParameter(parameter -> parameter
                .name("/edf/db")
                .type("SecureString")
                .value("any"));
        for (String password : List.of("secretsmanager:edf/db#password", "ssm:/edf/db")) {
            assertLoads(
                    bench,
                    Map.of(
                            "EDF_DB_URL",
                            postgres.url(),
                            "EDF_DB_USER",
                            PostgresServer.USER,
                            "EDF_DB_PASSWORD",
                            password));
        }
    }

    @Test
    void theLoaderAnswersFromAColdWithTimestream() throws Exception {
        AwsBench bench = new AwsBench();
        bench.publishRun(directory);
        store(bench, "TIMESTREAM");
        try (TimestreamServer timestream = new TimestreamServer()) {
            assertLoads(
                    bench,
                    Map.of(
                            "AWS_ENDPOINT_URL_TIMESTREAM_WRITE",
                            timestream.endpoint().toString(),
                            "AWS_ENDPOINT_URL_TIMESTREAM_QUERY",
                            timestream.endpoint().toString(),
                            "AWS_ENABLE_ENDPOINT_DISCOVERY",
                            "false"));
        }
    }

    private void assertLoads(AwsBench bench, Map<String, String> settings) throws Exception {
        Map<String, String> environment = new TreeMap<>(KEYS);
        environment.putAll(settings);
        Map<String, Object> run = Map.of("forecast_url", AwsBench.FORECASTS.toString(), "run_id", "run-1");
        assertThat(coldStart(bench, LoadEdfResultsFunction.class, run, environment)
                        .path("rows_written")
                        .asInt())
                .isEqualTo(72);
    }

    private static void store(AwsBench bench, String kind) throws IOException {
        String yaml = Files.readString(Path.of(System.getProperty("edf.root"), "config", "edf_config.yaml"));
        bench.objects()
                .put(
                        AwsBench.CONFIG,
                        ConfigText.with(yaml, "edf_inference", "forecast_db_type", kind)
                                .getBytes(UTF_8));
    }

    private JsonNode coldStart(AwsBench bench, Class<?> function, Map<String, Object> payload) throws Exception {
        return coldStart(bench, function, payload, KEYS);
    }

    /** The answer. Medians of times are printed, and classes counted in a start of its own, which logging them slows. */
    private JsonNode coldStart(
            AwsBench bench, Class<?> function, Map<String, Object> payload, Map<String, String> environment)
            throws Exception {
        Map<String, String> variables = new TreeMap<>(AwsBench.SETTINGS);
        variables.putAll(Map.of("AWS_ENDPOINT_URL", bench.aws().endpoint().toString(), "AWS_REGION", "eu-central-1"));
        variables.putAll(environment);
        Path classes = directory.resolve("classes.log");
        ColdStart counted =
                ColdStart.of(task, function.getName(), payload, variables, List.of("-Xlog:class+load:file=" + classes));
        long loaded;
        try (Stream<String> lines = Files.lines(classes)) {
            loaded = lines.filter(line -> line.contains("/edf-lambdas.jar")).count();
        }
        assertThat(loaded)
                .as("classes of " + function.getSimpleName())
                .isLessThan(function == LoadEdfResultsFunction.class ? MOST_CLASSES_OF_LOADER : MOST_CLASSES);
        requireJson(counted.log());
        List<ColdStart> starts = new ArrayList<>();
        for (int start = 0; start < Integer.getInteger("edf.cold.starts", 0); start++) {
            starts.add(ColdStart.of(task, function.getName(), payload, variables, List.of()));
        }
        System.out.printf("%s: %d classes%n", function.getSimpleName(), loaded);
        if (!starts.isEmpty()) {
            System.out.printf(
                    "%s: answer after %d ms, of them %d ms Init; %d ms of CPU%n",
                    function.getSimpleName(),
                    median(starts, ColdStart::total),
                    median(starts, ColdStart::init),
                    median(starts, ColdStart::cpu));
        }
        return counted.answer();
    }

    private static long median(List<ColdStart> starts, Function<ColdStart, Duration> time) {
        return starts.stream()
                .map(time)
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(starts.size() / 2)
                .toMillis();
    }

    /** Every line of the log is a JSON object: of a request, or a metric. */
    private static void requireJson(List<String> log) throws IOException {
        assertThat(log).isNotEmpty();
        for (String line : log) {
            JsonNode object = JSON.readTree(line);
            assertThat(object.has("_aws")
                            || REQUESTS.contains(
                                    object.path("context").path("request_id").asText()))
                    .as(line)
                    .isTrue();
        }
    }

    private Path jar() {
        return task.resolve("lib").resolve("edf-lambdas.jar");
    }
}
