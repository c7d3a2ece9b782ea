package com.hometech.edf.aws;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.ObjectUri;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelPackageResponse;
import software.amazon.awssdk.services.sagemaker.model.InferenceSpecification;
import software.amazon.awssdk.services.sagemaker.model.ListModelPackagesRequest;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/**
 * SageMaker's model registry. Scores, metadata and the checksum are the package's customer metadata, which people see in the
 * console; its description ends with a token of the registration, so that a repeat finds the first package.
 */
public final class SageMakerModelRegistry implements ModelRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(SageMakerModelRegistry.class);
    private static final String METRIC = "metric.";
    private static final String SHA256 = "edf.sha256";
    private static final String DECIDED_AT = "edf.decided_at";
    private static final String DESCRIPTION = "Registered by EDF, token ";

    /** Hex digits of a token, as many as SageMaker's own tokens may have. */
    private static final int TOKEN_DIGITS = 32;

    private final SageMakerClient sageMaker;
    private final Supplier<String> image;
    private final Clock clock;

    /** @param image URI of the container in ECR that trains and forecasts; asked for only when a model is registered */
    public SageMakerModelRegistry(SageMakerClient sageMaker, Supplier<String> image, Clock clock) {
        this.sageMaker = sageMaker;
        this.image = image;
        this.clock = clock;
    }

    /**
     * Registers once for each client token: within this process by looking first, between processes that register at the
     * same moment by SageMaker's own token.
     */
    @Override
    public synchronized ModelPackage register(Registration registration) {
        registration.requireUsable();
        String token = token(registration.clientToken());
        return AwsFailures.translated("register a model in group", registration.group(), () -> {
            Optional<String> known = summaries(registration.group(), all -> all).stream()
                    .filter(summary -> (DESCRIPTION + token).equals(summary.modelPackageDescription()))
                    .min(Comparator.comparing(ModelPackageSummary::modelPackageVersion))
                    .map(ModelPackageSummary::modelPackageArn);
            return describe(known.orElseGet(() -> create(registration, token)));
        });
    }

    @Override
    public List<ModelPackage> list(String group) {
        return list(group, all -> all);
    }

    @Override
    public List<ModelPackage> approved(String group) {
        return list(group, all -> all.modelApprovalStatus(ModelApprovalStatus.APPROVED));
    }

    @Override
    public Optional<ModelPackage> find(String group, int version) {
        return AwsFailures.translated(
                "look up", group + "/" + version, () -> arn(group, version).flatMap(this::describeModel));
    }

    @Override
    public ModelPackage decide(String group, int version, ApprovalStatus status, String reason) {
        ModelRegistry.requireReason(group, version, reason);
        return AwsFailures.translated("decide about", group + "/" + version, () -> {
            String arn = arn(group, version)
                    .orElseThrow(() ->
                            new InvalidInputException("There is no model " + group + "/" + version + "; registered are "
                                    + summaries(group, all -> all).stream()
                                            .map(known -> group + "/" + known.modelPackageVersion())
                                            .toList()));
            Map<String, String> metadata = new TreeMap<>(sageMaker
                    .describeModelPackage(request -> request.modelPackageName(arn))
                    .customerMetadataProperties());
            metadata.put(DECIDED_AT, clock.instant().toString());
            sageMaker.updateModelPackage(request -> request.modelPackageArn(arn)
                    .modelApprovalStatus(status.awsName())
                    .approvalDescription(reason.strip())
                    .customerMetadataProperties(metadata));
            return describe(arn);
        });
    }

    private List<ModelPackage> list(String group, UnaryOperator<ListModelPackagesRequest.Builder> filter) {
        return AwsFailures.translated("list the models of group", group, () -> summaries(group, filter).stream()
                .flatMap(summary -> describeModel(summary.modelPackageArn()).stream())
                .toList());
    }

    /** Newest version first. */
    private List<ModelPackageSummary> summaries(String group, UnaryOperator<ListModelPackagesRequest.Builder> filter) {
        ModelRegistry.requireGroupName(group);
        ListModelPackagesRequest request = filter.apply(ListModelPackagesRequest.builder()
                        .modelPackageGroupName(group)
                        .maxResults(100))
                .build();
        try {
            return sageMaker.listModelPackagesPaginator(request).stream()
                    .flatMap(page -> page.modelPackageSummaryList().stream())
                    .sorted(Comparator.comparing(ModelPackageSummary::modelPackageVersion)
                            .reversed())
                    .toList();
        } catch (SageMakerException failure) {
            if (SageMakerAnswers.isMissing(failure)) {
                return List.of();
            }
            throw failure;
        }
    }

    private Optional<String> arn(String group, int version) {
        return summaries(group, all -> all).stream()
                .filter(summary -> summary.modelPackageVersion() == version)
                .map(ModelPackageSummary::modelPackageArn)
                .findFirst();
    }

    private String create(Registration registration, String token) {
        Map<String, String> metadata = new TreeMap<>();
        registration.metadata().forEach((name, text) -> metadata.put(name, MetadataText.encode(text)));
        registration.metrics().forEach((name, value) -> metadata.put(METRIC + name, Double.toString(value)));
        metadata.put(SHA256, registration.sha256());
        ModelPackageContainerDefinition container = ModelPackageContainerDefinition.builder()
                .image(image.get())
                .modelDataUrl(registration.modelData().toString())
                .build();
        try {
            return sageMaker
                    .createModelPackage(request -> request.modelPackageGroupName(registration.group())
                            .modelPackageDescription(DESCRIPTION + token)
                            .clientToken(token)
                            .modelApprovalStatus(ModelApprovalStatus.PENDING_MANUAL_APPROVAL)
                            .inferenceSpecification(inference -> inference
                                    .containers(container)
                                    .supportedContentTypes("application/x-parquet")
                                    .supportedResponseMIMETypes("application/x-parquet"))
                            .customerMetadataProperties(metadata))
                    .modelPackageArn();
        } catch (SageMakerException failure) {
            if (SageMakerAnswers.isMissing(failure)) {
                throw new InvalidInputException(
                        "There is no model package group " + registration.group()
                                + " in this account and region: create it with Terraform, or correct its name",
                        failure);
            }
            throw failure;
        }
    }

    /** Empty where it was deleted since it was listed, and for what others registered and is no model in one file. */
    private Optional<ModelPackage> describeModel(String arn) {
        DescribeModelPackageResponse described;
        try {
            described = sageMaker.describeModelPackage(request -> request.modelPackageName(arn));
        } catch (SageMakerException failure) {
            if (SageMakerAnswers.isMissing(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
        InferenceSpecification specification = described.inferenceSpecification();
        if (specification == null
                || specification.containers().isEmpty()
                || specification.containers().get(0).modelDataUrl() == null) {
            LOG.warn("{} is passed over: it names no artifact, so EDF did not register it", arn);
            return Optional.empty();
        }
        return Optional.of(model(arn, described));
    }

    private ModelPackage describe(String arn) {
        return model(arn, sageMaker.describeModelPackage(request -> request.modelPackageName(arn)));
    }

    private static ModelPackage model(String arn, DescribeModelPackageResponse described) {
        Map<String, Double> metrics = new TreeMap<>();
        Map<String, String> metadata = new TreeMap<>();
        Map<String, String> stored = described.customerMetadataProperties();
        stored.forEach((name, text) -> {
            if (name.startsWith(METRIC)) {
                metrics.put(name.substring(METRIC.length()), Double.valueOf(text));
            } else if (!name.equals(SHA256) && !name.equals(DECIDED_AT)) {
                metadata.put(name, MetadataText.decode(text));
            }
        });
        return new ModelPackage(
                described.modelPackageGroupName(),
                described.modelPackageVersion(),
                arn,
                ObjectUri.parse(
                        described.inferenceSpecification().containers().get(0).modelDataUrl()),
                // without a checksum, as when something else registered it, it is never loaded
                stored.getOrDefault(SHA256, ""),
                status(described.modelApprovalStatusAsString()),
                described.approvalDescription() == null ? "" : described.approvalDescription(),
                described.creationTime(),
                metrics,
                metadata);
    }

    private static ApprovalStatus status(String awsName) {
        return Arrays.stream(ApprovalStatus.values())
                .filter(status -> status.awsName().equals(awsName))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidInputException("SageMaker's approval status " + awsName + " is not known"));
    }

    private static String token(String clientToken) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(clientToken.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, TOKEN_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JVM has SHA-256", impossible);
        }
    }
}
