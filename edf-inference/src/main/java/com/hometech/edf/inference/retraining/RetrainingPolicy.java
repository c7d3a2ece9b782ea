package com.hometech.edf.inference.retraining;

import com.hometech.edf.common.config.MonitoringConfig.RetrainingConfig;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.inference.retraining.RetrainingDecision.Outcome;
import com.hometech.edf.inference.retraining.RetrainingFacts.Challenger;
import com.hometech.edf.inference.retraining.Training.Cause;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules by which a new model is trained. The same facts give the same decision; nothing is asked of any service, so a
 * simulation can call it day by day.
 *
 * <p>Bad accuracy asks for a new model, then alarms that retraining remedies, then the calendar. Whatever asks is held back while
 * data are faulty (a model must not learn from them), while a training runs, while a new model is being compared, and for some days
 * after the last training that came to a result. The calendar waits as well while no readings arrive: there would be nothing new to
 * learn from. A training that was stopped is tried again, a few times.
 */
public final class RetrainingPolicy {
    /** Readings that are older are no news. */
    private static final int MOST_DAYS_WITHOUT_READINGS = 7;

    /** So many trainings that were stopped, within the days between two trainings, are not followed by another. */
    private static final int MOST_ATTEMPTS = 3;

    private final RetrainingConfig rules;

    public RetrainingPolicy(RetrainingConfig rules) {
        this.rules = rules;
    }

    /** A reason for a training. */
    private record Wish(Cause cause, String reason) {}

    /**
     * Decides for a day. Again on the same day, with the training that it asked for among the facts, it asks for the same until that has
     * begun, and for another attempt where it was stopped.
     */
    public RetrainingDecision decide(RetrainingFacts facts) {
        if (!rules.enabled()) {
            return nothing(facts, "Models are trained by hand only: edf_monitoring.retraining.enabled is false.");
        }
        List<Training> today = facts.trainings().stream()
                .filter(training -> training.day().equals(facts.today()))
                .toList();
        if (!today.isEmpty()) {
            Training last = today.get(today.size() - 1);
            TrainingStatus status = facts.executions().get(last.execution());
            if (status == null) {
                return train(facts, last); // whoever asked for it was killed before it was started
            }
            if (status != TrainingStatus.STOPPED) {
                return asked(facts, last, status);
            }
        }
        Optional<Wish> wish = wish(facts);
        if (wish.isEmpty()) {
            return nothing(facts, "Nothing asks for a new model." + calendar(facts));
        }
        Optional<String> obstacle = obstacle(facts, wish.get().cause());
        if (obstacle.isPresent()) {
            return new RetrainingDecision(
                    facts.quantity(),
                    Outcome.HELD_BACK,
                    "A new model is asked for (" + wish.get().reason() + "), but not trained now: " + obstacle.get(),
                    null);
        }
        return train(
                facts,
                Training.asked(
                        facts.quantity(),
                        facts.asOf(),
                        wish.get().cause(),
                        wish.get().reason(),
                        today.size() + 1));
    }

    /** What became of the training of today. */
    private RetrainingDecision asked(RetrainingFacts facts, Training training, TrainingStatus status) {
        if (status == TrainingStatus.SUCCEEDED) {
            return nothing(facts, "The model that was asked for today is trained (" + training.execution() + ").");
        }
        String what = status == TrainingStatus.RUNNING
                ? training.execution() + " trains it."
                : training.execution() + " failed; look at why. The next may be trained on "
                        + facts.today().plusDays(rules.minDaysBetween()) + ".";
        return new RetrainingDecision(
                facts.quantity(),
                Outcome.HELD_BACK,
                "A new model is asked for (" + training.reason() + "), and no other is started: " + what,
                null);
    }

    private static RetrainingDecision nothing(RetrainingFacts facts, String text) {
        return new RetrainingDecision(facts.quantity(), Outcome.NOTHING_TO_DO, text, null);
    }

    private RetrainingDecision train(RetrainingFacts facts, Training training) {
        List<String> stopped = stopped(facts);
        return new RetrainingDecision(
                facts.quantity(),
                Outcome.TRAIN,
                "A new model is trained by " + training.execution() + ". " + training.reason()
                        + (stopped.isEmpty()
                                ? ""
                                : " (attempts that were stopped before their end: " + String.join(", ", stopped) + ")"),
                training);
    }

    /** Names of the trainings of the last days that came to no result. */
    private List<String> stopped(RetrainingFacts facts) {
        return facts.trainings().stream()
                .filter(training -> facts.today().isBefore(training.day().plusDays(rules.minDaysBetween())))
                .map(Training::execution)
                .filter(name -> facts.executions().get(name) == TrainingStatus.STOPPED)
                .toList();
    }

