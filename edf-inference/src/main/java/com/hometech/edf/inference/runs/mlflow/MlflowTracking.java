package com.hometech.edf.inference.runs.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.common.config.MlflowConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.runs.RunStatus;
import com.hometech.edf.inference.runs.TrainingRun;
import java.net.URI;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sends training runs to the MLflow server of the configuration: parameters as parameters, metrics as metrics, all else as tags whose
 * names begin with {@code edf.}. Files stay where they are; tags name them with their checksums. Sent twice, a run is there once.
 */
public final class MlflowTracking {
    /** What the API takes in one call, and how long values may be. */
    private static final int MOST_METRICS = 1000;

    private static final int MOST_PARAMETERS = 100;
    private static final int MOST_TAGS = 100;
    private static final int LONGEST_VALUE = 5000;

    private static final String RUN_TAG = "edf.run";
    private static final String ENDED_TAG = "edf.ended_at";

    private final Platform platform;
    private final MlflowConfig config;
    private final Places places;

    public MlflowTracking(Platform platform, MlflowConfig config, Places places) {
        this.platform = platform;
        this.config = config;
        this.places = places;
    }

    /** Whether the configuration names a server. */
    public boolean isConfigured() {
        return config.server().isPresent();
    }

    /** What the server answered when the run was sent as it is now; empty where it was not sent. */
    public Optional<MlflowReceipt> receipt(TrainingRun run) {
        ObjectUri uri = receiptOf(run);
        return platform.objects()
                .find(uri)
                .map(entry -> JsonFiles.parse(
                        new String(platform.objects().read(uri), UTF_8), MlflowReceipt.class, uri.toString()))
                .filter(receipt -> receipt.endedAt().equals(run.endedAt())
                        && receipt.trackingUri().equals(config.trackingUri()));
    }

    /**
     * Sends a run.
     *
     * @throws InvalidInputException where the configuration names no server, or no secret is where it says
     * @throws DependencyUnavailableException where the server does not answer or refuses it
     */
    public MlflowReceipt send(TrainingRun run) {
        URI address = config.server()
                .orElseThrow(() -> new InvalidInputException(
                        "There is no MLflow server to send to: write its address as edf_training.mlflow.tracking_uri"));
        MlflowServer server = new MlflowServer(
                address, Optional.ofNullable(config.credentials()).map(platform.secrets()::resolve));
        String experiment = experiment(server);
        String runId = existing(server, experiment, run).orElseGet(() -> create(server, experiment, run));
        log(server, runId, run);
        server.post(
                "runs/update",
                MlflowServer.fields()
                        .put("run_id", runId)
                        .put("status", status(run.status()))
                        .put("end_time", run.endedAt().toEpochMilli()));
        MlflowReceipt receipt = new MlflowReceipt(
                address.toString(),
                experiment,
                runId,
                run.endedAt(),
                platform.clock().instant());
        platform.objects().put(receiptOf(run), JsonFiles.toText(receipt).getBytes(UTF_8));
        return receipt;
    }

    private ObjectUri receiptOf(TrainingRun run) {
        return places.trainingRun(run.workflow(), run.run()).resolve(MlflowReceipt.FILE_NAME);
    }

    private String experiment(MlflowServer server) {
        return findExperiment(server).orElseGet(() -> {
            ObjectNode wanted = MlflowServer.fields().put("name", config.experiment());
            return text(server.post("experiments/create", wanted), "experiments/create", "experiment_id");
        });
    }

    private Optional<String> findExperiment(MlflowServer server) {
        return server.find("experiments/get-by-name", "experiment_name", config.experiment())
                .map(answer -> text(answer.path("experiment"), "experiments/get-by-name", "experiment_id"));
    }

    private static Optional<String> existing(MlflowServer server, String experiment, TrainingRun run) {
        ObjectNode query = MlflowServer.fields()
                .put(
                        "filter",
                        "tags.`%s` = '%s' and tags.`%s` = '%s'".formatted(RUN_TAG, name(run), ENDED_TAG, run.endedAt()))
                .put("max_results", 1);
        query.putArray("experiment_ids").add(experiment);
        JsonNode found = server.post("runs/search", query).path("runs").path(0);
        return found.isMissingNode() ? Optional.empty() : Optional.of(runId(found, "runs/search"));
    }

