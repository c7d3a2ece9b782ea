package com.hometech.edf.job;

import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.data.validation.ValidateSchemaJob;
import com.hometech.edf.features.spark.InferenceFeaturesJob;
import com.hometech.edf.features.spark.TrainingFeaturesJob;
import com.hometech.edf.inference.forecast.ForecastJob;
import com.hometech.edf.monitoring.accuracy.TrackAccuracyJob;
import com.hometech.edf.monitoring.watch.WatchJob;
import com.hometech.edf.training.fit.TrainModelJob;
import com.hometech.edf.training.report.EvaluateModelJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The jobs of the workflows. What follows {@code edf-job} in a container's entry point names one of them; each takes only
 * the parameters and needs the inputs that it lists.
 */
public enum JobProgram implements Job {
    VALIDATE_SCHEMA(
            new ValidateSchemaJob(),
            Hosts.ONE,
            List.of("workflow", "target", "from", "to"),
            List.of("config", "weather", "topology"),
            List.of("quality")),
    FEATURES_TRAINING(
            new TrainingFeaturesJob(),
            Hosts.SEVERAL,
            List.of("target", "from", "to", "strategy", "prophet-regressors"),
            List.of("config", "weather", "weather-forecast", "topology"),
            List.of("train", "calibration", "eval")),
    TRAIN(new TrainModelJob(), Hosts.SEVERAL, List.of("config", "train", "calibration", "topology")),
    EVALUATE(
            new EvaluateModelJob(),
            Hosts.ONE,
            List.of("max-mape", "max-rmse", "max-wape-to-best-baseline"),
            List.of("config", "model", "eval", "topology"),
            List.of("evaluation", "scores")),
    FEATURES_INFERENCE(
            new InferenceFeaturesJob(),
            Hosts.SEVERAL,
            List.of("issued-at", "target", "strategy", "prophet-regressors"),
            List.of("config", "weather", "weather-forecast", "topology"),
            List.of("features")),
    FORECAST(
            new ForecastJob(),
            Hosts.ONE,
            List.of("issued-at", "run-id", "model-version", "model-sha256", "model-stale", "csv"),
            List.of("config", "model", "features", "topology"),
            List.of("forecasts")),
    TRACK_ACCURACY(
            new TrackAccuracyJob(),
            Hosts.ONE,
            List.of("as-of"),
            List.of("config", "readings", "forecasts", "forecast-index", "accuracy"),
            List.of("accuracy")),
    WATCH(
            new WatchJob(),
            Hosts.ONE,
            List.of("as-of"),
            List.of(
                    "config",
                    "topology",
                    "readings",
                    "weather-forecast",
                    "forecasts",
                    "forecast-index",
                    "shadow-forecasts",
                    "accuracy",
                    "monitoring"),
            List.of("monitoring"));

    /**
     * On how many machines a job can run.
     *
     * <p>A job that says {@code SEVERAL} runs on the first host alone, in the same way as on one machine, and gives work to
     * the others through {@link com.hometech.edf.features.spark.SparkRuntime}: there is one executor on each host, in a JVM
     * of its own. Inputs lie on every host under the same path. What a task writes below the outputs is collected from all
     * hosts; a model is taken from the first only.
     */
    private enum Hosts {
        ONE,
        SEVERAL
    }

    private final Job job;
    private final Hosts hosts;
    private final JobKind kind;
    private final List<String> parameters;
    private final List<String> inputs;
    private final List<String> outputs;

    /** A training job: the configuration knows which hyperparameters there are. */
    JobProgram(Job job, Hosts hosts, List<String> channels) {
        this.job = job;
        this.hosts = hosts;
        this.kind = JobKind.TRAINING;
        this.parameters = List.of();
        this.inputs = channels;
        this.outputs = List.of();
    }

    /** A processing job, with the parameters it takes, the inputs it needs in any case, and the folders it fills. */
    JobProgram(Job job, Hosts hosts, List<String> parameters, List<String> inputs, List<String> outputs) {
        this.job = job;
        this.hosts = hosts;
        this.kind = JobKind.PROCESSING;
        this.parameters = parameters;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** All jobs by the name that follows {@code edf-job}. */
    public static Map<String, Job> byName() {
        return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(JobProgram::jobName, program -> program));
    }

    /**
     * The job of this name.
     *
     * @throws InvalidInputException where there is none
     */
    static JobProgram named(String name) {
        return Arrays.stream(values())
                .filter(program -> program.jobName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "There is no job \"%s\": %s".formatted(name, NearestName.hint(name, names()))));
    }

    /** The names of all jobs. */
    static List<String> names() {
        return Arrays.stream(values()).map(JobProgram::jobName).toList();
    }

    /** What follows {@code edf-job}. */
    public String jobName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    JobKind kind() {
        return kind;
    }

    /**
     * Checks that the job can run on so many machines: several would each do all of its work and overwrite each other's
     * outputs.
     *
     * @throws InvalidInputException where it cannot
     */
    public void requireUsable(int instances) {
        if (instances > 1 && hosts == Hosts.ONE) {
            throw new InvalidInputException(
                    "Job %s runs on one machine, but InstanceCount is %d: set InstanceCount to 1 and choose a larger InstanceType"
                            .formatted(jobName(), instances));
        }
    }

    /** The folders that a processing job fills. */
    List<Path> outputs(JobContext context) {
        return outputs.stream().map(context::processingOutput).toList();
    }

    /**
     * Does the work.
     *
     * @throws InvalidInputException where a parameter is not known or an input is not there
     */
    @Override
    public void run(JobContext context) throws IOException {
        if (kind == JobKind.PROCESSING) {
            context.parameters().keySet().stream().sorted().forEach(this::requireKnown);
        }
        inputs.forEach(input -> requireThere(context, input));
        job.run(context);
    }

    private void requireKnown(String parameter) {
        if (!parameters.contains(parameter)) {
            throw new InvalidInputException("Job %s has no parameter --%s: %s"
                    .formatted(jobName(), parameter, NearestName.hint(parameter, parameters)));
        }
    }

    private void requireThere(JobContext context, String input) {
        Path folder = kind.input(context, input);
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException(
                    "Job %s needs the %s \"%s\", but there is no %s: name it in %s of the request"
                            .formatted(
                                    jobName(),
                                    kind == JobKind.TRAINING ? "channel" : "input",
                                    input,
                                    folder,
                                    kind.inputsField()));
        }
    }
}
