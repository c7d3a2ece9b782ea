package com.hometech.edf.cli.sagemaker;

import static com.hometech.edf.cli.sagemaker.SageMakerBench.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.cli.states.StateFailure;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.port.ObjectUri;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingJobsTest {

    @TempDir
    private Path home;

    private static final Job FIT = context -> {
        Path configuration = context.root().resolve("input/config");
        Files.copy(
                configuration.resolve("hyperparameters.json"), context.model().resolve("b-hyperparameters.json"));
        Files.copy(
                configuration.resolve("inputdataconfig.json"), context.model().resolve("inputdataconfig.json"));
        Files.createDirectories(context.model().resolve("deep"));
        Files.copy(context.channel("train").resolve("rows.csv"), context.model().resolve("deep/rows.csv"));
        Files.writeString(context.model().resolve("a.txt"), context.required("strategy"));
    };

    private static ObjectNode request(String name) {
        return (ObjectNode) json("""
                {"TrainingJobName": "%s", "RoleArn": "arn:aws:iam::000000000000:role/edf",
                 "AlgorithmSpecification": {"TrainingImage": "local/edf-training-container:local",
                   "TrainingInputMode": "File", "ContainerEntrypoint": ["edf-job", "train"]},
                 "HyperParameters": {"strategy": "XGBoost", "xgb_eta": "0.1"},
                 "InputDataConfig": [{"ChannelName": "train", "DataSource": {"S3DataSource": {
                   "S3DataType": "S3Prefix", "S3Uri": "s3://processed/train/"}}}],
                 "OutputDataConfig": {"S3OutputPath": "s3://processed/model-artifacts/Machine/run/"},
                 "ResourceConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.xlarge", "VolumeSizeInGB": 30},
                 "StoppingCondition": {"MaxRuntimeInSeconds": 60}, "EnableNetworkIsolation": true,
                 "Tags": [{"Key": "Project", "Value": "hometech-ml"}]}""".formatted(name));
    }

    private SageMakerBench bench(String folder) {
        return new SageMakerBench(home.resolve(folder))
                .object("s3://processed/train/rows.csv", "rows")
                .job("train", FIT);
    }

    @Test
    void theModelIsPackedBelowTheJobsName() throws Exception {
        SageMakerBench bench = bench("1");
        JsonNode description = bench.train(request("fit-1"));

        String artifact = "s3://processed/model-artifacts/Machine/run/fit-1/output/model.tar.gz";
        assertThat(description.at("/ModelArtifacts/S3ModelArtifacts").asText()).isEqualTo(artifact);
        List<String> entries = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GzipCompressorInputStream(bench.store.open(ObjectUri.parse(artifact))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(entry.getName());
                contents.add(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                assertThat(entry.getLastModifiedTime()).isEqualTo(FileTime.from(Instant.EPOCH));
                assertThat(entry.getLongUserId()).isZero();
            }
        }
        assertThat(entries).containsExactly("a.txt", "b-hyperparameters.json", "deep/rows.csv", "inputdataconfig.json");
        assertThat(contents)
                .containsExactly(
                        "XGBoost",
                        "{\"strategy\":\"XGBoost\",\"xgb_eta\":\"0.1\"}",
                        "rows",
                        "{\"train\":{\"TrainingInputMode\":\"File\",\"S3DistributionType\":\"FullyReplicated\","
                                + "\"RecordWrapperType\":\"None\"}}");
    }

    @Test
    void theSameFilesGiveTheSameArchive() throws Exception {
        assertThat(archiveOf("1")).isEqualTo(archiveOf("2"));
    }

    private byte[] archiveOf(String folder) throws Exception {
        SageMakerBench bench = bench(folder);
        String artifact = bench.train(request("fit-1"))
                .at("/ModelArtifacts/S3ModelArtifacts")
                .asText();
        return bench.store.read(ObjectUri.parse(artifact));
    }

    @Test
    void aJobWithoutAModelFails() {
        SageMakerBench bench = bench("1").job("train", context -> {});
        assertThatThrownBy(() -> bench.train(request("fit-1")))
                .isInstanceOfSatisfying(StateFailure.class, failure -> assertThat(failure.error())
                        .isEqualTo("States.TaskFailed"))
                .hasMessageContaining("left nothing in /opt/ml/model");
    }

    @Test
    void hyperparametersAreTexts() {
        ObjectNode request = request("fit-1");
        ((ObjectNode) request.get("HyperParameters")).put("xgb_eta", 0.1);
        assertThatThrownBy(() -> bench("1").train(request))
                .isInstanceOfSatisfying(StateFailure.class, failure -> assertThat(failure.error())
                        .isEqualTo("SageMaker.AmazonSageMakerException"))
                .hasMessageContaining("HyperParameters.xgb_eta");
    }

    @Test
    void anUnknownFieldIsRefused() {
        ObjectNode request = request("fit-1");
        request.putObject("CheckpointConfig");
        assertThatThrownBy(() -> bench("1").train(request)).hasMessageContaining("CheckpointConfig");
    }

    @Test
    void aFailedJobKeepsItsTreeForAPersonToLookInto() throws IOException {
        SageMakerBench bench = bench("1").job("train", context -> {
            throw new IllegalStateException("no rows");
        });
        assertThatThrownBy(() -> bench.train(request("fit-1"))).hasMessageContaining("IllegalStateException: no rows");
        assertThat(bench.jobFolder("fit-1").resolve("ml/input/data/train/rows.csv"))
                .hasContent("rows");
        assertThat(bench.store.list(ObjectUri.parse("s3://processed/model-artifacts/")))
                .isEmpty();
    }
}
