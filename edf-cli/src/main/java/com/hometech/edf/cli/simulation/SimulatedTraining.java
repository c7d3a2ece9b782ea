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
import java.util.stream.Stream;

/** What the training workflow does, with the same jobs but without Spark. */
final class SimulatedTraining {
    /** The first model goes live whatever its errors are in kWh: nobody has chosen limits for these buildings. */
    private static final Map<String, String> NO_LIMITS = Map.of("max-mape", "none", "max-rmse", "none");

    private final Workbench bench;
    private final Path rooms;
    private final StepTimes times;

    SimulatedTraining(Workbench bench, Path rooms, StepTimes times) {
        this.bench = bench;
        this.rooms = rooms;
        this.times = times;
    }

    /**
     * Fits, evaluates and registers a model.
     *
     * @param execution name of the run
     * @param until end of the readings that it may see
     */
    ModelPackage run(String execution, Instant until) throws IOException {
        JobContext features = times.of("features to learn from", () -> room("features-training")
                .input(
                        bench.config().edfFeatureEng().quantity().table(),
                        table(bench.config().edfFeatureEng().quantity().table()))
                .input("weather", table("weather"))
                .input("weather-forecast", bench.pathOf(bench.places().weatherForecast()))
                .input("topology", topology())
                .input("config", config())
                .run(TrainingFeaturesJob.inOneJvm(), Map.of("to", until.toString())));
        JobContext trained = times.of("fitting", () -> room("train")
                .channel("train", features.processingOutput("train"))
                .channel("calibration", features.processingOutput("calibration"))
                .channel("topology", topology())
                .channel("config", config())
                .run(new TrainModelJob(), Map.of()));
        String stateMachine = bench.config().general().trainingStateMachineBase();
        ObjectUri model = bench.places().modelArtifacts(stateMachine, execution).resolve("model.tar.gz");
        Path folder = Files.createDirectories(rooms.resolve("model"));
        Path archive = folder.resolve("model.tar.gz");
        ModelArchive.pack(trained.model(), archive);
        bench.platform().objects().put(model, archive);
        JobContext evaluated = times.of("evaluating", () -> room("evaluate")
                .input("eval", features.processingOutput("eval"))
                .input("model", folder)
                .input("topology", topology())
                .input("config", config())
                .run(new EvaluateModelJob(), NO_LIMITS));
        ObjectUri evaluation = bench.places().evaluationOutput(stateMachine, execution);
        publish(evaluated.processingOutput("evaluation"), evaluation);
        return new RegisterModel(bench.platform())
                .register(new TrainedModel(
                        bench.modelGroup(),
                        model,
                        evaluation.resolve(EvaluationSummary.FILE_NAME),
                        evaluation.resolve(EvaluationPage.FILE_NAME),
                        execution,
                        bench.config().edfTraining().defaultStrategy()));
    }

    /** Lets a model go live. */
    ModelPackage approve(ModelPackage model, String reason) {
        return bench.platform().models().decide(model.group(), model.version(), ApprovalStatus.APPROVED, reason);
    }

    private JobRoom room(String name) {
        return new JobRoom(rooms.resolve(name), bench.clock());
    }

    private Path table(String name) {
        return bench.pathOf(bench.places().processedData().resolve(name));
    }

    private Path topology() {
        return bench.pathOf(bench.places().calendarTopology());
    }

    private Path config() {
        return bench.pathOf(bench.places().configuration()).getParent();
    }

    private void publish(Path folder, ObjectUri prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                bench.platform().objects().put(prefix.resolve(file.getFileName().toString()), file);
            }
        }
    }
}
