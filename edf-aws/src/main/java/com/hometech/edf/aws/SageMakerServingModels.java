package com.hometech.edf.aws;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.ServingModels;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** Models of SageMaker, each made of a registered package. Its checksum travels in the container's environment. */
public final class SageMakerServingModels implements ServingModels {
    private static final String MODEL_DATA = "EDF_MODEL_DATA";
    private static final String SHA256 = "EDF_MODEL_SHA256";

    private final SageMakerClient sageMaker;
    private final String roleArn;

    /** @param roleArn what SageMaker acts as when it reads the model */
    public SageMakerServingModels(SageMakerClient sageMaker, String roleArn) {
        this.sageMaker = sageMaker;
        this.roleArn = roleArn;
    }

    @Override
    public synchronized ServingModel create(ServingModel model) {
        model.requireUsable();
        return AwsFailures.translated("create the model", model.name(), () -> {
            Optional<ServingModel> known = find(model.name());
            return known.isPresent() ? same(model, known.get()) : createNew(model);
        });
    }

    private ServingModel createNew(ServingModel model) {
        try {
            sageMaker.createModel(request -> request.modelName(model.name())
                    .executionRoleArn(roleArn)
                    .primaryContainer(container -> container
                            .modelPackageName(model.modelPackageArn())
                            .environment(Map.of(MODEL_DATA, model.modelData().toString(), SHA256, model.sha256()))));
            return model;
        } catch (SageMakerException refused) {
            // another process may have created it a moment before
            return find(model.name()).map(there -> same(model, there)).orElseThrow(() -> refused);
        }
    }

    private static ServingModel same(ServingModel wanted, ServingModel known) {
        if (!known.equals(wanted)) {
            throw new InvalidInputException("A model named " + wanted.name() + " exists with other content ("
                    + known.modelPackageArn() + "); give the new one another name");
        }
        return known;
    }

    private Optional<ServingModel> find(String name) {
        try {
            ContainerDefinition container =
                    sageMaker.describeModel(request -> request.modelName(name)).primaryContainer();
            Map<String, String> environment = container.environment();
            return Optional.of(new ServingModel(
                    name,
                    String.valueOf(container.modelPackageName()),
                    ObjectUri.parse(environment.getOrDefault(MODEL_DATA, "")),
                    environment.getOrDefault(SHA256, "")));
        } catch (SageMakerException failure) {
            if (SageMakerAnswers.isMissing(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
