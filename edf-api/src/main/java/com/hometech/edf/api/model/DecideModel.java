package com.hometech.edf.api.model;

import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Audit;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.EntityTag;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.api.http.ProblemType;
import com.hometech.edf.api.http.Representation;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.inference.registry.ArtifactCheck;

/**
 * {@code decideModel}: approves or rejects a model, for whoever has scope and entitlement, and has seen it as it is. Decisions of
 * one program follow each other; that of another program between reading and writing is not noticed, for registries have no
 * conditional write.
 */
public final class DecideModel implements Handler {
    private final Access access;
    private final RegisteredModels models;
    private final ModelRegistry registry;
    private final ArtifactCheck artifacts;
    private final Object deciding = new Object();

    public DecideModel(Access access, RegisteredModels models, ModelRegistry registry, ObjectStore objects) {
        this.access = access;
        this.models = models;
        this.registry = registry;
        artifacts = new ArtifactCheck(objects);
    }

    @Override
    public Answer answer(Call call) {
        if (!access.view(call).mayDecideModels()) {
            Audit.denied(call.caller(), call.requestId(), call.operation().id(), "entitlement to decide");
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "You are not entitled to decide about models; ask who keeps the entitlements");
        }
        return Answer.notStored(() -> decide(call));
    }

    private Representation decide(Call call) {
        ApprovalStatus status = ApprovalStatus.valueOf(call.arguments().text("status"));
        synchronized (deciding) {
            ModelPackage model = models.require(call.arguments());
            requireSeen(call, model);
            if (status == ApprovalStatus.APPROVED) {
                requireUsable(model);
            }
            String reason = call.arguments().text("note") + " (" + call.caller().subject() + ")";
            ModelPackage decided = registry.decide(model.group(), model.version(), status, reason);
            Audit.decided(call.caller(), call.requestId(), model.modelVersion(), status.name());
            return GetModel.represent(models, decided, call);
        }
    }

    private void requireSeen(Call call, ModelPackage model) {
        EntityTag seen = EntityTag.parse(call.arguments().text("If-Match"));
        if (!seen.isOf(GetModel.represent(models, model, call))) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_FAILED,
                    "The model is not as you saw it any more; read it again and send its new ETag as If-Match");
        }
    }

    /** A model whose artifact is missing or changed must not go live. */
    private void requireUsable(ModelPackage model) {
        artifacts.check(model).ifPresent(finding -> {
            throw ProblemException.of(
                    ProblemType.MODEL_UNUSABLE,
                    switch (finding.problem()) {
                        case MISSING -> "The model's artifact is missing; approve another version, or train again";
                        case OTHER_CHECKSUM ->
                            "The model's artifact is not the one that was registered; approve another version, or train again";
                    });
        });
    }
}
