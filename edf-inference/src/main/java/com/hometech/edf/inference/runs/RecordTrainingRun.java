package com.hometech.edf.inference.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.artifact.FitNotes;
import com.hometech.edf.inference.runs.TrainingRun.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is to be remembered of a training run once it has ended, however it ended. Everything is taken from what the workflow
 * left: its event, the model's metadata, the evaluation's report. Again with the same run gives the same record.
 */
public final class RecordTrainingRun {
    private static final Logger LOG = LoggerFactory.getLogger(RecordTrainingRun.class);
    private static final ObjectMapper JSON = new JsonMapper();

    private static final String REPORT = "evaluation_report_edf.json";
    private static final Map<String, String> EVALUATION_FILES = Map.of(
            "evaluation_report", REPORT,
            "evaluation_page", "evaluation_report_edf.html",
            "evaluation_summary", "evaluation_summary.json");
    private static final List<String> FEATURE_TABLES = List.of("train", "calibration", "eval");

    private final ObjectStore objects;
    private final EdfConfig config;
    private final Places places;

    public RecordTrainingRun(ObjectStore objects, EdfConfig config, Places places) {
        this.objects = objects;
        this.config = config;
        this.places = places;
    }

    /** Makes the record and puts it where runs are kept, in place of one that an earlier end of the same run left. */
    public TrainingRun record(EndedExecution execution) {
        TrainingRun run = recordOf(execution);
        objects.put(
                places.trainingRun(run.workflow(), run.run()).resolve(TrainingRun.FILE_NAME),
                JsonFiles.toText(run).getBytes(UTF_8));
        return run;
    }

    /** The record, without keeping it. */
    public TrainingRun recordOf(EndedExecution execution) {
        ObjectUri evaluation = places.evaluationOutput(execution.stateMachine(), execution.name());
        EvaluatedRun evaluated = new EvaluatedRun(
                content(evaluation.resolve(REPORT)).map(RecordTrainingRun::json).orElseGet(JSON::createObjectNode));
        List<Artifact> artifacts = new ArrayList<>();
        Optional<Artifact> model = model(execution, evaluated);
        model.ifPresent(artifacts::add);
        new TreeMap<>(EVALUATION_FILES).forEach((name, file) -> checksum(evaluation.resolve(file))
                .ifPresent(sha256 -> artifacts.add(
                        new Artifact(name, evaluation.resolve(file).toString(), sha256))));
        Optional<FitNotes> notes = model.flatMap(RecordTrainingRun.this::notes);
        RunParameters parameters = new RunParameters(config, execution, evaluated);
        return new TrainingRun(
                execution.name(),
                execution.stateMachine(),
                execution.runStatus(),
                reasons(execution, evaluated),
                execution.startedAt(),
                execution.stoppedAt(),
                parameters.target(),
                parameters.strategy(),
                execution.modelVersion(),
                parameters.all(notes),
                evaluated.metrics(),
                evaluated.limits(),
                lineage(execution, evaluated, notes),
                artifacts);
    }

    private static List<String> reasons(EndedExecution execution, EvaluatedRun evaluated) {
        return switch (execution.runStatus()) {
            case REGISTERED -> List.of();
            case REJECTED -> evaluated.reasons().isEmpty() ? List.of(execution.cause()) : evaluated.reasons();
            case FAILED -> List.of(execution.cause().isBlank() ? execution.error() : execution.cause());
            case STOPPED ->
                List.of(
                        execution.status().equals("TIMED_OUT")
                                ? "it ran out of time"
                                : "it was stopped before its end");
        };
    }

