package com.hometech.edf.cli.simulation;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.config.DailySchedule;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.accuracy.AccuracyScores;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.Check;
import com.hometech.edf.data.accuracy.AccuracySummary.DayScores;
import com.hometech.edf.data.accuracy.AccuracySummary.QuantityAccuracy;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.importing.ImportFolder;
import com.hometech.edf.data.importing.ImportSummary;
import com.hometech.edf.data.importing.ImportTarget;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.quality.DataQualityReport.TableTotals;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.data.watch.WatchSummary;
import com.hometech.edf.data.watch.WatchSummary.Finding;
import com.hometech.edf.features.spark.InferenceFeaturesJob;
import com.hometech.edf.inference.accuracy.ReportAccuracy;
import com.hometech.edf.inference.artifact.FittedAs;
import com.hometech.edf.inference.correction.IntervalCorrections;
import com.hometech.edf.inference.forecast.ForecastJob;
import com.hometech.edf.inference.load.LoadForecasts;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.registry.ChooseModel;
import com.hometech.edf.inference.registry.ChooseModel.Choice;
import com.hometech.edf.inference.watch.ReportMonitoring;
import com.hometech.edf.monitoring.accuracy.TrackAccuracy;
import com.hometech.edf.monitoring.simulation.DailyOperation;
import com.hometech.edf.monitoring.simulation.SimulatedClock;
import com.hometech.edf.monitoring.simulation.SimulatedDay;
import com.hometech.edf.monitoring.simulation.SimulatedDay.Training;
import com.hometech.edf.monitoring.simulation.SimulationEvent;
import com.hometech.edf.monitoring.simulation.SimulationEvent.Kind;
import com.hometech.edf.monitoring.watch.RunWatches;
import com.hometech.edf.monitoring.watch.WatchInputs;
import com.hometech.edf.monitoring.watch.WatchJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;

/**
 * What a day's imports and the daily workflows do, by the same use cases and jobs, one after the other: import, forecast, load,
 * track accuracy, watch. State machines, handlers and Spark are left out: they would take longer than the work.
 */
public final class SimulatedOperation implements DailyOperation {
    private final Workbench bench;
    private final SimulatedClock clock;
    private final SimulatedHome home;
    private final StepTimes times;
    private final SimulatedTraining training;

    /**
     * Prepares the days.
     *
     * @param bench a home of its own, with the clock
     * @param times where the time that steps take is noted
     */
    public SimulatedOperation(Workbench bench, SimulatedClock clock, StepTimes times) {
        this.bench = bench;
        this.clock = clock;
        this.home = new SimulatedHome(bench);
        this.times = times;
        this.training = new SimulatedTraining(home, times);
    }

    @Override
    public SimulatedDay run(LocalDate day, Instant issue, Path delivery) throws IOException {
        bench.publishConfiguration();
        clock.set(issue);
        Day work = new Day(day, issue);
        times.of("importing", () -> work.importing(delivery));
        if (bench.platform().models().approved(bench.modelGroup()).isEmpty()) {
            work.fitFirst();
        }
        long rows = work.forecasting();
        clock.set(at(day, bench.config().edfMonitoring().accuracy().schedulerExpression(), issue));
        AccuracySummary accuracy = times.of("tracking accuracy", work::tracking);
        clock.set(at(day, bench.config().edfMonitoring().watch().schedulerExpression(), issue));
        times.of("watching", () -> work.watching());
        work.report(rows, accuracy);
        return new SimulatedDay(day, work.events, work.alarms, work.trainings);
    }

    /** When a schedule of the day starts; never before the daily run. */
    private Instant at(LocalDate day, String schedule, Instant issue) {
        Instant time = DailySchedule.parse(
                        schedule, bench.config().edfInference().schedulerTimezone())
                .on(day);
        return time.isBefore(issue) ? issue : time;
    }

    /** The work of one day. */
    private final class Day {
        private final LocalDate day;
        private final Instant issue;
        private final List<SimulationEvent> events = new ArrayList<>();
        private final List<Alarm> alarms = new ArrayList<>();
        private final List<Training> trainings = new ArrayList<>();
        private long readings;
        private String model = "";

