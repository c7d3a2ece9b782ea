package com.hometech.edf.training.report;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.EvaluationConfig;
import com.hometech.edf.common.config.EvaluationConfig.MetricsThresholds;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.table.TopologyFiles;
import com.hometech.edf.features.series.SeriesFiles;
import com.hometech.edf.inference.FollowingForecaster;
import com.hometech.edf.inference.Forecaster;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.artifact.AdditiveModels;
import com.hometech.edf.inference.artifact.AdditiveModels.BuildingModels;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.artifact.ModelMetadata;
import com.hometech.edf.training.evaluation.BuildingPredictions;
import com.hometech.edf.training.evaluation.EvaluationReport;
import com.hometech.edf.training.evaluation.EvaluationReport.ModelFacts;
import com.hometech.edf.training.evaluation.EvaluationRows;
import com.hometech.edf.training.evaluation.EvaluationSummary;
import com.hometech.edf.training.evaluation.Importance;
import com.hometech.edf.training.evaluation.ModelEvaluation;
import com.hometech.edf.training.evaluation.ModelEvaluation.Example;
import com.hometech.edf.training.evaluation.ScoresTable;
import com.hometech.edf.training.evaluation.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code evaluate}: scores a freshly trained model on rows that training never saw and decides whether it may be
 * registered. Writes {@value EvaluationReport#FILE_NAME}, {@value EvaluationPage#FILE_NAME} and
 * {@value EvaluationSummary#FILE_NAME}, and as an output of its own {@value ScoresTable#FILE_NAME}. A model that does not pass is a result, not an error.
 */
public final class EvaluateModelJob implements Job {
    private static final String CONFIG = "edf_config.yaml";
    private static final String MODEL = "model.tar.gz";
    private static final String LABELS = "labels";

    @Override
    public void run(JobContext context) throws IOException {
        Thresholds.check(context);
        EdfConfig config = ConfigReader.read(context.processingInput("config").resolve(CONFIG));
        Topology topology = TopologyFiles.read(context.processingInput("topology"));
        Path modelFile = context.processingInput("model").resolve(MODEL);
        ModelArtifact artifact = ModelArtifact.openUnregistered(modelFile);
        EvaluationRows rows = rows(context, config.edfEvaluation());
        Quantity quantity = rows.summary().quantity();
        MetricsThresholds limits = Thresholds.of(config.edfEvaluation().metricsThresholds(quantity), context);
        Forecaster forecaster = FollowingForecaster.of(
                artifact,
                SeriesFiles.read(context.processingInput("eval")),
                building -> topology.mayBeNegative(new BuildingId(building), quantity));
        Prediction prediction = BuildingPredictions.of(forecaster, rows.table(), context.progress());
        ModelFacts facts = facts(artifact, Checksums.sha256(Files.readAllBytes(modelFile)));
        ModelEvaluation evaluation = ModelEvaluation.of(config, limits, topology, facts, rows, prediction);
        EvaluationReport report = Importance.of(
                        artifact, rows.table(), prediction, config.edfTraining().seed())
                .map(evaluation.report()::withImportance)
                .orElse(evaluation.report());
        ScoresTable.write(report, context.processingOutput("scores"));
        write(
                report,
                evaluation.examples(),
                components(artifact, evaluation.examples()),
                context.processingOutput("evaluation"));
    }

    /** The models of the buildings that are shown anyway. */
    private static List<ComponentExample> components(ModelArtifact artifact, List<Example> examples) {
        Map<String, BuildingModels> models =
                artifact.additive().map(AdditiveModels::buildings).orElse(Map.of());
        return examples.stream()
                .map(example -> example.trace().building())
                .distinct()
                .filter(models::containsKey)
                .map(building -> new ComponentExample(
                        building, requireNonNull(models.get(building)).best().fitted(), "kWh"))
                .toList();
    }

    /** Readings of consumption to score with come as an input of their own where the configuration names some. */
    private static EvaluationRows rows(JobContext context, EvaluationConfig config) throws IOException {
        EvaluationRows rows = EvaluationRows.read(context.processingInput("eval"));
        Path labels = context.processingInput(LABELS);
        Optional<String> source = config.historicalLabels().map(ObjectUri::toString);
        if (rows.summary().quantity() != Quantity.CONSUMPTION) {
            return rows;
        }
        if (Files.isDirectory(labels)) {
            return rows.withLabels(labels, source.orElse("processing/input/" + LABELS));
        }
        if (source.isPresent()) {
            throw new InvalidInputException("edf_evaluation.historical_labels_path is " + source.get()
                    + ", but the job was started without its input " + LABELS
                    + ": deploy the training workflow with this configuration");
        }
        return rows;
    }

    private static ModelFacts facts(ModelArtifact artifact, String sha256) {
        ModelMetadata metadata = artifact.metadata();
        return new ModelFacts(
                metadata.strategy(),
                sha256,
                metadata.createdAt(),
                metadata.codeVersion(),
                metadata.configurationFingerprint(),
                metadata.featureSchema().fingerprint(),
                metadata.training().firstTarget(),
                metadata.training().lastTarget(),
                metadata.training().rows(),
                metadata.buildings().size(),
                metadata.weatherSource(),
                metadata.calibration().lowerLevel(),
                metadata.calibration().upperLevel(),
                metadata.calibration().levels());
    }

    /** The summary comes last: where it is, the others are. */
    private static void write(
            EvaluationReport report, List<Example> examples, List<ComponentExample> components, Path directory)
            throws IOException {
        Files.createDirectories(directory);
        report.write(directory);
        EvaluationPage.of(report, examples, components).write(directory.resolve(EvaluationPage.FILE_NAME));
        EvaluationSummary.of(report).write(directory);
    }
}
