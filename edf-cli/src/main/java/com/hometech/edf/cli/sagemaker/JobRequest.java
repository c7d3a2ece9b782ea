package com.hometech.edf.cli.sagemaker;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of CreateProcessingJob and CreateTrainingJob that are supported, named as in SageMaker's API. Any other field
 * is refused when a request is read.
 */
final class JobRequest {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");

    private JobRequest() {}

    /** CreateProcessingJob. */
    record Processing(
            @JsonProperty("ProcessingJobName") String name,
            @JsonProperty("RoleArn") String roleArn,
            @JsonProperty("AppSpecification") AppSpecification appSpecification,
            @JsonProperty("ProcessingInputs") List<ProcessingInput> inputs,

            @JsonProperty("ProcessingOutputConfig") @Nullable
            ProcessingOutputConfig outputConfig,

            @JsonProperty("ProcessingResources") ProcessingResources resources,
            @JsonProperty("Environment") Map<String, String> environment,
            @JsonProperty("StoppingCondition") @Nullable StoppingCondition stoppingCondition,
            @JsonProperty("NetworkConfig") @Nullable NetworkConfig networkConfig,
            @JsonProperty("Tags") List<Tag> tags) {
        Processing {
            requireName("ProcessingJobName", name);
            requireRole(roleArn);
            require("AppSpecification", appSpecification);
            require("ProcessingResources", resources);
            inputs = inputs == null ? List.of() : List.copyOf(inputs);
            environment = environment == null ? Map.of() : Map.copyOf(environment);
        }

        List<ProcessingOutput> outputs() {
            return outputConfig == null ? List.of() : outputConfig.outputs();
        }
    }

    record AppSpecification(
            @JsonProperty("ImageUri") String imageUri,
            @JsonProperty("ContainerEntrypoint") List<String> entrypoint,
            @JsonProperty("ContainerArguments") List<String> arguments) {
        AppSpecification {
            require("AppSpecification.ImageUri", imageUri);
            require("AppSpecification.ContainerEntrypoint", entrypoint);
            if (arguments != null && arguments.isEmpty()) {
                throw new InvalidInputException("AppSpecification.ContainerArguments is empty: leave it out");
            }
            arguments = arguments == null ? List.of() : List.copyOf(arguments);
            requireSize("AppSpecification.ContainerArguments", arguments.size(), 100);
            arguments.forEach(argument -> requireSize("AppSpecification.ContainerArguments", argument.length(), 256));
        }
    }

    record ProcessingInput(
            @JsonProperty("InputName") String name,
            @JsonProperty("S3Input") S3Input s3Input) {
        ProcessingInput {
            require("ProcessingInputs.InputName", name);
            require("ProcessingInputs.S3Input", s3Input);
        }
    }

    record S3Input(
            @JsonProperty("S3Uri") String s3Uri,
            @JsonProperty("LocalPath") String localPath,
            @JsonProperty("S3DataType") String dataType,
            @JsonProperty("S3InputMode") @Nullable String inputMode,

            @JsonProperty("S3DataDistributionType") @Nullable
            String distribution,

            @JsonProperty("S3CompressionType") @Nullable String compression) {
        S3Input {
            requireUri("S3Input.S3Uri", s3Uri);
            require("S3Input.LocalPath", localPath);
            requireOneOf("S3Input.S3DataType", dataType, "S3Prefix");
            requireOneOf("S3Input.S3InputMode", inputMode == null ? "File" : inputMode, "File");
            requireOneOf(
                    "S3Input.S3DataDistributionType",
                    distribution == null ? "FullyReplicated" : distribution,
                    "FullyReplicated");
            requireOneOf("S3Input.S3CompressionType", compression == null ? "None" : compression, "None");
        }
    }

    record ProcessingOutputConfig(
            @JsonProperty("Outputs") List<ProcessingOutput> outputs,
            @JsonProperty("KmsKeyId") @Nullable String kmsKeyId) {
        ProcessingOutputConfig {
            require("ProcessingOutputConfig.Outputs", outputs);
            outputs = List.copyOf(outputs);
        }
    }

    record ProcessingOutput(
            @JsonProperty("OutputName") String name,
            @JsonProperty("S3Output") S3Output s3Output) {
        ProcessingOutput {
            require("ProcessingOutputConfig.Outputs.OutputName", name);
            require("ProcessingOutputConfig.Outputs.S3Output", s3Output);
        }
    }

    record S3Output(
            @JsonProperty("S3Uri") String s3Uri,
            @JsonProperty("LocalPath") String localPath,
            @JsonProperty("S3UploadMode") String uploadMode) {
        S3Output {
            requireUri("S3Output.S3Uri", s3Uri);
            require("S3Output.LocalPath", localPath);
            requireOneOf("S3Output.S3UploadMode", uploadMode, "EndOfJob");
        }
    }

    record ProcessingResources(
            @JsonProperty("ClusterConfig") ClusterConfig cluster) {
        ProcessingResources {
            require("ProcessingResources.ClusterConfig", cluster);
        }
    }

    /** Machines of a job; here there is one, however many there are to be. */
    record ClusterConfig(
            @JsonProperty("InstanceType") String instanceType,
            @JsonProperty("InstanceCount") int instanceCount,
            @JsonProperty("VolumeSizeInGB") int volumeSizeInGigabytes,
            @JsonProperty("VolumeKmsKeyId") @Nullable String volumeKmsKeyId) {
        ClusterConfig {
            require("InstanceType", instanceType);
            requireAtLeastOne("InstanceCount", instanceCount);
            requireAtLeastOne("VolumeSizeInGB", volumeSizeInGigabytes);
        }
    }

