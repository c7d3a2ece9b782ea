package com.hometech.edf.inference.registry;

import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.Metrics.Unit;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.artifact.FittedAs;
import com.hometech.edf.inference.registry.ArtifactCheck.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses the model of a run: the newest that a person approved and whose artifact is the one that was registered. */
public final class ChooseModel {
    private final ModelRegistry models;
    private final ArtifactCheck artifacts;
    private final Metrics metrics;

    public ChooseModel(Platform platform) {
        models = platform.models();
        artifacts = new ArtifactCheck(platform.objects());
        metrics = platform.metrics();
    }

    /**
     * The chosen model.
     *
     * @param model the newest approved model that can be used
     * @param skipped why newer approved ones cannot, newest first
     */
    public record Choice(ModelPackage model, List<String> skipped) {
        public Choice {
            skipped = List.copyOf(skipped);
        }

        /** How the model was fitted; empty where it was registered without saying so. */
        public Optional<FittedAs> fitted() {
            return ChooseModel.fitted(model);
        }

        /** Whether an older model had to be taken. */
        public boolean stale() {
            return !skipped.isEmpty();
        }
    }

    /**
     * Chooses among a group's models.
     *
     * @throws ModelUnusableException when none can be used, saying what to do
     */
    public Choice choose(String group) {
        List<String> skipped = new ArrayList<>();
        for (ModelPackage candidate : models.approved(group)) {
            Optional<Finding> finding = artifacts.check(candidate);
            if (finding.isEmpty()) {
                return new Choice(candidate, skipped);
            }
            skipped.add(finding.get().reason());
            metrics.put(
                    "ApprovedModelSkipped",
                    1,
                    Unit.COUNT,
                    Map.of("group", group, "problem", finding.get().problem().name()));
        }
        throw new ModelUnusableException(noneUsable(group, skipped));
    }

    /** How a model was fitted; empty where it was registered without saying so. */
    public static Optional<FittedAs> fitted(ModelPackage model) {
        return Optional.ofNullable(model.metadata().get(RegisterModel.STRATEGY))
                .map(strategy ->
                        new FittedAs(strategy, model.metadata().getOrDefault(RegisterModel.PROPHET_REGRESSORS, "")));
    }

    private String noneUsable(String group, List<String> skipped) {
        String reason = "No model of " + group + " can be used. ";
        if (!skipped.isEmpty()) {
            reason += "Approved, but unusable: " + String.join("; ", skipped) + ". ";
        }
        Optional<ModelPackage> pending = models.list(group).stream()
                .filter(model -> model.status() == ApprovalStatus.PENDING_MANUAL_APPROVAL)
                .findFirst();
        return pending.map(model -> "Version " + model.version() + " waits for a decision: edf models show "
                        + model.modelVersion() + ", then edf models approve " + model.modelVersion())
                .map(reason::concat)
                .orElse(reason + "Train one with edf train, then approve it with edf models approve");
    }
}
