package com.hometech.edf.inference.registry;

import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry.Registration;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.artifact.FittedAs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Registers a model that passed its evaluation, with the checksum that its artifact has now. */
public final class RegisterModel {
    /** Name of the metadata that say how a model was fitted. */
    static final String STRATEGY = "strategy";
    /** Name of the metadata that say with which weather it was fitted; absent where with none. */
    static final String PROPHET_REGRESSORS = "prophet_regressors";

    /** Name of the metadata that say why a model was trained; absent where nobody said. */
    public static final String REASON = "training_reason";

    private final Platform platform;

    public RegisterModel(Platform platform) {
        this.platform = platform;
    }

    /**
     * What a training run has made.
     *
     * @param group model package group
     * @param modelData its {@code model.tar.gz}
     * @param evaluationSummary its {@code evaluation_summary.json}
     * @param evaluationReport its report, for the person who decides
     * @param executionId registers once: the same execution again answers with the same version
     * @param strategy how it was to be fitted
     * @param reason why it was trained; null where nobody said
     */
    public record TrainedModel(
            String group,
            ObjectUri modelData,
            ObjectUri evaluationSummary,
            ObjectUri evaluationReport,
            String executionId,
            String strategy,
            @Nullable String reason) {}

    /** {@code evaluation_summary.json}; without {@code passed} nothing has passed. */
    record Summary(
            boolean passed,
            @Nullable List<String> reasons,
            @Nullable Map<String, Double> metrics,
            @Nullable String bestBaseline) {}

    /**
     * Registers the model, to wait for a person's decision.
     *
     * @throws ModelUnusableException when it did not pass, has no artifact, or was fitted with another strategy
     */
    public ModelPackage register(TrainedModel trained) {
        byte[] json = platform.objects().read(trained.evaluationSummary());
        Summary summary = JsonFiles.parse(
                new String(json, StandardCharsets.UTF_8),
                Summary.class,
                trained.evaluationSummary().toString());
        if (!summary.passed()) {
            List<String> reasons = summary.reasons() == null ? List.of() : summary.reasons();
            throw new ModelUnusableException(
                    "The model of " + trained.executionId() + " did not pass its evaluation and is not registered: "
                            + String.join("; ", reasons) + ". See " + trained.evaluationReport());
        }
        String sha256 = new ArtifactCheck(platform.objects())
                .checksumOf(trained.modelData())
                .orElseThrow(() -> new ModelUnusableException("The model of " + trained.executionId()
                        + " is not registered: its artifact " + trained.modelData() + " is missing"));
        FittedAs fitted = FittedAs.of(
                platform.objects().read(trained.modelData()),
                trained.modelData().toString());
        if (!fitted.strategy().equals(trained.strategy())) {
            throw new ModelUnusableException(
                    "The model of " + trained.executionId() + " is not registered: strategy is "
                            + trained.strategy() + ", but its artifact " + trained.modelData() + " was fitted with "
                            + fitted.strategy());
        }
        return platform.models()
                .register(new Registration(
                        trained.group(),
                        trained.executionId(),
                        trained.modelData(),
                        sha256,
                        summary.metrics() == null ? Map.of() : summary.metrics(),
                        metadata(trained, fitted, summary)));
    }

    private static Map<String, String> metadata(TrainedModel trained, FittedAs fitted, Summary summary) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(STRATEGY, fitted.strategy());
        if (!fitted.prophetRegressors().isEmpty()) {
            // the registry of the service takes no empty values
            metadata.put(PROPHET_REGRESSORS, fitted.prophetRegressors());
        }
        metadata.put("execution_id", trained.executionId());
        if (trained.reason() != null) {
            metadata.put(REASON, trained.reason());
        }
        metadata.put("evaluation_report_url", trained.evaluationReport().toString());
        metadata.put("evaluation_summary_url", trained.evaluationSummary().toString());
        if (summary.bestBaseline() != null) {
            metadata.put("best_baseline", summary.bestBaseline());
        }
        return metadata;
    }
}
