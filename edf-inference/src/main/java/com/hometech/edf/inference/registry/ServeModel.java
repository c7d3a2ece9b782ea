package com.hometech.edf.inference.registry;

import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.common.port.ServingModels;
import com.hometech.edf.common.port.ServingModels.ServingModel;
import java.util.List;

/** Makes an approved model servable under a name. Whoever asks, a model that is not approved or was changed is refused. */
public final class ServeModel {
    private final ModelRegistry models;
    private final ServingModels servingModels;
    private final ArtifactCheck artifacts;
    private final List<String> groups;

    /** @param groups whose models may be served */
    public ServeModel(Platform platform, List<String> groups) {
        models = platform.models();
        servingModels = platform.servingModels();
        artifacts = new ArtifactCheck(platform.objects());
        this.groups = List.copyOf(groups);
    }

    /**
     * Creates the model; again with the same content is a no-op.
     *
     * @throws ModelUnusableException when the model is unknown, not approved, or not what was registered
     */
    public ServingModel serve(ServingModel wanted) {
        ModelPackage registered = groups.stream()
                .flatMap(group -> models.list(group).stream())
                .filter(model -> model.arn().equals(wanted.modelPackageArn()))
                .findFirst()
                .orElseThrow(() -> new ModelUnusableException("model_package_arn " + wanted.modelPackageArn()
                        + " is not registered in " + String.join(" or ", groups)));
        if (registered.status() != ApprovalStatus.APPROVED) {
            throw new ModelUnusableException(registered.modelVersion() + " is "
                    + registered.status().awsName() + "; only an approved model may be served: edf models approve "
                    + registered.modelVersion());
        }
        if (!registered.modelData().equals(wanted.modelData())
                || !registered.sha256().equals(wanted.sha256())) {
            throw new ModelUnusableException(registered.modelVersion() + " was registered as " + registered.modelData()
                    + " with checksum " + registered.sha256() + ", not as " + wanted.modelData() + " with "
                    + wanted.sha256());
        }
        artifacts.check(registered).ifPresent(finding -> {
            throw new ModelUnusableException(finding.reason());
        });
        return servingModels.create(wanted);
    }
}
