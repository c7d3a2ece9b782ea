package com.hometech.edf.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;

/**
 * What AWS would find out only when a state is entered: each task calls an API that Step Functions has, with the members that the
 * service requires, and that its model in the AWS SDK knows and allows; and what we ask for beside it: each task is repeated, ends in time, and
 * its failure leads somewhere. A text that is an expression counts as any value. The shape of definitions, States.ALL at the end,
 * and variables that have values are checked by {@code StateMachineDefinition}.
 */
final class DefinitionRules {
    /** Source: AWS Step Functions Developer Guide, "Create and manage Amazon SageMaker AI jobs with Step Functions". */
    private static final Set<String> SAGEMAKER = Set.of(
            "createEndpoint",
            "createEndpointConfig",
            "createHyperParameterTuningJob",
            "createHyperParameterTuningJob.sync",
            "createLabelingJob",
            "createLabelingJob.sync",
            "createModel",
            "createProcessingJob",
            "createProcessingJob.sync",
            "createTrainingJob",
            "createTrainingJob.sync",
            "createTransformJob",
            "createTransformJob.sync",
            "updateEndpoint");
    /** The SDK's clients of these services are on no class path of ours: by resource, members and whether they are required. */
    private static final Map<String, Map<String, Boolean>> OTHERS = Map.of(
            "arn:aws:states:::lambda:invoke",
            Map.of(
                    "FunctionName", true,
                    "Payload", false,
                    "InvocationType", false,
                    "Qualifier", false,
                    "ClientContext", false,
                    "LogType", false),
            // Input is not required by the service; without it the started execution would get an empty one
            "arn:aws:states:::states:startExecution",
            Map.of("StateMachineArn", true, "Name", false, "Input", true, "TraceHeader", false),
            "arn:aws:states:::aws-sdk:sfn:listExecutions",
            Map.of(
                    "StateMachineArn", true,
                    "StatusFilter", false,
                    "MaxResults", false,
                    "NextToken", false,
                    "MapRunArn", false,
                    "RedriveFilter", false));

    /** The SDK's classes for SageMaker do not say what its API reference marks as required: by shape, of those in use. */
    private static final Map<String, Set<String>> REQUIRED = Map.ofEntries(
            Map.entry(
                    "CreateProcessingJobRequest",
                    Set.of("AppSpecification", "ProcessingJobName", "ProcessingResources", "RoleArn")),
            Map.entry("AppSpecification", Set.of("ImageUri")),
            Map.entry("ProcessingInput", Set.of("InputName")),
            Map.entry("ProcessingS3Input", Set.of("S3DataType", "S3Uri")),
            Map.entry("ProcessingOutputConfig", Set.of("Outputs")),
            Map.entry("ProcessingOutput", Set.of("OutputName")),
            Map.entry("ProcessingS3Output", Set.of("LocalPath", "S3UploadMode", "S3Uri")),
            Map.entry("ProcessingResources", Set.of("ClusterConfig")),
            Map.entry("ProcessingClusterConfig", Set.of("InstanceCount", "InstanceType", "VolumeSizeInGB")),
            Map.entry("ProcessingStoppingCondition", Set.of("MaxRuntimeInSeconds")),
            Map.entry(
                    "CreateTrainingJobRequest",
                    Set.of(
                            "AlgorithmSpecification",
                            "OutputDataConfig",
                            "ResourceConfig",
                            "RoleArn",
                            "StoppingCondition",
                            "TrainingJobName")),
            Map.entry("AlgorithmSpecification", Set.of("TrainingInputMode")),
            Map.entry("Channel", Set.of("ChannelName", "DataSource")),
            Map.entry("S3DataSource", Set.of("S3DataType", "S3Uri")),
            Map.entry("OutputDataConfig", Set.of("S3OutputPath")),
            Map.entry("ResourceConfig", Set.of("VolumeSizeInGB")),
            Map.entry("Tag", Set.of("Key", "Value")));

    private static final Pattern OPTIMIZED = Pattern.compile("arn:aws:states:::sagemaker:(\\w+(?:\\.sync)?)");
    private static final Pattern SDK = Pattern.compile("arn:aws:states:::aws-sdk:(\\w+):(\\w+)");
    private static final String ALL = "States.ALL";

    private final List<String> problems = new ArrayList<>();

    private DefinitionRules() {}

    /** Every problem of a rendered definition, with its place. */
    static List<String> problems(JsonNode definition) {
        DefinitionRules rules = new DefinitionRules();
        rules.check(definition.path("States"), false);
        return rules.problems;
    }

    private void check(JsonNode states, boolean caughtOutside) {
        states.fields().forEachRemaining(entry -> {
            JsonNode state = entry.getValue();
            if (state.path("Type").asText().equals("Task")) {
                task(entry.getKey(), state, caughtOutside);
            }
            check(state.at("/ItemProcessor/States"), caughtOutside || catchesAll(state));
        });
    }

