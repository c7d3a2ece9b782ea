package com.hometech.edf.cli.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.states.TaskHandler;
import com.hometech.edf.cli.states.TaskRequest;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * {@code createTrainingJob.sync}: runs a training job, packs what it left in {@code /opt/ml/model} to
 * {@code <S3OutputPath>/<job name>/output/model.tar.gz} and answers with its description.
 */
final class TrainingJobs implements TaskHandler {

    private final Function<TaskRequest, Path> folders;
    private final JobNames names;
    private final JobCatalog catalog;
    private final ObjectStore store;
    private final InputStaging staging;
    private final JobRunner runner;

    TrainingJobs(
            Function<TaskRequest, Path> folders,
            JobNames names,
            JobCatalog catalog,
            ObjectStore store,
            JobRunner runner) {
        this.folders = folders;
        this.names = names;
        this.catalog = catalog;
        this.store = store;
        this.staging = new InputStaging(store);
        this.runner = runner;
    }

    @Override
    public JsonNode handle(TaskRequest task) throws IOException, InterruptedException {
        JobRequest.Training request = JobRequestReader.read(task.arguments(), JobRequest.Training.class);
        JobTree tree = new JobTree(folders.apply(task).resolve(request.name()));
        ObjectUri artifact =
                ObjectUri.parse(request.output().s3OutputPath()).resolve(request.name() + "/output/model.tar.gz");
        names.take(request.name(), tree.folder());
        Files.createDirectories(tree.root());
        Optional<String> failure = runner.run(
                tree,
                request.name(),
                context -> catalog.find(
                                request.algorithm().image(),
                                request.algorithm().entrypoint(),
                                request.resources().instanceCount())
                        .run(context),
                request.hyperParameters(),
                Optional.of(Duration.ofSeconds(request.stoppingCondition().maximumRuntimeSeconds())),
                () -> layDown(tree, request),
                () -> publish(tree, artifact, task));
        ObjectNode description = describe(request, artifact, failure);
        tree.describe(description);
        if (failure.isPresent()) {
            throw SageMakerErrors.jobFailed(description.toString());
        }
        tree.removeRoot();
        return description;
    }

    private void layDown(JobTree tree, JobRequest.Training request) throws IOException {
        ObjectNode hyperParameters = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(request.hyperParameters()).forEach(hyperParameters::put);
        tree.writeConfig("input/config/hyperparameters.json", hyperParameters);
        tree.writeConfig("input/config/resourceconfig.json", ProcessingJobs.resourceConfig());
        ObjectNode inputs = JsonNodeFactory.instance.objectNode();
        for (JobRequest.Channel channel : request.channels()) {
            inputs.putObject(channel.name())
                    .put("TrainingInputMode", "File")
                    .put("S3DistributionType", "FullyReplicated")
                    .put("RecordWrapperType", "None");
            Path target = tree.root().resolve("input/data").resolve(channel.name());
            staging.stage(channel.name(), channel.dataSource().s3().s3Uri(), target);
        }
        tree.writeConfig("input/config/inputdataconfig.json", inputs);
        Files.createDirectories(tree.root().resolve("model"));
    }

    private void publish(JobTree tree, ObjectUri artifact, TaskRequest task) throws IOException {
        Path archive = tree.root().resolve("model.tar.gz");
        ModelArchive.pack(tree.root().resolve("model"), archive);
        if (task.cancelled().getAsBoolean()) {
            throw new InvalidInputException("the job was stopped before its model was published");
        }
        store.put(artifact, archive);
    }

    private static ObjectNode describe(JobRequest.Training request, ObjectUri artifact, Optional<String> failure) {
        ObjectNode description = JsonNodeFactory.instance.objectNode();
        description.put("TrainingJobName", request.name());
        description.put("TrainingJobArn", "arn:aws:sagemaker:local:000000000000:training-job/" + request.name());
        description.put("TrainingJobStatus", failure.isPresent() ? "Failed" : "Completed");
        if (failure.isPresent()) {
            description.put("FailureReason", "AlgorithmError: " + failure.get() + ", exit code: 1");
        } else {
            description.putObject("ModelArtifacts").put("S3ModelArtifacts", artifact.toString());
        }
        return description;
    }
}
