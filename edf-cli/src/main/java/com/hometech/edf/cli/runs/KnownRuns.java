package com.hometech.edf.cli.runs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.ExecutionStatus;
import com.hometech.edf.cli.workflow.AnnouncedEnds;
import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.inference.runs.EndedExecution;
import com.hometech.edf.inference.runs.RecordTrainingRun;
import com.hometech.edf.inference.runs.StoredRuns;
import com.hometech.edf.inference.runs.TrainingRun;
import com.hometech.edf.inference.runs.mlflow.MlflowReceipt;
import com.hometech.edf.inference.runs.mlflow.MlflowTracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The training runs of a home: those that were recorded, and those of its history that were not, because their process was killed or
 * an older version ran them.
 */
public final class KnownRuns {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Workbench bench;
    private final RecordTrainingRun recordRun;
    private final MlflowTracking mlflow;

    public KnownRuns(Workbench bench) {
        this.bench = bench;
        recordRun = new RecordTrainingRun(bench.platform().objects(), bench.config(), bench.places());
        mlflow = new MlflowTracking(
                bench.platform(), bench.config().edfTraining().mlflow(), bench.places());
    }

    /** All that have ended, the newest first. */
    public List<TrainingRun> list() {
        List<TrainingRun> runs = new ArrayList<>(
                new StoredRuns(bench.platform().objects(), bench.places().trainingRuns()).list());
        Set<String> recorded = runs.stream().map(TrainingRun::run).collect(Collectors.toSet());
        bench.workflows().executions().list().stream()
                .filter(execution -> bench.workflows().isTraining(execution))
                .filter(execution -> execution.status() != ExecutionStatus.RUNNING)
                .filter(execution -> !recorded.contains(execution.name()))
                .map(this::unrecorded)
                .forEach(runs::add);
        runs.sort(StoredRuns.NEWEST_FIRST);
        return runs;
    }

    private TrainingRun unrecorded(ExecutionRecord execution) {
        return recordRun.recordOf(EndedExecution.ofEvent(JSON.convertValue(AnnouncedEnds.event(execution), OBJECT)));
    }

    /**
     * The runs of these names, in their order.
     *
     * @throws InvalidInputException where one is not known, with the nearest name
     */
    public List<TrainingRun> named(List<String> names) {
        List<TrainingRun> all = list();
        List<String> known = all.stream().map(TrainingRun::run).toList();
        return names.stream()
                .map(name -> all.stream()
                        .filter(run -> run.run().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new InvalidInputException(unknown(name, known))))
                .toList();
    }

    private String unknown(String name, List<String> known) {
        return "There is no training run \"" + name + "\"; "
                + (known.isEmpty()
                        ? "none has ended in this home yet: " + bench.command("train")
                        : NearestName.of(name, known)
                                .map(near -> "did you mean \"" + near + "\"?")
                                .orElseGet(() -> "see " + bench.command("runs list")));
    }

    /** The run with what became of it since. */
    public KnownRun describe(TrainingRun run) {
        Optional<ModelPackage> model = Optional.ofNullable(run.modelVersion()).flatMap(this::model);
        return new KnownRun(
                run,
                model.map(registered -> registered.status().awsName()).orElse(null),
                model.map(ModelPackage::statusReason).orElse(null),
                mlflow.isConfigured()
                        ? mlflow.receipt(run).map(MlflowReceipt::runId).orElse(null)
                        : null);
    }

    private Optional<ModelPackage> model(String modelVersion) {
        int slash = modelVersion.lastIndexOf('/');
        return bench.platform()
                .models()
                .find(modelVersion.substring(0, slash), Integer.parseInt(modelVersion.substring(slash + 1)));
    }

    /** Sends the run to the MLflow server of the configuration. */
    public MlflowReceipt push(TrainingRun run) {
        return mlflow.send(run);
    }
}
