package com.hometech.edf.cli.simulation;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.simulation.SimulatedRetraining.Decided;
import com.hometech.edf.cli.simulation.SimulatedRetraining.Fitted;
import com.hometech.edf.common.config.DailySchedule;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.job.JobContext.Progress;
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
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.retraining.RetrainingState.Approval;
import com.hometech.edf.monitoring.simulation.DailyOperation;
import com.hometech.edf.monitoring.simulation.SimulatedClock;
import com.hometech.edf.monitoring.simulation.SimulatedDay;
import com.hometech.edf.monitoring.simulation.SimulatedDay.Training;
import com.hometech.edf.monitoring.simulation.SimulationEvent;
import com.hometech.edf.monitoring.simulation.SimulationEvent.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a day's imports and the daily workflows do, by the same use cases and jobs, one after the other: import, forecast, load,
 * track accuracy, watch, retrain. State machines, handlers and Spark are left out: they would take longer than the work.
 */
public final class SimulatedOperation implements DailyOperation {
    private final Workbench bench;
    private final SimulatedClock clock;
    private final SimulatedHome home;
    private final StepTimes times;
    private final SimulatedTraining training;
    private final SimulatedForecast forecast;
    private final SimulatedChecks checks;
    private final SimulatedRetraining retraining;

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
        this.forecast = new SimulatedForecast(home, times);
        this.checks = new SimulatedChecks(home);
        this.retraining = new SimulatedRetraining(bench, training);
    }

    @Override
    public Folders folders() {
        return new Folders(
                home.table(home.readings()),
                bench.pathOf(bench.places().forecastOutputs()),
                bench.pathOf(bench.places().accuracy()));
    }

    @Override
    public SimulatedDay run(LocalDate day, Instant issue, Path delivery) throws IOException {
        bench.publishConfiguration();
        clock.set(issue);
        Day work = new Day(day);
        Optional<ImportSummary> imported = times.of("importing", () -> importing(delivery));
        work.fitFirst(issue);
        RunManifest run = forecast.run(day, issue);
        clock.set(at(day, bench.config().edfMonitoring().accuracy().schedulerExpression(), issue));
        AccuracySummary accuracy = times.of("tracking accuracy", () -> checks.accuracy(day));
        work.report(imported, run, accuracy);
        clock.set(at(day, bench.config().edfMonitoring().watch().schedulerExpression(), issue));
        work.take(times.of("watching", () -> checks.watch(day)));
        work.take(retraining.decide());
        return new SimulatedDay(day, work.events, work.alarms, run.modelVersion(), work.trainings);
    }

    /** When a schedule of the day starts; never before the daily run. */
    private Instant at(LocalDate day, String schedule, Instant issue) {
        Instant time = DailySchedule.parse(
                        schedule, bench.config().edfInference().schedulerTimezone())
                .on(day);
        return time.isBefore(issue) ? issue : time;
    }

    private Optional<ImportSummary> importing(Path delivery) throws IOException {
        if (!Files.isDirectory(delivery)) {
            return Optional.empty();
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
        return Optional.of(importer.run(delivery, bench.emptyDirectory("import"), Progress.SILENT));
    }

    /** What is to be told of one day. */
    private final class Day {
        private final LocalDate day;
        private final List<SimulationEvent> events = new ArrayList<>();
        private final List<Alarm> alarms = new ArrayList<>();
        private final List<Training> trainings = new ArrayList<>();

        Day(LocalDate day) {
            this.day = day;
        }

        private void add(Kind kind, String text) {
            events.add(new SimulationEvent(day, kind, text));
        }

        /** Fits the first model, which goes live; told again where the day was interrupted after that. */
        void fitFirst(Instant issue) throws IOException {
            if (bench.platform().models().approved(bench.modelGroup()).isEmpty()) {
                String reason = "there was no model";
                training.approve(training.run(execution(), issue, reason), "the first model of a simulation");
            }
            training.find(execution()).ifPresent(model -> {
                trainings.add(new Training(day, "there was no model", model.modelVersion()));
                add(Kind.TRAINING, model.modelVersion() + " was fitted, with what lies before this day");
                add(Kind.MODEL, model.modelVersion() + " goes live, as the first");
            });
        }

        void take(Decided decided) {
            for (Approval approval : decided.outcome().approvals()) {
                add(Kind.MODEL, approval.modelVersion() + " goes live: " + approval.reason());
            }
            for (Fitted fitted : decided.fitted()) {
                trainings.add(new Training(
                        day, fitted.asked().reason(), fitted.model().modelVersion()));
                add(
                        Kind.TRAINING,
                        fitted.model().modelVersion() + " was fitted and waits for approval: "
                                + fitted.asked().reason());
            }
        }

        private String execution() {
            return "simulated-training-" + day;
        }

        void report(Optional<ImportSummary> imported, RunManifest run, AccuracySummary accuracy) {
            long readings = imported.stream()
                    .flatMap(summary -> summary.report().tables().stream())
                    .filter(totals -> totals.table().equals(home.readings()))
                    .mapToLong(TableTotals::accepted)
                    .sum();
            StringBuilder text = new StringBuilder(Numbers.count(readings))
                    .append(" readings arrived, ")
                    .append(run.buildings())
                    .append(" buildings were forecast with ")
                    .append(run.modelVersion());
            for (QuantityAccuracy quantity : accuracy.quantities()) {
                if (quantity.quantity() == bench.config().edfFeatureEng().quantity()) {
                    quantity.days().stream()
                            .filter(scored -> scored.day().equals(day.minusDays(1)) && scored.judged())
                            .findFirst()
                            .ifPresent(scored -> text.append("; yesterday: WAPE ")
                                    .append(percent(scored, AccuracyScores.WAPE))
                                    .append(", ")
                                    .append(percent(scored, AccuracyScores.COVERAGE))
                                    .append(" inside the interval"));
                }
                quantity.checks().stream()
                        .filter(Check::alarm)
                        .map(check -> alarm(quantity.quantity(), check))
                        .forEach(alarms::add);
            }
            add(Kind.DAY, text.toString());
        }

        private static String percent(DayScores day, String metric) {
            return Numbers.fixed(day.leads().get(0).score(Candidate.MODEL, metric), 1) + " %";
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
                    "See the accuracy report for the buildings that have most to do with it.");
        }

        void take(WatchSummary found) {
            alarms.addAll(found.alarms());
            for (Finding finding : found.watches()) {
                if (finding.failure() != null) {
                    add(Kind.FAILURE, "the check \"" + finding.watch() + "\" failed: " + finding.failure());
                }
            }
        }
    }
}
