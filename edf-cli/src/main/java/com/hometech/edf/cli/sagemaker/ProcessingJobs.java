package com.hometech.edf.cli.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.states.TaskHandler;
import com.hometech.edf.cli.states.TaskRequest;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.job.JobParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code createProcessingJob.sync}: runs a processing job and answers with its description. */
final class ProcessingJobs implements TaskHandler {

    private final Function<TaskRequest, Path> folders;
    private final JobNames names;
    private final JobCatalog catalog;
    private final InputStaging staging;
    private final OutputPublisher publisher;
    private final JobRunner runner;

    ProcessingJobs(
            Function<TaskRequest, Path> folders,
            JobNames names,
            JobCatalog catalog,
            ObjectStore store,
            JobRunner runner) {
        this.folders = folders;
        this.names = names;
        this.catalog = catalog;
        this.staging = new InputStaging(store);
        this.publisher = new OutputPublisher(store);
        this.runner = runner;
    }

    @Override
    public JsonNode handle(TaskRequest task) throws IOException, InterruptedException {
        JobRequest.Processing request = JobRequestReader.read(task.arguments(), JobRequest.Processing.class);
        Map<String, String> parameters = parameters(request.appSpecification().arguments());
        JobTree tree = new JobTree(folders.apply(task).resolve(request.name()));
        requirePathsBelowRoot(tree, request);
        names.take(request.name(), tree.folder());
        Optional<Duration> limit = Optional.ofNullable(request.stoppingCondition())
                .map(condition -> Duration.ofSeconds(condition.maximumRuntimeSeconds()));
        Files.createDirectories(tree.root());
        Optional<String> failure = runner.run(
                tree,
                request.name(),
                context -> jobOf(request).run(context),
                parameters,
                limit,
                () -> layDown(tree, request, task.arguments()),
                () -> publish(tree, request, task));
        ObjectNode description = describe(request, failure);
        tree.describe(description);
        if (failure.isPresent()) {
            throw SageMakerErrors.jobFailed(description.toString());
        }
        tree.removeRoot();
        return description;
    }

    private Job jobOf(JobRequest.Processing request) {
        return catalog.find(
                request.appSpecification().imageUri(),
                request.appSpecification().entrypoint(),
                request.resources().cluster().instanceCount());
    }

    private static Map<String, String> parameters(List<String> arguments) {
        try {
            return JobParameters.ofArguments(arguments);
        } catch (InvalidInputException noPairs) {
            throw SageMakerErrors.refused(noPairs.getMessage());
        }
    }

    private static void requirePathsBelowRoot(JobTree tree, JobRequest.Processing request) {
        try {
            request.inputs().forEach(input -> tree.at(input.s3Input().localPath()));
            request.outputs().forEach(output -> tree.at(output.s3Output().localPath()));
        } catch (InvalidInputException outside) {
            throw SageMakerErrors.refused(String.valueOf(outside.getMessage()));
        }
    }

    private void layDown(JobTree tree, JobRequest.Processing request, JsonNode arguments) throws IOException {
        tree.writeConfig("config/processingjobconfig.json", arguments);
        tree.writeConfig("config/resourceconfig.json", resourceConfig());
        for (JobRequest.ProcessingInput input : request.inputs()) {
            staging.stage(
                    input.name(),
                    input.s3Input().s3Uri(),
                    tree.at(input.s3Input().localPath()));
        }
        for (JobRequest.ProcessingOutput output : request.outputs()) {
            Files.createDirectories(tree.at(output.s3Output().localPath()));
        }
    }

    static ObjectNode resourceConfig() {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("current_host", "algo-1").putArray("hosts").add("algo-1");
        return config.put("network_interface_name", "lo");
    }

    private void publish(JobTree tree, JobRequest.Processing request, TaskRequest task) throws IOException {
        for (JobRequest.ProcessingOutput output : request.outputs()) {
            if (task.cancelled().getAsBoolean()) {
                throw new InvalidInputException("the job was stopped before its outputs were published");
            }
            publisher.publish(
                    tree.at(output.s3Output().localPath()),
                    ObjectUri.parse(output.s3Output().s3Uri()));
        }
    }

    private static ObjectNode describe(JobRequest.Processing request, Optional<String> failure) {
        ObjectNode description = JsonNodeFactory.instance.objectNode();
        description.put("ProcessingJobName", request.name());
        description.put("ProcessingJobArn", "arn:aws:sagemaker:local:000000000000:processing-job/" + request.name());
        description.put("ProcessingJobStatus", failure.isPresent() ? "Failed" : "Completed");
        failure.ifPresent(text -> description
                .put("FailureReason", "AlgorithmError: " + text + ", exit code: 1")
                .put("ExitMessage", text));
        return description;
    }
}
