package com.hometech.edf.cli.simulation;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.sagemaker.ModelArchive;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.features.spark.TrainingFeaturesJob;
import com.hometech.edf.inference.registry.RegisterModel;
import com.hometech.edf.inference.registry.RegisterModel.TrainedModel;
import com.hometech.edf.training.evaluation.EvaluationSummary;
import com.hometech.edf.training.fit.TrainModelJob;
import com.hometech.edf.training.report.EvaluateModelJob;
import com.hometech.edf.training.report.EvaluationPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the training workflow does, with the same jobs but without Spark. */
final class SimulatedTraining {
    /** The first model goes live whatever its errors are in kWh: nobody has chosen limits for these buildings. */
    private static final Map<String, String> NO_LIMITS = Map.of("max-mape", "none", "max-rmse", "none");

    private final SimulatedHome home;
    private final Workbench bench;
    private final StepTimes times;

    SimulatedTraining(SimulatedHome home, StepTimes times) {
        this.home = home;
        this.bench = home.bench();
        this.times = times;
    }

    /**
     * Fits, evaluates and registers a model.
     *
     * @param execution name of the run
     * @param until end of the readings that it may see
     * @param reason why
     */
    ModelPackage run(String execution, Instant until, String reason) throws IOException {
        JobContext features = times.of("features to learn from", () -> home.featureRoom("features-training")
                .run(TrainingFeaturesJob.inOneJvm(), Map.of("to", until.toString())));
        JobContext trained = times.of("fitting", () -> home.room("train")
                .channel("train", features.processingOutput("train"))
                .channel("calibration", features.processingOutput("calibration"))
                .channel("topology", home.topology())
                .channel("config", home.config())
                .run(new TrainModelJob(), Map.of()));
        String stateMachine = bench.config().general().trainingStateMachineBase();
        ObjectUri model = bench.places().modelArtifacts(stateMachine, execution).resolve("model.tar.gz");
        Path folder = Files.createDirectories(home.scratch("model"));
        Path archive = folder.resolve("model.tar.gz");
        ModelArchive.pack(trained.model(), archive);
        bench.platform().objects().put(model, archive);
        JobContext evaluated = times.of("evaluating", () -> home.room("evaluate")
                .input("eval", features.processingOutput("eval"))
                .input("model", folder)
                .input("topology", home.topology())
                .input("config", home.config())
                .run(new EvaluateModelJob(), NO_LIMITS));
        ObjectUri evaluation = bench.places().evaluationOutput(stateMachine, execution);
        home.publish(evaluated.processingOutput("evaluation"), evaluation);
        return new RegisterModel(bench.platform())
                .register(new TrainedModel(
                        bench.modelGroup(),
                        model,
                        evaluation.resolve(EvaluationSummary.FILE_NAME),
                        evaluation.resolve(EvaluationPage.FILE_NAME),
                        execution,
                        bench.config().edfTraining().defaultStrategy(),
                        reason));
    }

    /** The model that a run registered; empty where none did. */
    Optional<ModelPackage> find(String execution) {
        return bench.platform().models().list(bench.modelGroup()).stream()
                .filter(model -> execution.equals(model.metadata().get("execution_id")))
                .findFirst();
    }

    /** Lets a model go live. */
    ModelPackage approve(ModelPackage model, String reason) {
        return bench.platform().models().decide(model.group(), model.version(), ApprovalStatus.APPROVED, reason);
    }
}