    /** With the tags that it is found by: interrupted afterwards, it is gone on with. */
    private static String create(MlflowServer server, String experiment, TrainingRun run) {
        ObjectNode wanted = MlflowServer.fields()
                .put("experiment_id", experiment)
                .put("run_name", run.run())
                .put("start_time", run.startedAt().toEpochMilli());
        ArrayNode tags = wanted.putArray("tags");
        tags.addObject().put("key", RUN_TAG).put("value", name(run));
        tags.addObject().put("key", ENDED_TAG).put("value", run.endedAt().toString());
        return runId(server.post("runs/create", wanted).path("run"), "runs/create");
    }

    private static void log(MlflowServer server, String runId, TrainingRun run) {
        Iterator<Map.Entry<String, String>> parameters =
                values(run.parameters()).entrySet().iterator();
        Iterator<Map.Entry<String, String>> tags = values(tags(run)).entrySet().iterator();
        Iterator<Map.Entry<String, Double>> metrics = run.metrics().entrySet().iterator();
        // all three have limits of their own, and together that of the metrics
        int mostMetrics = MOST_METRICS - MOST_PARAMETERS - MOST_TAGS;
        while (parameters.hasNext() || tags.hasNext() || metrics.hasNext()) {
            ObjectNode batch = MlflowServer.fields().put("run_id", runId);
            put(batch.putArray("params"), parameters, MOST_PARAMETERS);
            put(batch.putArray("tags"), tags, MOST_TAGS);
            ArrayNode list = batch.putArray("metrics");
            while (metrics.hasNext() && list.size() < mostMetrics) {
                Map.Entry<String, Double> metric = metrics.next();
                list.addObject()
                        .put("key", metric.getKey())
                        .put("value", metric.getValue())
                        .put("timestamp", run.endedAt().toEpochMilli())
                        .put("step", 0);
            }
            server.post("runs/log-batch", batch);
        }
    }

    private static void put(ArrayNode list, Iterator<Map.Entry<String, String>> values, int most) {
        while (values.hasNext() && list.size() < most) {
            Map.Entry<String, String> value = values.next();
            list.addObject().put("key", value.getKey()).put("value", value.getValue());
        }
    }

    private static Map<String, String> tags(TrainingRun run) {
        Map<String, String> tags = new TreeMap<>();
        tags.put("edf.status", run.status().code());
        tags.put("edf.workflow", run.workflow());
        if (!run.reasons().isEmpty()) {
            tags.put("edf.reasons", String.join("; ", run.reasons()));
        }
        if (run.modelVersion() != null) {
            tags.put("edf.model_version", run.modelVersion());
        }
        run.lineage().forEach((name, value) -> tags.put("edf.lineage." + name, value));
        run.artifacts().forEach(artifact -> {
            tags.put("edf.artifact." + artifact.name(), artifact.uri());
            tags.put("edf.artifact." + artifact.name() + ".sha256", artifact.sha256());
        });
        return tags;
    }

    /** Without what is empty, which older servers refuse, and cut to what all of them take. */
    private static Map<String, String> values(Map<String, String> texts) {
        Map<String, String> values = new TreeMap<>();
        texts.forEach((name, text) -> {
            if (!text.isEmpty()) {
                values.put(name, text.substring(0, Math.min(text.length(), LONGEST_VALUE)));
            }
        });
        return values;
    }

    private static String status(RunStatus status) {
        return switch (status) {
            case REGISTERED, REJECTED -> "FINISHED";
            case FAILED -> "FAILED";
            case STOPPED -> "KILLED";
        };
    }

    private static String name(TrainingRun run) {
        return run.workflow() + "/" + run.run();
    }

    private static String runId(JsonNode run, String call) {
        return text(run.path("info"), call, "run_id");
    }

    private static String text(JsonNode answer, String call, String field) {
        JsonNode value = answer.path(field);
        if (!value.isTextual()) {
            throw new DependencyUnavailableException("MLflow's answer to " + call + " has no " + field
                    + ": look whether edf_training.mlflow.tracking_uri names an MLflow server");
        }
        return value.textValue();
    }
}