    private void task(String name, JsonNode state, boolean caughtOutside) {
        if (state.path("Retry").isEmpty()) {
            problem(name, "has no Retry");
        }
        if (!caughtOutside && !catchesAll(state)) {
            problem(name, "has no Catch of " + ALL);
        }
        if (!state.has("TimeoutSeconds")) {
            problem(name, "has no TimeoutSeconds: it would wait for three years");
        }
        String resource = state.path("Resource").asText();
        JsonNode arguments = state.path("Arguments");
        if (OTHERS.containsKey(resource)) {
            members(name + ".Arguments", arguments, OTHERS.get(resource));
            return;
        }
        Optional<SdkPojo> request = request(resource);
        if (request.isEmpty()) {
            problem(name + ".Resource", resource + " is no API that is known");
        }
        request.ifPresent(pojo -> members(name + ".Arguments", arguments, pojo));
    }

    private static boolean catchesAll(JsonNode state) {
        return StreamSupport.stream(state.path("Catch").spliterator(), false)
                .anyMatch(rule -> rule.at("/ErrorEquals/0").asText().equals(ALL));
    }

    private void members(String path, JsonNode arguments, Map<String, Boolean> known) {
        names(arguments).stream()
                .filter(member -> !known.containsKey(member))
                .forEach(member -> problem(path + "." + member, "is no member"));
        known.forEach((member, required) -> {
            if (required && !arguments.has(member)) {
                problem(path + "." + member, "is missing");
            }
        });
    }

    private static Optional<SdkPojo> request(String resource) {
        Matcher optimized = OPTIMIZED.matcher(resource);
        if (optimized.matches()) {
            return SAGEMAKER.contains(optimized.group(1))
                    ? request("sagemaker", optimized.group(1).replace(".sync", ""))
                    : Optional.empty();
        }
        Matcher sdk = SDK.matcher(resource);
        return sdk.matches() ? request(sdk.group(1), sdk.group(2)) : Optional.empty();
    }

    private static Optional<SdkPojo> request(String service, String api) {
        String name = "software.amazon.awssdk.services." + service.toLowerCase(Locale.ROOT) + ".model."
                + Character.toUpperCase(api.charAt(0)) + api.substring(1) + "Request";
        try {
            return Optional.of(
                    (SdkPojo) Class.forName(name).getMethod("builder").invoke(null));
        } catch (ClassNotFoundException unknown) {
            return Optional.empty();
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("the SDK builds " + name + " in another way", changed);
        }
    }

    private void members(String path, JsonNode value, SdkPojo pojo) {
        if (!value.isObject()) {
            problem(path, "is no object");
            return;
        }
        Set<String> known = new HashSet<>();
        String shape = pojo.getClass().getEnclosingClass().getSimpleName();
        for (SdkField<?> field : pojo.sdkFields()) {
            known.add(field.memberName());
            JsonNode member = value.path(field.memberName());
            String at = path + "." + field.memberName();
            if (!member.isMissingNode()) {
                value(at, member, field, allowed(pojo, field.memberName()));
            } else if (field.getTrait(RequiredTrait.class) != null
                    || REQUIRED.getOrDefault(shape, Set.of()).contains(field.memberName())) {
                problem(at, "is missing");
            }
        }
        names(value).stream()
                .filter(member -> !known.contains(member))
                .forEach(member -> problem(path + "." + member, "is no member"));
    }

    private void value(String path, JsonNode value, SdkField<?> field, Set<String> allowed) {
        if (value.asText().startsWith("{%")) {
            return;
        }
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            members(path, value, field.constructor().get());
        } else if (type == MarshallingType.LIST) {
            elements(path, value, field.getTrait(ListTrait.class).memberFieldInfo());
        } else if (type == MarshallingType.MAP) {
            names(value)
                    .forEach(key -> value(
                            path + "." + key,
                            value.path(key),
                            field.getTrait(MapTrait.class).valueFieldInfo(),
                            Set.of()));
        } else if (!hasType(value, type)) {
            problem(
                    path,
                    value + " has another type than " + type.getTargetClass().getSimpleName());
        } else if (!allowed.isEmpty() && !allowed.contains(value.asText())) {
            problem(path, value + " is none of " + new TreeSet<>(allowed));
        }
    }

    private void elements(String path, JsonNode value, SdkField<?> element) {
        if (!value.isArray()) {
            problem(path, "is no list");
        }
        for (int index = 0; index < value.size(); index++) {
            value(path + "[" + index + "]", value.get(index), element, Set.of());
        }
    }

    private static boolean hasType(JsonNode value, MarshallingType<?> type) {
        if (type == MarshallingType.STRING) {
            return value.isTextual();
        }
        if (type == MarshallingType.BOOLEAN) {
            return value.isBoolean();
        }
        return value.isNumber();
    }

    /** The values of a member that is an enumeration, as the builder's other setter knows them; empty where it is none. */
    private static Set<String> allowed(SdkPojo builder, String member) {
        String setter = Character.toLowerCase(member.charAt(0)) + member.substring(1);
        Set<String> values = new HashSet<>();
        Arrays.stream(builder.getClass().getMethods())
                .filter(method -> method.getName().equals(setter))
                .map(Method::getParameterTypes)
                .filter(types -> types.length == 1 && types[0].isEnum())
                .forEach(types -> Arrays.stream(types[0].getEnumConstants())
                        .map(String::valueOf)
                        .filter(value -> !value.equals("null")) // stands for what a newer service may say
                        .forEach(values::add));
        return values;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void problem(String path, String what) {
        problems.add(path + " " + what);
    }
}