    private Optional<Wish> wish(RetrainingFacts facts) {
        return Stream.of(accuracy(facts), drift(facts), age(facts))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Wish> accuracy(RetrainingFacts facts) {
        return Optional.ofNullable(facts.badAccuracy()).map(text -> new Wish(Cause.ACCURACY, "accuracy: " + text));
    }

    private Optional<Wish> drift(RetrainingFacts facts) {
        List<Alarm> drifted = of(facts, Remedy.RETRAIN);
        Optional<Alarm> ofMany = drifted.stream()
                .filter(alarm -> alarm.scope() != Scope.BUILDING)
                .findFirst();
        if (ofMany.isPresent()) {
            return Optional.of(new Wish(Cause.DRIFT, "drift: " + ofMany.get().text()));
        }
        long buildings = buildings(drifted);
        return reaches(buildings, facts.buildings(), rules.minDriftedShare())
                ? Optional.of(new Wish(
                        Cause.DRIFT,
                        String.format(
                                Locale.ROOT,
                                "drift: %,d of %,d buildings have drifted, such as: %s",
                                buildings,
                                facts.buildings(),
                                drifted.get(0).text())))
                : Optional.empty();
    }

    private Optional<Wish> age(RetrainingFacts facts) {
        return due(facts)
                .filter(due -> !due.isAfter(facts.today()))
                .map(due -> new Wish(
                        Cause.CALENDAR,
                        String.format(
                                Locale.ROOT,
                                "calendar: the newest model is %,d days old",
                                rules.everyDays() + ChronoUnit.DAYS.between(due, facts.today()))));
    }

    /** Day on which the calendar asks for a new model; empty where it never does. */
    private Optional<LocalDate> due(RetrainingFacts facts) {
        return rules.everyDays() == 0
                ? Optional.empty()
                : Optional.ofNullable(facts.newestModel()).map(day -> day.plusDays(rules.everyDays()));
    }

    private String calendar(RetrainingFacts facts) {
        return due(facts).map(day -> " The calendar does on " + day + ".").orElse("");
    }

    /** The newest model, or the newest training that came to a result, be it that no model can be made. */
    private static Optional<LocalDate> last(RetrainingFacts facts) {
        return Stream.concat(
                        Stream.ofNullable(facts.newestModel()),
                        facts.trainings().stream()
                                .filter(training -> facts.executions().containsKey(training.execution())
                                        && facts.executions().get(training.execution()) != TrainingStatus.STOPPED)
                                .map(Training::day))
                .max(LocalDate::compareTo);
    }

    private Optional<String> obstacle(RetrainingFacts facts, Cause cause) {
        return Stream.of(
                        faultyData(facts),
                        nothingNew(facts, cause),
                        running(facts),
                        comparison(facts),
                        recent(facts),
                        stoppedTooOften(facts))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> faultyData(RetrainingFacts facts) {
        List<Alarm> faulty = of(facts, Remedy.REPAIR_DATA);
        Optional<Alarm> ofMany =
                faulty.stream().filter(alarm -> alarm.scope() != Scope.BUILDING).findFirst();
        if (ofMany.isPresent()) {
            String why = ofMany.get().kind().equals(Alarm.READINGS_ENDED)
                    ? "readings are missing that it should learn from. "
                    : "data are faulty, and a model must not learn from them. ";
            return Optional.of(why + ofMany.get().text());
        }
        long buildings = buildings(faulty);
        return reaches(buildings, facts.buildings(), rules.maxFaultyShare())
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the data of %,d of %,d buildings are faulty, and a model must not learn from them.",
                        buildings,
                        facts.buildings()))
                : Optional.empty();
    }

    /** Bad accuracy and drift are found in readings that arrived. */
    private static Optional<String> nothingNew(RetrainingFacts facts, Cause cause) {
        LocalDate newest = facts.newestScored();
        boolean arrives = newest != null && !newest.isBefore(facts.today().minusDays(MOST_DAYS_WITHOUT_READINGS));
        return cause != Cause.CALENDAR || arrives
                ? Optional.empty()
                : Optional.of("no forecast could be scored with readings "
                        + (newest == null ? "yet" : "of a day after " + newest)
                        + ", so there is nothing new to learn from. Where readings have arrived since, accuracy was not"
                        + " tracked: run its workflow.");
    }

    private static Optional<String> running(RetrainingFacts facts) {
        List<String> running = facts.executions().entrySet().stream()
                .filter(execution -> execution.getValue() == TrainingStatus.RUNNING)
                .map(Map.Entry::getKey)
                .toList();
        return running.isEmpty()
                ? Optional.empty()
                : Optional.of("a training runs: " + String.join(", ", running) + ".");
    }

    private Optional<String> stoppedTooOften(RetrainingFacts facts) {
        List<String> stopped = stopped(facts);
        return stopped.size() < MOST_ATTEMPTS
                ? Optional.empty()
                : Optional.of(String.join(", ", stopped)
                        + " were stopped before their end. Find out what stopped them, and redrive one"
                        + " or train by hand.");
    }

    private static Optional<String> comparison(RetrainingFacts facts) {
        return Optional.ofNullable(facts.challenger()).map(RetrainingPolicy::stillOpen);
    }

    private static String stillOpen(Challenger challenger) {
        return challenger.modelVersion() + " waits for a decision. "
                + (challenger.comparison() == null
                        ? "Its forecasts were not scored beside the others yet."
                        : challenger.comparison().text());
    }

    private Optional<String> recent(RetrainingFacts facts) {
        return last(facts)
                .filter(day -> facts.today().isBefore(day.plusDays(rules.minDaysBetween())))
                .map(day -> "the newest model, or training, is of " + day + "; the next may be trained on "
                        + day.plusDays(rules.minDaysBetween()) + ".");
    }

    private static List<Alarm> of(RetrainingFacts facts, Remedy remedy) {
        return facts.alarms().stream()
                .filter(alarm -> alarm.remedy() == remedy)
                .sorted()
                .toList();
    }

    private static long buildings(List<Alarm> alarms) {
        return alarms.stream().map(Alarm::subject).distinct().count();
    }

    private static boolean reaches(long part, int whole, double share) {
        return part > 0 && part >= share * whole;
    }
}