    /** Of several attempts to fit it, the one that was evaluated; else the last. */
    private Optional<Artifact> model(EndedExecution execution, EvaluatedRun evaluated) {
        List<Artifact> models = objects.list(places.modelArtifacts(execution.stateMachine(), execution.name())).stream()
                .map(ObjectStore.Entry::uri)
                .filter(uri -> uri.key().endsWith("/output/model.tar.gz"))
                .map(uri -> new Artifact("model", uri.toString(), checksum(uri).orElseThrow()))
                .toList();
        return models.stream()
                .filter(model ->
                        evaluated.modelSha256().filter(model.sha256()::equals).isPresent())
                .findFirst()
                .or(() -> models.isEmpty() ? Optional.empty() : Optional.of(models.get(models.size() - 1)));
    }

    /** A model that cannot be read is a reason for the run's failure, not for having no record of it. */
    private Optional<FitNotes> notes(Artifact model) {
        try {
            return Optional.of(FitNotes.of(objects.read(ObjectUri.parse(model.uri())), model.uri()));
        } catch (ModelUnusableException unreadable) {
            LOG.warn("The record of the run lacks how its model was fitted: {}", unreadable.getMessage(), unreadable);
            return Optional.empty();
        }
    }

    private Map<String, String> lineage(EndedExecution execution, EvaluatedRun evaluated, Optional<FitNotes> notes) {
        Map<String, String> lineage = new TreeMap<>(evaluated.lineage());
        lineage.put("execution", execution.stateMachine() + "/" + execution.name());
        Optional.ofNullable(execution.given("reason")).ifPresent(reason -> lineage.put("reason", reason));
        Optional.ofNullable(execution.given("image_uri")).ifPresent(image -> lineage.put("image_uri", image));
        notes.ifPresent(found ->
                found.libraryVersions().forEach((library, version) -> lineage.put("library_" + library, version)));
        featuresFingerprint(execution).ifPresent(found -> lineage.put("data_fingerprint", found));
        newestImport(execution).ifPresent(found -> lineage.put("ingestion_sequence", found));
        return lineage;
    }

    /** Of the tables that the run learned from and was judged by, as their manifests list files and checksums. */
    private Optional<String> featuresFingerprint(EndedExecution execution) {
        ObjectUri features = places.features("training", execution.stateMachine(), execution.name());
        StringBuilder manifests = new StringBuilder();
        for (String table : FEATURE_TABLES) {
            Optional<byte[]> manifest = content(features.resolve(table + "/_manifest.json"));
            if (manifest.isEmpty()) {
                return Optional.empty();
            }
            manifests
                    .append(table)
                    .append(' ')
                    .append(Checksums.sha256(manifest.get()))
                    .append('\n');
        }
        return Optional.of(Checksums.sha256(manifests.toString().getBytes(UTF_8)));
    }

    /** The greatest version of the readings that the run's check of the data saw. */
    private Optional<String> newestImport(EndedExecution execution) {
        ObjectUri report = places.features("training", execution.stateMachine(), execution.name())
                .resolve("quality/data_quality_report.json");
        return content(report)
                .map(RecordTrainingRun::json)
                .map(json -> json.path("ingestion_sequence"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asText);
    }

    private Optional<byte[]> content(ObjectUri uri) {
        return objects.openIfPresent(uri).map(content -> {
            try (content) {
                return content.readAllBytes();
            } catch (IOException failure) {
                throw unreadable(uri, failure);
            }
        });
    }

    private Optional<String> checksum(ObjectUri uri) {
        return objects.openIfPresent(uri).map(content -> {
            try (InputStream in = content) {
                return Checksums.sha256(in);
            } catch (IOException failure) {
                throw unreadable(uri, failure);
            }
        });
    }

    private static DependencyUnavailableException unreadable(ObjectUri uri, IOException failure) {
        return new DependencyUnavailableException("Cannot read " + uri + ": " + failure, failure);
    }

    private static JsonNode json(byte[] content) {
        try {
            return JSON.readTree(content);
        } catch (IOException damaged) {
            LOG.warn("The record of the run lacks what a damaged file says: {}", damaged.getMessage(), damaged);
            return JSON.createObjectNode();
        }
    }
}