        Day(LocalDate day, Instant issue) {
            this.day = day;
            this.issue = issue;
        }

        private void add(Kind kind, String text) {
            events.add(new SimulationEvent(day, kind, text));
        }

        boolean importing(Path delivery) throws IOException {
            if (!Files.isDirectory(delivery)) {
                add(Kind.FAILURE, "nothing arrived");
                return false;
            }
            ImportTarget target = new ImportTarget(
                    bench.places().processedData(),
                    bench.places().weatherForecast(),
                    bench.places().calendarTopology());
            ImportFolder importer = new ImportFolder(
                    bench.platform().objects(),
                    target,
                    bench.config().dataQuality(),
                    TimeStep.of(bench.config().edfFeatureEng().step()),
                    clock);
            ImportSummary summary = importer.run(delivery, bench.emptyDirectory("import"), Progress.SILENT);
            readings = summary.report().tables().stream()
                    .filter(totals -> totals.table().equals(home.readings()))
                    .mapToLong(TableTotals::accepted)
                    .sum();
            return true;
        }

        void fitFirst() throws IOException {
            String execution = "simulated-training-" + day;
            ModelPackage fitted = training.run(execution, issue);
            training.approve(fitted, "the first model of a simulation");
            trainings.add(
                    new Training(day, "there was no model", fitted.modelVersion(), "went live as the first model"));
            add(Kind.TRAINING, fitted.modelVersion() + " was fitted, with what lies before this day");
            add(Kind.MODEL, fitted.modelVersion() + " goes live");
        }

        /** @return how many buildings have forecasts */
        long forecasting() throws IOException {
            Choice choice = new ChooseModel(bench.platform()).choose(bench.modelGroup());
            model = choice.model().modelVersion();
            Map<String, String> parameters = new TreeMap<>();
            parameters.put("issued-at", issue.toString());
            choice.fitted().ifPresent(fitted -> addFitted(parameters, fitted));
            JobContext features = times.of("features to forecast with", () -> home.featureRoom("features-inference")
                    .run(InferenceFeaturesJob.inOneJvm(), parameters));
            String run = "simulated-" + day;
            Map<String, String> asked = Map.of(
                    "run-id", run,
                    "issued-at", issue.toString(),
                    "model-version", model,
                    "model-stale", Boolean.toString(choice.stale()),
                    "model-sha256", choice.model().sha256());
            JobContext forecast =
                    times.of("forecasting", () -> forecastRoom(choice, features).run(new ForecastJob(), asked));
            ObjectUri prefix =
                    bench.places().forecastOutput(bench.config().general().inferenceStateMachineBase(), run);
            return times.of("loading", () -> {
                home.publish(forecast.processingOutput("forecasts"), prefix);
                new LoadForecasts(bench.platform())
                        .withIndex(bench.places().forecastIndex())
                        .load(prefix, run);
                return RunManifest.parse(
                                Files.readString(
                                        forecast.processingOutput("forecasts").resolve(RunManifest.FILE_NAME)),
                                RunManifest.FILE_NAME)
                        .buildings();
            });
        }

        private JobRoom forecastRoom(Choice choice, JobContext features) {
            return home.room("forecast")
                    .input("features", features.processingOutput("features"))
                    .input(
                            "model",
                            Objects.requireNonNull(
                                    bench.pathOf(choice.model().modelData()).getParent()))
                    .input("topology", home.topology())
                    .input("interval-corrections", accuracyFolder().resolve(IntervalCorrections.FOLDER))
                    .input("config", home.config());
        }

        private static void addFitted(Map<String, String> parameters, FittedAs fitted) {
            parameters.put("strategy", fitted.strategy());
            parameters.put("prophet-regressors", fitted.prophetRegressors());
        }

