package com.hometech.edf.inference.registry;

import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes back to the approved model before the one that forecasts: rejects it and every other approved model that is newer than the
 * earlier one. The one that forecasts is rejected last: killed before, nothing has changed for runs, and a repeat goes back once.
 */
public final class RollBack {
    private final ModelRegistry models;
    private final ArtifactCheck artifacts;

    public RollBack(Platform platform) {
        models = platform.models();
        artifacts = new ArtifactCheck(platform.objects());
    }

    /**
     * What was done.
     *
     * @param rejected models that do not forecast any more
     * @param live the model that the next run uses
     */
    public record Outcome(List<ModelPackage> rejected, ModelPackage live) {
        public Outcome {
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * Goes back.
     *
     * @param reason who decided and why
     * @throws ModelUnusableException where no model forecasts, or no earlier approved one could; nothing is changed then
     */
    public Outcome rollBack(String group, String reason) {
        List<ModelPackage> approved = models.approved(group);
        ModelPackage live = firstUsable(approved)
                .orElseThrow(() -> new ModelUnusableException(
                        "No model of " + group + " forecasts, so there is none to go back from: edf models list"));
        List<ModelPackage> earlier = approved.subList(approved.indexOf(live) + 1, approved.size());
        ModelPackage previous = firstUsable(earlier)
                .orElseThrow(() -> new ModelUnusableException(live.modelVersion()
                        + " forecasts, and there is no earlier approved model whose artifact is there: it stays. Approve one"
                        + " of edf models list, or train one with edf train"));
        List<ModelPackage> leaving = new ArrayList<>(approved.subList(0, approved.indexOf(previous)));
        leaving.remove(live);
        leaving.add(live);
        List<ModelPackage> rejected = leaving.stream()
                .map(model -> models.decide(group, model.version(), ApprovalStatus.REJECTED, reason))
                .toList();
        return new Outcome(rejected, previous);
    }

    private Optional<ModelPackage> firstUsable(List<ModelPackage> candidates) {
        return candidates.stream()
                .filter(candidate -> artifacts.check(candidate).isEmpty())
                .findFirst();
    }
}
