package com.hometech.edf.inference.runs;

import com.hometech.edf.common.domain.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code run.json}: a training run that has ended, with what is needed to compare it with others after its features and
 * artifacts are gone.
 *
 * @param run name of the execution
 * @param workflow name of the state machine
 * @param status how it ended
 * @param reasons why no model was registered; empty where one was
 * @param startedAt when it was started
 * @param endedAt when it ended
 * @param target what the model forecasts
 * @param strategy how it was to be fitted
 * @param modelVersion as which it was registered, {@code group/version}; null where it was not
 * @param parameters what the run was given, configuration and input together, by name
 * @param metrics scores of the evaluation by name: {@code wape_percent} is the model's over all leads,
 *     {@code leads_25-48/wape_percent} that of some leads, {@code last_week/wape_percent} that of a baseline; empty without
 *     evaluation
 * @param limits the verdict, limit by limit; empty without evaluation
 * @param lineage what the model came from: data, schema of features, code, execution, by name
 * @param artifacts what the run left
 */
public record TrainingRun(
        String run,
        String workflow,
        RunStatus status,
        List<String> reasons,
        Instant startedAt,
        Instant endedAt,
        Quantity target,
        String strategy,
        @Nullable String modelVersion,
        Map<String, String> parameters,
        Map<String, Double> metrics,
        List<Limit> limits,
        Map<String, String> lineage,
        List<Artifact> artifacts) {
    /** Name of the file. */
    public static final String FILE_NAME = "run.json";

    public TrainingRun {
        reasons = List.copyOf(reasons);
        parameters = new TreeMap<>(parameters);
        metrics = new TreeMap<>(metrics);
        limits = List.copyOf(limits);
        lineage = new TreeMap<>(lineage);
        artifacts = List.copyOf(artifacts);
    }

    /**
     * A limit of the evaluation.
     *
     * @param metric what is limited
     * @param value of the model, a median over buildings; null where it could not be computed
     * @param limit that it must not exceed
     * @param passed whether it does not
     */
    public record Limit(String metric, @Nullable Double value, double limit, boolean passed) {}

    /**
     * A file that the run left.
     *
     * @param name {@code model}, {@code evaluation_report} …
     * @param uri where it was put
     * @param sha256 its checksum when the run ended, in lower-case hex
     */
    public record Artifact(String name, String uri, String sha256) {}
}