        AccuracySummary tracking() throws IOException {
            Map<Quantity, Path> readingsOf = new EnumMap<>(Quantity.class);
            for (Quantity quantity : Quantity.values()) {
                if (Files.isDirectory(home.table(quantity.table()))) {
                    readingsOf.put(quantity, home.table(quantity.table()));
                }
            }
            TrackAccuracy.Inputs inputs = new TrackAccuracy.Inputs(
                    bench.pathOf(bench.places().forecastOutputs()),
                    bench.pathOf(bench.places().forecastIndex()),
                    readingsOf,
                    accuracyFolder());
            ObjectUri output = bench.places()
                    .accuracyOutput(bench.config().general().accuracyStateMachineBase(), "simulated-" + day);
            Path folder = Files.createDirectories(bench.pathOf(output));
            AccuracySummary summary =
                    new TrackAccuracy(bench.config(), inputs, clock.instant(), Progress.SILENT).run(folder);
            new ReportAccuracy(bench.platform()).report(output, bench.places().accuracy());
            FileUtils.deleteDirectory(folder.toFile());
            for (QuantityAccuracy quantity : summary.quantities()) {
                quantity.checks().stream()
                        .filter(Check::alarm)
                        .map(check -> alarm(quantity.quantity(), check))
                        .forEach(alarms::add);
            }
            return summary;
        }

        private Alarm alarm(Quantity quantity, Check check) {
            return new Alarm(
                    "accuracy",
                    check.name(),
                    Scope.FLEET,
                    "",
                    quantity,
                    check.since() == null ? day : check.since(),
                    day,
                    Remedy.LOOK,
                    check.text(),
                    "See edf accuracy.");
        }

        boolean watching() throws IOException {
            WatchInputs inputs = new WatchInputs(
                    bench.config(),
                    bench.topology(),
                    bench.pathOf(bench.places().processedData()),
                    home.weatherForecasts(),
                    bench.pathOf(bench.places().forecastOutputs()),
                    bench.pathOf(bench.places().forecastIndex()),
                    home.scratch("shadow-forecasts"),
                    accuracyFolder(),
                    bench.pathOf(bench.places().monitoring()),
                    clock.instant(),
                    Progress.SILENT);
            ObjectUri output = bench.places()
                    .monitoringOutput(bench.config().general().monitoringStateMachineBase(), "simulated-" + day);
            Path folder = Files.createDirectories(bench.pathOf(output));
            WatchSummary summary = new RunWatches(WatchJob.watches()).run(inputs, folder);
            new ReportMonitoring(bench.platform()).report(output, bench.places().monitoring());
            FileUtils.deleteDirectory(folder.toFile());
            alarms.addAll(summary.alarms());
            for (Finding finding : summary.watches()) {
                if (finding.failure() != null) {
                    add(Kind.FAILURE, "the check \"" + finding.watch() + "\" failed: " + finding.failure());
                }
            }
            return true;
        }

        void report(long buildings, AccuracySummary accuracy) {
            StringBuilder text = new StringBuilder();
            text.append(Numbers.count(readings)).append(" readings arrived, ");
            text.append(buildings).append(" buildings were forecast with ").append(model);
            LocalDate yesterday = day.minusDays(1);
            accuracy.quantities().stream()
                    .filter(found ->
                            found.quantity() == bench.config().edfFeatureEng().quantity())
                    .flatMap(found -> found.days().stream())
                    .filter(scored -> scored.day().equals(yesterday) && scored.judged())
                    .findFirst()
                    .ifPresent(scored -> text.append("; yesterday: WAPE ")
                            .append(percent(scored, AccuracyScores.WAPE))
                            .append(", ")
                            .append(percent(scored, AccuracyScores.COVERAGE))
                            .append(" inside the interval"));
            add(Kind.DAY, text.toString());
        }

        private static String percent(DayScores day, String metric) {
            return Numbers.fixed(day.leads().get(0).score(Candidate.MODEL, metric), 1) + " %";
        }
    }

    /** Where the history of accuracy is kept. */
    public Path accuracyFolder() {
        return bench.pathOf(bench.places().accuracy());
    }
}
