package com.hometech.edf.cli.sagemaker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.cli.platform.DirectoryObjectStore;
import com.hometech.edf.cli.states.Executions;
import com.hometech.edf.cli.states.TaskRequest;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** SageMaker over directories, with the jobs that a test needs. */
final class SageMakerBench {

    static final String IMAGE = "local/edf-training-container:local";

    final Path home;
    final ObjectStore store;
    final AtomicBoolean cancelled = new AtomicBoolean();
    private final Map<String, Job> jobs = new TreeMap<>();

    SageMakerBench(Path home) {
        this(home, new DirectoryObjectStore(home.resolve("buckets"), clock()));
    }

    SageMakerBench(Path home, ObjectStore store) {
        this.home = home;
        this.store = store;
    }

    static Clock clock() {
        return Clock.fixed(Instant.parse("2024-03-31T05:00:00Z"), ZoneOffset.UTC);
    }

    SageMakerBench job(String name, Job job) {
        jobs.put(name, job);
        return this;
    }

    SageMakerBench object(String uri, String content) {
        store.put(ObjectUri.parse(uri), content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    String read(String uri) {
        return new String(store.read(ObjectUri.parse(uri)), StandardCharsets.UTF_8);
    }

    JsonNode process(JsonNode request) throws Exception {
        return run(LocalSageMaker.CREATE_PROCESSING_JOB, request);
    }

    JsonNode train(JsonNode request) throws Exception {
        return run(LocalSageMaker.CREATE_TRAINING_JOB, request);
    }

    private JsonNode run(String resource, JsonNode request) throws Exception {
        LocalSageMaker sageMaker =
                new LocalSageMaker(home, new JobCatalog(IMAGE, jobs), store, clock(), JobContext.Progress.SILENT);
        return Objects.requireNonNull(sageMaker.handlers().get(resource))
                .handle(new TaskRequest(resource, request, "Machine", "run", "State", cancelled::get));
    }

    Path jobFolder(String jobName) {
        return Executions.folderOf(home, "Machine", "run").resolve("jobs").resolve(jobName);
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }
}
