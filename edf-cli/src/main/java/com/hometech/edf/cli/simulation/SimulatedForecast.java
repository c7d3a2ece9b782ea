package com.hometech.edf.cli.simulation;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.features.spark.InferenceFeaturesJob;
import com.hometech.edf.inference.artifact.FittedAs;
import com.hometech.edf.inference.correction.IntervalCorrections;
import com.hometech.edf.inference.forecast.ForecastJob;
import com.hometech.edf.inference.load.LoadForecasts;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.registry.ChooseModel;
import com.hometech.edf.inference.registry.ChooseModel.Choice;
import com.hometech.edf.inference.registry.FindChallenger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What the inference workflow does each day, with the same jobs but without Spark. What an interrupted day had done stays. */
final class SimulatedForecast {
    private final SimulatedHome home;
    private final Workbench bench;
    private final StepTimes times;

    SimulatedForecast(SimulatedHome home, StepTimes times) {
        this.home = home;
        this.bench = home.bench();
        this.times = times;
    }

    /** Forecasts with the model that is live, loads the forecasts, and forecasts with one that waits for approval. */
    RunManifest run(LocalDate day, Instant issue) throws IOException {
        String run = "simulated-" + day;
        String stateMachine = bench.config().general().inferenceStateMachineBase();
        ObjectUri served = bench.places().forecastOutput(stateMachine, run);
        ObjectUri shadow = bench.places().shadowOutput(stateMachine, run);
        Choice choice = new ChooseModel(bench.platform()).choose(bench.modelGroup());
        Optional<ModelPackage> challenger = new FindChallenger(
                        bench.platform().models(),
                        bench.config().edfMonitoring().challenger())
                .find(bench.modelGroup(), choice.model().version(), issue);
        boolean isServed = exists(served);
        boolean isShadowed = challenger.isEmpty() || exists(shadow);
        if (!isServed || !isShadowed) {
            // both models are fitted by the same configuration, so they forecast from the same features
            JobContext features = features(issue, choice);
            if (!isServed) {
                home.publish(forecasts(run, issue, choice.model(), choice.stale(), features, corrections()), served);
            }
            if (!isShadowed) {
                Path none = home.scratch("no-corrections");
                home.publish(forecasts(run, issue, challenger.orElseThrow(), false, features, none), shadow);
            }
        }
        times.of("loading", () -> new LoadForecasts(bench.platform())
                .withIndex(bench.places().forecastIndex())
                .load(served, run));
        ObjectUri manifest = served.resolve(RunManifest.FILE_NAME);
        byte[] json = bench.platform().objects().read(manifest);
        return RunManifest.parse(new String(json, StandardCharsets.UTF_8), manifest.toString());
    }

    private boolean exists(ObjectUri run) {
        return bench.platform()
                .objects()
                .find(run.resolve(RunManifest.FILE_NAME))
                .isPresent();
    }

    private Path corrections() {
        return bench.pathOf(bench.places().accuracy().resolve(IntervalCorrections.FOLDER));
    }

    private JobContext features(Instant issue, Choice choice) throws IOException {
        Map<String, String> parameters = new TreeMap<>(Map.of("issued-at", issue.toString()));
        choice.fitted().ifPresent(fitted -> addFitted(parameters, fitted));
        return times.of("features to forecast with", () -> home.featureRoom("features-inference")
                .run(InferenceFeaturesJob.inOneJvm(), parameters));
    }

    private static void addFitted(Map<String, String> parameters, FittedAs fitted) {
        parameters.put("strategy", fitted.strategy());
        parameters.put("prophet-regressors", fitted.prophetRegressors());
    }

    /** @return the folder with what the job left */
    private Path forecasts(
            String run, Instant issue, ModelPackage model, boolean stale, JobContext features, Path corrections)
            throws IOException {
        Map<String, String> parameters = Map.of(
                "run-id", run,
                "issued-at", issue.toString(),
                "model-version", model.modelVersion(),
                "model-stale", Boolean.toString(stale),
                "model-sha256", model.sha256());
        return times.of("forecasting", () -> home.room("forecast")
                        .input("features", features.processingOutput("features"))
                        .input(
                                "model",
                                Objects.requireNonNull(
                                        bench.pathOf(model.modelData()).getParent()))
                        .input("topology", home.topology())
                        .input("config", home.config())
                        .input("interval-corrections", corrections)
                        .run(new ForecastJob(), parameters))
                .processingOutput("forecasts");
    }
}
