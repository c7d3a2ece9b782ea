package com.hometech.edf.cli.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.cli.platform.DirectoryObjectStore;
import com.hometech.edf.cli.sagemaker.JobCatalog;
import com.hometech.edf.cli.sagemaker.LocalSageMaker;
import com.hometech.edf.cli.states.ExecutionListener;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.Executions;
import com.hometech.edf.cli.states.StateFailure;
import com.hometech.edf.cli.states.StateMachineDefinition;
import com.hometech.edf.cli.states.StateMachineRunner;
import com.hometech.edf.cli.states.TaskHandler;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Both workflows as they are deployed, with jobs that only note what they were given and write small files, and with
 * functions that answer as the real ones do.
 */
final class WorkflowBench {

    static final LocalDefinitions DEFINITIONS = new LocalDefinitions(
            EdfConfig.defaults(), new Places(EdfConfig.defaults().general(), ""));

    private static final ObjectMapper JSON = new ObjectMapper();

    final ObjectStore store;
    final List<Duration> sleeps = new ArrayList<>();
    /** What each job was given: parameters and input folders with their files, by name of the job. */
    final Map<String, String> jobCalls = new TreeMap<>();
    /** What each function was given, by name. */
    final Map<String, JsonNode> payloads = new TreeMap<>();
    /** Names of all jobs in the order of their requests. */
    final List<String> jobNames = new ArrayList<>();
    /** Failures to come, by state; each is thrown once. */
    final Map<String, List<Exception>> failures = new TreeMap<>();

    String evaluationSummary =
            "{\"passed\": true, \"reasons\": [], \"metrics\": {\"wape\": 7.5}, \"best_baseline\": \"week\"}";
    /** The model that waits for approval, as fields of JSON. */
    String challenger = "\"model_version\": \"\"";
    /** Trainings that monitoring asks for, as JSON. */
    String trainings = "[]";
    /** What the approved model says about how it was fitted, as fields of JSON. */
    String fittedAs = "";

    String loadAnswer =
            "{\"status\": \"complete\", \"rows_written\": 144, \"rows_rejected\": 0, \"rejected_url\": null}";

    /** Number of the parts that the forecasts are loaded in; 0 for a run that is loaded at once. */
    int loadParts;

    /** What was asked for the parts, in any order, and at last. */
    final List<JsonNode> partPayloads = Collections.synchronizedList(new ArrayList<>());

    private final Path home;

    WorkflowBench(Path home) {
        this.home = home;
        this.store = new DirectoryObjectStore(home.resolve("buckets"), clock());
        for (String object : List.of(
                "hometech-ml-glue-scripts/config/edf_config.yaml",
                "hometech-ml-processed-data/processed_edf_data/consumption/month=2024-01/a.parquet",
                "hometech-ml-processed-data/processed_edf_data/weather/month=2024-01/b.parquet",
                "hometech-ml-processed-data/model-artifacts/approved/model.tar.gz",
                "hometech-ml-processed-data/accuracy/interval-corrections/_about.txt",
                "hometech-ml-raw-data/edf-inputs/weather-forecast/c.parquet",
                "hometech-ml-raw-data/edf-inputs/calendar-topology/buildings.csv")) {
            store.put(ObjectUri.parse("s3://" + object), object.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Clock clock() {
        return Clock.fixed(Instant.parse("2024-03-31T05:00:03Z"), ZoneOffset.UTC);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(text, notJson);
        }
    }

    Executions executions() {
        LocalSageMaker sageMaker = new LocalSageMaker(
                home, new JobCatalog(LocalDefinitions.IMAGE_URI, jobs()), store, clock(), JobContext.Progress.SILENT);
        Map<String, TaskHandler> handlers = new TreeMap<>(sageMaker.handlers());
        handlers.put(LambdaInvoke.RESOURCE, new LambdaInvoke(functions()));
        handlers.put(S3GetObject.RESOURCE, new S3GetObject(store));
        handlers.put(ListExecutions.RESOURCE, new ListExecutions(this::executions));
        handlers.put(StartExecution.RESOURCE, new StartExecution(this::executions, name -> DEFINITIONS.training()));
        handlers.replaceAll((resource, handler) -> request -> {
            JsonNode arguments = request.arguments();
            Stream.of("ProcessingJobName", "TrainingJobName")
                    .filter(arguments::has)
                    .forEach(field -> jobNames.add(arguments.get(field).asText()));
            throwNext(request.state());
            return handler.handle(request);
        });
        return new Executions(home, new StateMachineRunner(handlers, clock(), sleeps::add));
    }

    /** Parts of a Map state may come here at the same time. */
    private synchronized void throwNext(String state) throws Exception {
        List<Exception> toCome = failures.getOrDefault(state, List.of());
        if (!toCome.isEmpty()) {
            throw toCome.remove(0);
        }
    }

    ExecutionRecord run(StateMachineDefinition definition, String name, String input) {
        return executions()
                .start(definition, name, json(input), ExecutionListener.NONE)
                .execution();
    }

    /** Lets a state fail ten times in a row before it works. */
    void failTenTimes(String state, String error) {
        failures.put(state, new ArrayList<>(Collections.nCopies(10, new StateFailure(error, "later"))));
    }

    /** How long executions have waited before repeats, all in all. */
    Duration slept() {
        return sleeps.stream().reduce(Duration.ZERO, Duration::plus);
    }

    ExecutionRecord redrive(StateMachineDefinition definition, String name) {
        return executions().redrive(definition, name, ExecutionListener.NONE);
    }

    List<String> states(StateMachineDefinition definition, String name) {
        return executions().states(definition.name(), name).stream()
                .map(state -> state.state())
                .toList();
    }

    private Map<String, Job> jobs() {
        Map<String, Job> jobs = new TreeMap<>();
        jobs.put("validate-schema", noting("validate-schema", "processing/output/quality/data_quality_report.json"));
        jobs.put(
                "features-training",
                noting(
                        "features-training",
                        "processing/output/train/part-0.parquet",
                        "processing/output/train/series/part-0.parquet",
                        "processing/output/calibration/part-0.parquet",
                        "processing/output/eval/part-0.parquet"));
        jobs.put("train", noting("train", "model/xgboost_model.ubj"));
        jobs.put("evaluate", context -> {
            noting(
                            "evaluate",
                            "processing/output/evaluation/evaluation_report_edf.json",
                            "processing/output/scores/evaluation_scores.parquet")
                    .run(context);
            Files.writeString(
                    context.processingOutput("evaluation").resolve("evaluation_summary.json"), evaluationSummary);
        });
        jobs.put("features-inference", noting("features-inference", "processing/output/features/part-0.parquet"));
        jobs.put("forecast", noting("forecast", "processing/output/forecasts/part-0.parquet"));
        jobs.put("watch", noting("watch", "processing/output/monitoring/watch_summary.json"));
        return jobs;
    }

    private Job noting(String name, String... outputs) {
        return context -> {
            jobCalls.put(name, new TreeMap<>(context.parameters()) + " " + inputs(context.root()));
            for (String output : outputs) {
                Path file = context.root().resolve(output);
                Files.createDirectories(file.getParent());
                Files.writeString(file, name);
            }
        };
    }

    private static List<String> inputs(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> file.startsWith("processing/input/") || file.startsWith("input/data/"))
                    .filter(file -> !file.endsWith("_manifest.json"))
                    .map(file -> file.replace("processing/input/", "").replace("input/data/", ""))
                    .sorted()
                    .toList();
        }
    }

