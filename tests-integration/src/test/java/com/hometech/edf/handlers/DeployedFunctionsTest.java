package com.hometech.edf.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hometech.edf.lambdas.aws.AwsFunction;
import com.hometech.edf.lambdas.aws.CreateSageMakerModelFunction;
import com.hometech.edf.lambdas.aws.GetApprovedModelFunction;
import com.hometech.edf.lambdas.aws.GetInferenceDateFunction;
import com.hometech.edf.lambdas.aws.LoadEdfResultsFunction;
import com.hometech.edf.lambdas.aws.RegisterEdfModelFunction;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The artifact that is deployed, in JVMs of its own with the options of Lambda at 1 GB. It is there after {@code mvn package};
 * without it these tests are skipped. {@code -Dedf.cold.starts=5} starts each function so often; the output has the times.
 */
class DeployedFunctionsTest {
    /** Lambda takes larger ones too, from S3; this is what there is, and some room. */
    private static final long MOST_BYTES = 60_000_000;

    /** What Lambda allows of unpacked code. */
    private static final long MOST_UNPACKED_BYTES = 250L << 20;

    private static final List<String> AS_LAMBDA =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx870m");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    private Path artifact;

    @BeforeEach
    void findTheArtifact() throws IOException {
        Path target = Path.of(System.getProperty("edf.root"), "edf-lambdas", "target");
        assumeThat(target).as("built by mvn package").isDirectory();
        try (Stream<Path> files = Files.list(target)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith("-aws.jar")).toList();
            assumeThat(found).as("built by mvn package").hasSize(1);
            artifact = found.get(0);
        }
    }

    @Test
    void theArtifactHoldsWhatFunctionsNeed() throws IOException {
        assertThat(Files.size(artifact)).isLessThan(MOST_BYTES);
        try (JarFile jar = new JarFile(artifact.toFile())) {
            assertThat(jar.stream().mapToLong(entry -> entry.getSize()).sum()).isLessThan(MOST_UNPACKED_BYTES);
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.startsWith("org/apache/spark/")
                            || name.startsWith("scala/")
                            || name.startsWith("ml/dmlc/")
                            || name.startsWith("io/netty/"));
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
                .hasToString("{\"inference_date\":\"2016-05-10\",\"issued_at\":\"2016-05-10T05:00:00Z\"}");
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
        assertThat(coldStart(
                                bench,
                                LoadEdfResultsFunction.class,
                                Map.of("forecast_url", AwsBench.FORECASTS.toString(), "run_id", "run-1"))
                        .path("rows_written")
                        .asInt())
                .isEqualTo(72);
    }

    /** The answer; the best time from the start of the JVM to it is printed. */
    private JsonNode coldStart(AwsBench bench, Class<? extends AwsFunction> function, Map<String, Object> payload)
            throws IOException, InterruptedException {
        long best = Long.MAX_VALUE;
        JsonNode answer = JSON.nullNode();
        for (int start = 0; start < Integer.getInteger("edf.cold.starts", 1); start++) {
            long began = System.nanoTime();
            answer = oneCall(bench, function, payload);
            best = Math.min(best, System.nanoTime() - began);
        }
        System.out.printf(
                "%s: %d ms%n", function.getSimpleName(), Duration.ofNanos(best).toMillis());
        return sorted(answer);
    }

    private JsonNode oneCall(AwsBench bench, Class<? extends AwsFunction> function, Map<String, Object> payload)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(AS_LAMBDA);
        String tests = Path.of(System.getProperty("edf.root"), "tests-integration", "target", "test-classes")
                .toString();
        command.addAll(List.of("-cp", artifact + File.pathSeparator + tests, OneCall.class.getName()));
        command.addAll(List.of(function.getName(), JSON.writeValueAsString(payload)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(AwsBench.SETTINGS);
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", bench.aws().endpoint().toString(),
                        "AWS_REGION", "eu-central-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test"));
        Process process = builder.start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.startsWith(OneCall.ANSWER)) {
                    requireJson(lines.subList(0, lines.size() - 1));
                    return JSON.readTree(line.substring(OneCall.ANSWER.length()));
                }
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
        throw new AssertionError(String.join("\n", lines));
    }

    /** Every line of the log is a JSON object: of a request, or a metric. */
    private static void requireJson(List<String> log) throws IOException {
        assertThat(log).isNotEmpty();
        for (String line : log) {
            JsonNode object = JSON.readTree(line);
            assertThat(object.has("_aws") || object.path("request_id").asText().equals("request-1"))
                    .as(line)
                    .isTrue();
        }
    }

    private static JsonNode sorted(JsonNode object) {
        Map<String, Object> fields = new TreeMap<>();
        object.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
        return JSON.valueToTree(fields);
    }
}
