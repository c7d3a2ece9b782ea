package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.inference.registry.ArtifactCheck;
import com.hometech.edf.training.evaluation.EvaluationReport;
import com.hometech.edf.training.report.EvaluateModelJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edf evaluate} */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Judges a registered model again on the period that its training never saw,",
            "for example against other limits. Registers nothing."
        })
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "VERSION", description = "Which model. Default: the newest.")
    private @Nullable Integer version;

    @Mixin
    private TargetOption target = new TargetOption();

    @Option(
            names = "--threshold",
            paramLabel = "KEY=VALUE",
            description =
                    "Overrides one of max_mape, max_rmse, max_wape_to_best_baseline; the value none switches it off.")
    private Map<String, String> thresholds = new TreeMap<>();

    @Override
    public Integer call() {
        try (Workbench bench = Workbench.open(spec)) {
            Map<String, String> parameters = ThresholdOptions.parameters(thresholds);
            ModelPackage model = model(bench);
            requireUsable(bench, model);
            bench.terminal().plain("Evaluating " + model.modelVersion());
            Path root = bench.emptyDirectory("evaluate-" + model.version());
            JobContext context = new JobContext(root, parameters, bench.clock(), (what, done, total) -> bench.terminal()
                    .live("  " + what + " " + done + " of " + total));
            stage(bench, model, context);
            return run(bench, context);
        }
    }

    private ModelPackage model(Workbench bench) {
        List<ModelPackage> models = bench.platform().models().list(bench.modelGroup(target.of(bench)));
        if (models.isEmpty()) {
            throw new InvalidInputException("No model is registered in " + bench.home() + ". Train one: "
                    + bench.command("train" + target.words(bench)));
        }
        return models.stream()
                .filter(model -> version == null || model.version() == version)
                .findFirst()
                .orElseThrow(
                        () -> new InvalidInputException("--model " + version + " is not registered; known versions: "
                                + models.stream().map(ModelPackage::version).toList()));
    }

    private static void requireUsable(Workbench bench, ModelPackage model) {
        new ArtifactCheck(bench.platform().objects()).check(model).ifPresent(finding -> {
            throw new ModelUnusableException("Cannot evaluate " + finding.reason()
                    + ". Choose another --model, or train: " + bench.command("train"));
        });
    }

    private static void stage(Workbench bench, ModelPackage model, JobContext context) {
        String execution = model.metadata().getOrDefault("execution_id", "");
        ObjectUri features =
                bench.places().features("training", bench.workflows().trainingName(), execution);
        ObjectStore objects = bench.platform().objects();
        bench.publishConfiguration();
        requireFiles(objects.stage(bench.places().configuration(), context.processingInput("config")), "configuration");
        requireFiles(
                objects.stage(model.modelData(), context.processingInput("model")),
                model.modelData().toString());
        requireFiles(objects.stage(features.resolve("eval/"), context.processingInput("eval")), features.toString());
        requireFiles(
                objects.stage(bench.places().calendarTopology(), context.processingInput("topology")), "buildings");
        bench.config().edfEvaluation().historicalLabels().ifPresent(labels -> stageLabels(objects, labels, context));
    }

    private static void stageLabels(ObjectStore objects, ObjectUri labels, JobContext context) {
        if (objects.stage(labels, context.processingInput("labels")) == 0) {
            throw new InvalidInputException("edf_evaluation.historical_labels_path: there is no object below " + labels
                    + "; put readings there or set it to null");
        }
    }

    private static void requireFiles(int count, String what) {
        if (count == 0) {
            throw new InvalidInputException("There is nothing of " + what + " any more: train again with edf train");
        }
    }

    private static int run(Workbench bench, JobContext context) {
        Path output = context.processingOutput("evaluation");
        try {
            new EvaluateModelJob().run(context);
            new Conclusion(bench).printReport(output);
            return EvaluationReport.read(output).verdict().passed() ? ExitCode.OK : ExitCode.MODEL_REFUSED;
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot evaluate in " + context.root() + ": " + failure, failure);
        }
    }
}
