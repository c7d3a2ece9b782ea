package com.hometech.edf.cli.sagemaker;

import static com.hometech.edf.cli.sagemaker.SageMakerBench.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.states.StateFailure;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.job.JobProgram;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessingJobsTest {

    private static final ObjectUri OUTPUT = ObjectUri.parse("s3://processed/out/run/");

    @TempDir
    private Path home;

    private SageMakerBench bench;

    @BeforeEach
    void openBench() {
        bench = new SageMakerBench(home).object("s3://raw/in/a.csv", "a").object("s3://raw/in/deep/b.csv", "bb");
        bench.job("copy", COPY);
    }

    /** Copies every input file, and says what it was given. */
    private static final Job COPY = context -> {
        Path out = context.processingOutput("out");
        for (String name : List.of("a.csv", "deep/b.csv")) {
            Files.createDirectories(out.resolve(name).getParent());
            Files.copy(context.processingInput("in").resolve(name), out.resolve(name));
        }
        Files.writeString(out.resolve("parameters.txt"), new TreeMap<>(context.parameters()).toString());
        Files.copy(context.root().resolve("config/processingjobconfig.json"), out.resolve("config.json"));
        Files.copy(context.root().resolve("config/resourceconfig.json"), out.resolve("resource.json"));
    };

    private static ObjectNode request(String name) {
        return (ObjectNode) json("""
                {"ProcessingJobName": "%s", "RoleArn": "arn:aws:iam::000000000000:role/edf",
                 "AppSpecification": {"ImageUri": "local/edf-training-container:local",
                   "ContainerEntrypoint": ["edf-job", "copy"], "ContainerArguments": ["--from", "2024-01-01", "--to", ""]},
                 "ProcessingInputs": [{"InputName": "in", "S3Input": {"S3Uri": "s3://raw/in/",
                   "LocalPath": "/opt/ml/processing/input/in", "S3DataType": "S3Prefix", "S3InputMode": "File"}}],
                 "ProcessingOutputConfig": {"Outputs": [{"OutputName": "out", "S3Output": {
                   "S3Uri": "s3://processed/out/run/", "LocalPath": "/opt/ml/processing/output/out",
                   "S3UploadMode": "EndOfJob"}}]},
                 "ProcessingResources": {"ClusterConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.xlarge",
                   "VolumeSizeInGB": 30}},
                 "StoppingCondition": {"MaxRuntimeInSeconds": 60}}""".formatted(name));
    }

    private Map<String, String> outputs() {
        Map<String, String> contents = new TreeMap<>();
        bench.store
                .list(OUTPUT)
                .forEach(entry -> contents.put(
                        entry.uri().key().substring(OUTPUT.key().length()),
                        bench.read(entry.uri().toString())));
        return contents;
    }

    private static StateFailure failureOf(ThrowingCallable call) {
        try {
            call.call();
        } catch (StateFailure failure) {
            return failure;
        } catch (Throwable other) {
            throw new AssertionError("another error", other);
        }
        throw new AssertionError("it did not fail");
    }

    @Test
    void aJobFindsItsInputsParametersAndConfigurationAndItsOutputsArePublished() throws Exception {
        JsonNode description = bench.process(request("job-1"));

        assertThat(description.path("ProcessingJobStatus").asText()).isEqualTo("Completed");
        Map<String, String> outputs = outputs();
        assertThat(outputs).containsEntry("a.csv", "a").containsEntry("deep/b.csv", "bb");
        assertThat(outputs).containsEntry("parameters.txt", "{from=2024-01-01, to=}");
        assertThat(json(String.valueOf(outputs.get("config.json")))).isEqualTo(request("job-1"));
        assertThat(outputs.get("resource.json")).contains("\"current_host\":\"algo-1\"");
        assertThat(outputs.get("_manifest.json"))
                .contains("\"name\" : \"deep/b.csv\"")
                .contains("\"size_bytes\" : 2")
                .contains("3b64db95cb55c763391c707108489ae18b4112d783300de38e033b4c98c3deaf");
        assertThat(outputs).doesNotContainKey("_publishing");
        assertThat(bench.jobFolder("job-1").resolve("ml")).doesNotExist();
        assertThat(bench.jobFolder("job-1").resolve("description.json")).exists();
    }

    @Test
    void aJobThatFailsPublishesNothingAndSaysWhy() throws Exception {
        bench.process(request("job-1"));
        Map<String, String> before = outputs();
        bench.job("copy", context -> {
            Files.writeString(context.processingOutput("out").resolve("half.csv"), "half");
            throw new InvalidInputException("column consumption_kwh is missing");
        });
        StateFailure failure = failureOf(() -> bench.process(request("job-2")));
        assertThat(failure.error()).isEqualTo("States.TaskFailed");
        assertThat(json(failure.causeText()).path("ExitMessage").asText())
                .isEqualTo("InvalidInputException: column consumption_kwh is missing");
        assertThat(json(failure.causeText()).path("FailureReason").asText()).startsWith("AlgorithmError: ");
        assertThat(outputs()).isEqualTo(before);
        assertThat(bench.jobFolder("job-2").resolve("ml/output/failure"))
                .hasContent("InvalidInputException: column consumption_kwh is missing");
    }

    @Test
    void whatTheJobItselfSaysOfItsFailureComesFirst() {
        bench.job("copy", context -> {
            Files.createDirectories(context.root().resolve("output"));
            Files.writeString(context.root().resolve("output/failure"), "x".repeat(2000));
            throw new IllegalStateException("unclear");
        });
        StateFailure failure = failureOf(() -> bench.process(request("job-1")));
        assertThat(json(failure.causeText()).path("ExitMessage").asText()).isEqualTo("x".repeat(1024));
    }

    @Test
    @DisplayName("fault 26: an input prefix without objects fails the job and names the prefix")
    void anEmptyInputFails() {
        ObjectNode request = request("job-1");
        ((ObjectNode) request.at("/ProcessingInputs/0/S3Input")).put("S3Uri", "s3://raw/nothing/");
        StateFailure failure = failureOf(() -> bench.process(request));
        assertThat(failure.error()).isEqualTo("States.TaskFailed");
        assertThat(failure.causeText()).contains("Input in: there is no object below s3://raw/nothing/");
        assertThat(outputs()).isEmpty();
    }

    @Test
    void anOutputWithoutFilesFails() {
        bench.job("copy", context -> {});
        assertThat(failureOf(() -> bench.process(request("job-1"))).causeText())
                .contains("wrote no file for s3://processed/out/run/");
    }

    @Test
    @DisplayName("fault 28: outputs of a process killed after any write are refused, and the next run replaces them")
    void outputsThatAreNotCompleteAreRefusedAndReplaced() throws Exception {
        bench.process(request("job-1"));
        Map<String, String> whole = outputs();
        int refused = 0;
        for (int writes = 0; publishKilledAfter(writes); writes++) {
            Map<String, String> left = outputs();
            boolean markOnly = left.remove("_publishing") != null && left.equals(whole);
            if (!markOnly && !left.equals(whole)) {
                ObjectNode reading = request("job-reading-" + writes);
                ((ObjectNode) reading.at("/ProcessingInputs/0/S3Input")).put("S3Uri", OUTPUT.toString());
                assertThat(failureOf(() -> bench.process(reading)).causeText())
                        .as("killed after %d writes", writes)
                        .contains("s3://processed/out/run/ is not complete");
                refused++;
            }
            replaceByTheNextRun(writes);
            assertThat(outputs()).isEqualTo(whole);
        }
        assertThat(refused).isGreaterThan(8);
    }

    private void replaceByTheNextRun(int number) throws Exception {
        SageMakerBench next = new SageMakerBench(home.resolve("next-" + number), bench.store);
        next.job("copy", COPY).process(request("job-1"));
    }

    /** Whether the publication came to its end before write number {@code writes + 1} killed it. */
    private boolean publishKilledAfter(int writes) throws Exception {
        SageMakerBench killing =
                new SageMakerBench(home.resolve("kill-" + writes), new DyingStore(bench.store, writes));
        killing.job("copy", COPY);
        try {
            killing.process(request("job-1"));
            return false;
        } catch (StateFailure died) {
            assertThat(died.causeText()).contains("killed");
            return true;
        }
    }

    /** Stops to work after a number of writes and deletions, as a killed process does. */
    private record DyingStore(ObjectStore store, int[] left) implements ObjectStore {
        DyingStore(ObjectStore store, int writes) {
            this(store, new int[] {writes});
        }

        private void die() {
            if (left[0]-- <= 0) {
                throw new DependencyUnavailableException("killed");
            }
        }

        @Override
        public Entry put(ObjectUri uri, Path content) {
            die();
            return store.put(uri, content);
        }

        @Override
        public Entry put(ObjectUri uri, byte[] content) {
            die();
            return store.put(uri, content);
        }

        @Override
        public Optional<Entry> putIfAbsent(ObjectUri uri, byte[] content) {
            die();
            return store.putIfAbsent(uri, content);
        }

        @Override
        public InputStream open(ObjectUri uri) {
            return store.open(uri);
        }

        @Override
        public byte[] read(ObjectUri uri) {
            return store.read(uri);
        }

        @Override
        public Optional<Entry> find(ObjectUri uri) {
            return store.find(uri);
        }

        @Override
        public List<Entry> list(ObjectUri prefix) {
            return store.list(prefix);
        }

        @Override
        public void delete(ObjectUri uri) {
            die();
            store.delete(uri);
        }

        @Override
        public int stage(ObjectUri prefix, Path target) {
            return store.stage(prefix, target);
        }
    }

    @Test
    @DisplayName("fault 29: a job name that was used once is refused as SageMaker does")
    void aJobNameIsUsedOnce() throws Exception {
        bench.process(request("job-1"));
        StateFailure failure = failureOf(() -> bench.process(request("job-1")));
        assertThat(failure.error()).isEqualTo("SageMaker.ResourceInUseException");
        assertThat(failure.causeText()).contains("job-1");
    }

    @Test
    void aJobThatRunsTooLongIsStoppedAndPublishesNothing() {
        bench.job("copy", context -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        ObjectNode request = request("job-1");
        ((ObjectNode) request.get("StoppingCondition")).put("MaxRuntimeInSeconds", 1);
        assertThat(failureOf(() -> bench.process(request)).causeText())
                .contains("ran longer than MaxRuntimeInSeconds (1 s)");
        assertThat(outputs()).isEmpty();
    }

    @Test
    void aCancelledJobPublishesNothing() {
        bench.cancelled.set(true);
        assertThat(failureOf(() -> bench.process(request("job-1"))).causeText()).contains("was stopped");
        assertThat(outputs()).isEmpty();
    }

    @Test
    void inputsAreNotCopiedWhereALinkWillDo() throws Exception {
        Path original = home.resolve("buckets/raw/in/a.csv");
        bench.job("copy", context -> {
            assertThat(Files.isSameFile(context.processingInput("in").resolve("a.csv"), original))
                    .isTrue();
            Files.writeString(context.processingOutput("out").resolve("done"), "yes");
        });
        bench.process(request("job-1"));
        assertThat(original).hasContent("a");
    }

    @Test
    void severalMachinesAreOneHereWhereTheJobCanUseThem() throws Exception {
        bench.process(onTwoMachines("job-1"));

        assertThat(outputs()).containsEntry("a.csv", "a");
        assertThat(outputs().get("resource.json")).contains("\"hosts\":[\"algo-1\"]");
        bench.job("forecast", JobProgram.FORECAST);
        ObjectNode forecast = onTwoMachines("job-2");
        ((ObjectNode) forecast.get("AppSpecification"))
                .putArray("ContainerEntrypoint")
                .add("edf-job")
                .add("forecast");
        assertThat(failureOf(() -> bench.process(forecast)).causeText())
                .contains("Job forecast runs on one machine, but InstanceCount is 2");
    }

    private static ObjectNode onTwoMachines(String name) {
        ObjectNode request = request(name);
        ((ObjectNode) request.at("/ProcessingResources/ClusterConfig")).put("InstanceCount", 2);
        return request;
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/ | ExperimentConfig | {} | ExperimentConfig",
                "/AppSpecification | Command | [] | AppSpecification.Command",
                "/ProcessingInputs/0 | DatasetDefinition | {} | DatasetDefinition",
                "/ProcessingInputs/0/S3Input | S3DataType | \"ManifestFile\" | S3Input.S3DataType must be S3Prefix",
                "/ProcessingInputs/0/S3Input | S3InputMode | \"Pipe\" | S3Input.S3InputMode must be File",
                "/ProcessingInputs/0/S3Input | S3Uri | \"http://x\" | \"http://x\" is not an object URI",
                "/ProcessingInputs/0/S3Input | LocalPath | \"/opt/ml/../../etc\" | must lie below /opt/ml/",
                "/ProcessingInputs/0/S3Input | LocalPath | \"/tmp/x\" | must lie below /opt/ml/",
                "/ProcessingOutputConfig/Outputs/0/S3Output | S3UploadMode | \"Continuous\" | must be EndOfJob",
                "/ProcessingResources/ClusterConfig | InstanceCount | \"1\" | InstanceCount",
                "/ProcessingResources/ClusterConfig | InstanceCount | 0 | InstanceCount must be at least 1",
                "/ | ProcessingJobName | \"under_score\" | ProcessingJobName 'under_score'",
                "/ | RoleArn | \"me\" | RoleArn 'me' is not the ARN of a role",
                "/AppSpecification | ContainerArguments | [\"--from\"] | must be pairs --name value",
                "/AppSpecification | ContainerArguments | [1, 2] | ContainerArguments",
            })
    void aRequestThatSageMakerRefusesOrThatIsNotSupportedIsRefused(
            String where, String field, String value, String problem) {
        ObjectNode request = request("job-1");
        JsonNode target = where.equals("/") ? request : request.at(where);
        ((ObjectNode) target).set(field, json(value));
        StateFailure failure = failureOf(() -> bench.process(request));
        assertThat(failure.error()).isEqualTo("SageMaker.AmazonSageMakerException");
        assertThat(failure.causeText()).contains(problem);
    }

    @Test
    void anotherImageOrProgramIsRefusedByTheJob() {
        ObjectNode image = request("job-1");
        ((ObjectNode) image.get("AppSpecification")).put("ImageUri", "other:1");
        assertThat(failureOf(() -> bench.process(image)).causeText())
                .contains("Image other:1 cannot run on this machine");
        ObjectNode program = request("job-2");
        ((ObjectNode) program.get("AppSpecification"))
                .putArray("ContainerEntrypoint")
                .add("edf-job")
                .add("unknown");
        assertThat(failureOf(() -> bench.process(program)).causeText()).contains("[edf-job, unknown] starts no job");
    }
}