    record StoppingCondition(
            @JsonProperty("MaxRuntimeInSeconds") int maximumRuntimeSeconds) {
        StoppingCondition {
            requireAtLeastOne("StoppingCondition.MaxRuntimeInSeconds", maximumRuntimeSeconds);
        }
    }

    record NetworkConfig(
            @JsonProperty("EnableNetworkIsolation") boolean networkIsolation,

            @JsonProperty("EnableInterContainerTrafficEncryption")
            boolean trafficEncryption) {}

    record Tag(
            @JsonProperty("Key") String key,
            @JsonProperty("Value") String value) {
        Tag {
            require("Tags.Key", key);
            require("Tags.Value", value);
        }
    }

    /** CreateTrainingJob. */
    record Training(
            @JsonProperty("TrainingJobName") String name,
            @JsonProperty("RoleArn") String roleArn,
            @JsonProperty("AlgorithmSpecification") AlgorithmSpecification algorithm,
            @JsonProperty("HyperParameters") Map<String, String> hyperParameters,
            @JsonProperty("InputDataConfig") List<Channel> channels,
            @JsonProperty("OutputDataConfig") OutputDataConfig output,
            @JsonProperty("ResourceConfig") ClusterConfig resources,
            @JsonProperty("StoppingCondition") StoppingCondition stoppingCondition,
            @JsonProperty("Environment") Map<String, String> environment,
            @JsonProperty("EnableNetworkIsolation") boolean networkIsolation,

            @JsonProperty("EnableInterContainerTrafficEncryption")
            boolean trafficEncryption,

            @JsonProperty("Tags") List<Tag> tags) {
        Training {
            requireName("TrainingJobName", name);
            requireRole(roleArn);
            require("AlgorithmSpecification", algorithm);
            require("InputDataConfig", channels);
            require("OutputDataConfig", output);
            require("ResourceConfig", resources);
            require("StoppingCondition", stoppingCondition);
            hyperParameters = hyperParameters == null ? Map.of() : Map.copyOf(hyperParameters);
            environment = environment == null ? Map.of() : Map.copyOf(environment);
            requireSize("HyperParameters", hyperParameters.size(), 100);
            hyperParameters.forEach((key, value) -> requireSize("HyperParameters." + key, value.length(), 2500));
        }
    }

    record AlgorithmSpecification(
            @JsonProperty("TrainingImage") String image,
            @JsonProperty("TrainingInputMode") String inputMode,
            @JsonProperty("ContainerEntrypoint") List<String> entrypoint) {
        AlgorithmSpecification {
            require("AlgorithmSpecification.TrainingImage", image);
            requireOneOf("AlgorithmSpecification.TrainingInputMode", inputMode, "File");
            require("AlgorithmSpecification.ContainerEntrypoint", entrypoint);
        }
    }

    record Channel(
            @JsonProperty("ChannelName") String name,
            @JsonProperty("DataSource") DataSource dataSource) {
        private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9.\\-_]{1,64}");

        Channel {
            require("InputDataConfig.ChannelName", name);
            require("InputDataConfig.DataSource", dataSource);
            if (!CHANNEL.matcher(name).matches() || name.startsWith(".")) {
                throw new InvalidInputException(
                        "InputDataConfig.ChannelName '%s' is not a channel's name".formatted(name));
            }
        }
    }

    record DataSource(@JsonProperty("S3DataSource") S3DataSource s3) {
        DataSource {
            require("InputDataConfig.DataSource.S3DataSource", s3);
        }
    }

    record S3DataSource(
            @JsonProperty("S3Uri") String s3Uri,
            @JsonProperty("S3DataType") String dataType,

            @JsonProperty("S3DataDistributionType") @Nullable
            String distribution) {
        S3DataSource {
            requireUri("S3DataSource.S3Uri", s3Uri);
            requireOneOf("S3DataSource.S3DataType", dataType, "S3Prefix");
            requireOneOf(
                    "S3DataSource.S3DataDistributionType",
                    distribution == null ? "FullyReplicated" : distribution,
                    "FullyReplicated");
        }
    }

    record OutputDataConfig(
            @JsonProperty("S3OutputPath") String s3OutputPath,
            @JsonProperty("KmsKeyId") @Nullable String kmsKeyId) {
        OutputDataConfig {
            requireUri("OutputDataConfig.S3OutputPath", s3OutputPath);
        }
    }

    private static void require(String field, @Nullable Object value) {
        if (value == null) {
            throw new InvalidInputException(field + " is missing");
        }
    }

    private static void requireSize(String field, int size, int maximum) {
        if (size > maximum) {
            throw new InvalidInputException("%s has size %d; at most %d are allowed".formatted(field, size, maximum));
        }
    }

    private static void requireAtLeastOne(String field, int value) {
        if (value < 1) {
            throw new InvalidInputException("%s must be at least 1, not %d".formatted(field, value));
        }
    }

    private static void requireOneOf(String field, String value, String supported) {
        if (!supported.equals(value)) {
            throw new InvalidInputException("%s must be %s, not %s".formatted(field, supported, value));
        }
    }

    private static void requireUri(String field, String uri) {
        require(field, uri);
        ObjectUri.parse(uri);
    }

    private static void requireRole(String roleArn) {
        require("RoleArn", roleArn);
        if (!ROLE.matcher(roleArn).matches()) {
            throw new InvalidInputException("RoleArn '%s' is not the ARN of a role".formatted(roleArn));
        }
    }

    private static void requireName(String field, String name) {
        require(field, name);
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInputException(
                    "%s '%s' must have 1 to 63 letters, digits and hyphens inside".formatted(field, name));
        }
    }
}