    private Map<String, LambdaFunction> functions() {
        String model = "\"model_package_arn\": \"arn:p/3\", \"model_data_url\": "
                + "\"s3://hometech-ml-processed-data/model-artifacts/approved/model.tar.gz\", \"model_sha256\": \"ab\"";
        return Map.of(
                "GetInferenceDateLambda",
                answering(
                        "GetInferenceDateLambda",
                        "{\"issued_at\": \"2024-03-31T05:00:00Z\", \"inference_date\": \"2024-03-31\"}"),
                "GetApprovedModelLambda",
                payload -> {
                    if (payload.has("challenger_of")) {
                        payloads.put("challenger", payload);
                        return json("{" + challenger + "}");
                    }
                    payloads.put("GetApprovedModelLambda", payload);
                    return json("{" + model + ", \"model_version\": \"EDF/3\", \"stale\": false, \"skipped\": []"
                            + fittedAs + "}");
                },
                "CreateSageMakerModelLambda",
                answering(
                        "CreateSageMakerModelLambda",
                        "{\"model_name\": \"m\", \"model_data_url\": "
                                + "\"s3://hometech-ml-processed-data/model-artifacts/approved/model.tar.gz\"}"),
                "RegisterEDFModelFunction",
                answering(
                        "RegisterEDFModelFunction",
                        "{\"model_package_arn\": \"arn:p/4\", \"model_version\": \"EDF/4\","
                                + " \"approval_status\": \"PendingManualApproval\"}"),
                "LoadEDFResultsLambda",
                this::load,
                "ReportEDFMonitoringLambda",
                answering("ReportEDFMonitoringLambda", "{\"status\": \"published\", \"files\": 1, \"alarms\": []}"),
                "DecideEDFRetrainingLambda",
                payload -> {
                    payloads.put("DecideEDFRetrainingLambda", payload);
                    return json("{\"decisions\": [], \"approved\": [], \"trainings\": " + trainings + "}");
                });
    }

    private JsonNode load(JsonNode payload) {
        if (payload.has("part") || payload.has("loaded_parts")) {
            partPayloads.add(payload);
        } else {
            payloads.put("LoadEDFResultsLambda", payload);
        }
        if (payload.has("part")) {
            return json("{\"load\": \"17\", \"part\": %s, \"rows_written\": 48, \"rows_rejected\": 0}"
                    .formatted(payload.get("part")));
        }
        if (loadParts == 0 || payload.has("loaded_parts")) {
            return json(loadAnswer);
        }
        return JSON.createObjectNode()
                .put("status", "split")
                .put("load", "17")
                .set(
                        "parts",
                        JSON.valueToTree(IntStream.rangeClosed(1, loadParts)
                                .mapToObj(part -> part + "/" + loadParts)
                                .toList()));
    }

    private LambdaFunction answering(String name, String answer) {
        return payload -> {
            payloads.put(name, payload);
            return json(answer);
        };
    }
}
