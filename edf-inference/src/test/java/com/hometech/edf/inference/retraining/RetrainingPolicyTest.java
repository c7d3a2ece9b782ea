package com.hometech.edf.inference.retraining;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.config.MonitoringConfig.RetrainingConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.inference.retraining.RetrainingDecision.Outcome;
import com.hometech.edf.inference.retraining.RetrainingFacts.Challenger;
import com.hometech.edf.inference.retraining.Training.Cause;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetrainingPolicyTest {
    private static final Instant AS_OF = Instant.parse("2026-11-22T06:30:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final int BUILDINGS = 40;
    /** Every 90 days, 14 days apart, from 20 % of drifted buildings on, not from 10 % of faulty ones on. */
    private static final RetrainingConfig RULES = RetrainingConfig.defaults();

    private List<Alarm> alarms = new ArrayList<>();
    private @Nullable String badAccuracy;
    private @Nullable LocalDate newestScored = TODAY.minusDays(1);
    private @Nullable LocalDate newestModel = TODAY.minusDays(30);
    private List<Training> trainings = List.of();
    private Map<String, TrainingStatus> executions = new TreeMap<>();
    private @Nullable Challenger challenger;

    private RetrainingDecision decide() {
        return decide(RULES);
    }

    private RetrainingDecision decide(RetrainingConfig rules) {
        return new RetrainingPolicy(rules)
                .decide(new RetrainingFacts(
                        Quantity.CONSUMPTION,
                        AS_OF,
                        BUILDINGS,
                        alarms,
                        badAccuracy,
                        newestScored,
                        newestModel,
                        trainings,
                        executions,
                        challenger));
    }

    private static Alarm alarm(Scope scope, String subject, @Nullable Quantity quantity, Remedy remedy) {
        return new Alarm(
                "drift", "level", scope, subject, quantity, TODAY, TODAY, remedy, "Everything moved.", "Look.");
    }

    private void buildings(int number, Remedy remedy) {
        IntStream.range(0, number)
                .forEach(building -> alarms.add(alarm(Scope.BUILDING, "b" + building, Quantity.CONSUMPTION, remedy)));
    }

    @Test
    void nothingAsksForAModelWithoutAReason() {
        RetrainingDecision decision = decide();
        assertThat(decision.outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(decision.text()).isEqualTo("Nothing asks for a new model. The calendar does on 2027-01-21.");
    }

    @Test
    void aDriftOfAllBuildingsAsksForAModelWithAnExecutionOfItsDay() {
        alarms.add(alarm(Scope.FLEET, "", Quantity.CONSUMPTION, Remedy.RETRAIN));

        Training training = decide().training().orElseThrow();

        assertThat(training)
                .isEqualTo(new Training(
                        Quantity.CONSUMPTION,
                        AS_OF,
                        Cause.DRIFT,
                        "retrain-consumption-20261122-drift",
                        "drift: Everything moved."));
    }

    @Test
    void buildingsThatDriftedAskForAModelTogether() {
        buildings(7, Remedy.RETRAIN);
        assertThat(decide().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);

        buildings(8, Remedy.RETRAIN);
        assertThat(decide().training().orElseThrow().reason())
                .isEqualTo("drift: 8 of 40 buildings have drifted, such as: Everything moved.");
    }

    @Test
    void alarmsOfAnotherQuantityOrThatRetrainingDoesNotHelpAskForNothing() {
        alarms.add(alarm(Scope.FLEET, "", Quantity.SOLAR, Remedy.RETRAIN));
        alarms.add(alarm(Scope.FLEET, "", Quantity.CONSUMPTION, Remedy.LOOK));
        alarms.add(alarm(Scope.FLEET, "", null, Remedy.REPAIR_DATA));
        assertThat(decide().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    }

    @Test
    void badAccuracyGoesBeforeDriftAndDriftBeforeTheCalendar() {
        newestModel = TODAY.minusDays(90);
        assertThat(decide().training().orElseThrow())
                .extracting(Training::cause, Training::reason)
                .containsExactly(Cause.CALENDAR, "calendar: the newest model is 90 days old");
        alarms.add(alarm(Scope.SITE, "berlin", null, Remedy.RETRAIN));
        assertThat(decide().training().orElseThrow().cause()).isEqualTo(Cause.DRIFT);
        badAccuracy = "Forecasts are worse.";
        assertThat(decide().training().orElseThrow())
                .extracting(Training::cause, Training::reason)
                .containsExactly(Cause.ACCURACY, "accuracy: Forecasts are worse.");
    }

    @Test
    void theCalendarCountsFromTheNewestModelAndCanBeSwitchedOff() {
        newestModel = TODAY.minusDays(200);
        assertThat(decide().outcome()).isEqualTo(Outcome.TRAIN);
        assertThat(decide(new RetrainingConfig(true, 0, 14, 0.2, 0.1, false)).text())
                .isEqualTo("Nothing asks for a new model.");
        assertThat(decide(new RetrainingConfig(false, 90, 14, 0.2, 0.1, false)).outcome())
                .isEqualTo(Outcome.NOTHING_TO_DO);
    }

    @Test
    void aTrainingThatFailedIsTriedAgainAfterAWhile() {
        newestModel = TODAY.minusDays(200);
        trainings = List.of(training(13, 1));
        executions.put(trainings.get(0).execution(), TrainingStatus.FAILED);
        assertThat(decide().outcome()).isEqualTo(Outcome.HELD_BACK);
        assertThat(decide().text()).contains("the next may be trained on 2026-11-23");
        trainings = List.of(training(14, 1));
        executions.put(trainings.get(0).execution(), TrainingStatus.FAILED);
        assertThat(decide().outcome()).isEqualTo(Outcome.TRAIN);
    }

    @Test
    void aTrainingThatWasStoppedIsTriedAgainAtOnceUnderAnotherName() {
        newestModel = TODAY.minusDays(200);
        trainings = List.of(training(0, 1));
        executions.put("retrain-consumption-20261122-calendar", TrainingStatus.STOPPED);

        assertThat(decide().training()).map(Training::execution).contains("retrain-consumption-20261122-calendar-2");
        assertThat(decide().text())
                .contains("is trained by retrain-consumption-20261122-calendar-2")
                .contains("(attempts that were stopped before their end: retrain-consumption-20261122-calendar)");

        trainings = List.of(training(1, 1));
        executions.put("retrain-consumption-20261121-calendar", TrainingStatus.STOPPED);
        assertThat(decide().training())
                .as("the next day")
                .map(Training::execution)
                .contains("retrain-consumption-20261122-calendar");
        newestScored = null;
        assertThat(decide().outcome()).as("nothing new to learn from").isEqualTo(Outcome.HELD_BACK);
    }

    @Test
    void threeTrainingsThatWereStoppedAreForAPerson() {
        newestModel = TODAY.minusDays(200);
        trainings = List.of(training(1, 1), training(0, 1), training(0, 2));
        trainings.forEach(training -> executions.put(training.execution(), TrainingStatus.STOPPED));

        assertThat(decide().outcome()).isEqualTo(Outcome.HELD_BACK);
        assertThat(decide().text()).contains("retrain-consumption-20261122-calendar-2 were stopped", "redrive one");
    }

    @Test
    void whatBecameOfTodaysTrainingIsSaid() {
        badAccuracy = "Forecasts are worse.";
        trainings = List.of(training(0, 1));
        String name = trainings.get(0).execution();
        executions.put(name, TrainingStatus.RUNNING);
        assertThat(decide().text()).contains("no other is started: " + name + " trains it.");
        executions.put(name, TrainingStatus.FAILED);
        assertThat(decide().outcome()).isEqualTo(Outcome.HELD_BACK);
        assertThat(decide().text()).contains(name + " failed", "on 2026-12-06");
        executions.put(name, TrainingStatus.SUCCEEDED);
        assertThat(decide().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    }

    private static Training training(int daysAgo, int attempt) {
        return Training.asked(
                Quantity.CONSUMPTION, AS_OF.minusSeconds(daysAgo * 86_400L), Cause.CALENDAR, "it is old", attempt);
    }

    @Test
    void theCalendarWaitsWhileNoReadingsArrive() {
        newestModel = TODAY.minusDays(200);
        newestScored = TODAY.minusDays(8);
        assertThat(decide().outcome()).isEqualTo(Outcome.HELD_BACK);
        assertThat(decide().text()).contains("no forecast could be scored with readings of a day after 2026-11-14");
        newestScored = null;
        assertThat(decide().outcome()).isEqualTo(Outcome.HELD_BACK);
        newestScored = TODAY.minusDays(7);
        assertThat(decide().outcome()).isEqualTo(Outcome.TRAIN);
        newestScored = null;
        alarms.add(alarm(Scope.SITE, "berlin", null, Remedy.RETRAIN));
        assertThat(decide().training().orElseThrow().cause())
                .as("found in readings")
                .isEqualTo(Cause.DRIFT);
    }

    @Test
    void noModelLearnsFromFaultyData() {
        badAccuracy = "Forecasts are worse.";
        buildings(3, Remedy.REPAIR_DATA);
        assertThat(decide().outcome()).as("a few faulty meters").isEqualTo(Outcome.TRAIN);
        buildings(4, Remedy.REPAIR_DATA);
        assertThat(decide().text()).contains("Forecasts are worse.", "the data of 4 of 40 buildings are faulty");
        assertThat(decide().outcome()).isEqualTo(Outcome.HELD_BACK);
        alarms = new ArrayList<>(List.of(alarm(Scope.SITE, "berlin", null, Remedy.REPAIR_DATA)));
        assertThat(decide().outcome()).as("weather of a site").isEqualTo(Outcome.HELD_BACK);
        assertThat(decide().text()).contains("data are faulty");
        alarms = new ArrayList<>(List.of(new Alarm(
                "quality",
                Alarm.READINGS_ENDED,
                Scope.FLEET,
                "",
                Quantity.CONSUMPTION,
                TODAY,
                TODAY,
                Remedy.REPAIR_DATA,
                "No readings arrive.",
                "Ask.")));
        assertThat(decide().text()).contains("readings are missing that it should learn from. No readings arrive.");
    }

    @Test
    void oneTrainingAtATimeAndNotTooOften() {
        badAccuracy = "Forecasts are worse.";
        newestModel = TODAY.minusDays(13);
        assertThat(decide().text()).contains("the next may be trained on 2026-11-23");
        newestModel = TODAY.minusDays(14);
        assertThat(decide().outcome()).isEqualTo(Outcome.TRAIN);
        executions.put("by-hand", TrainingStatus.RUNNING);
        assertThat(decide().text()).contains("a training runs: by-hand");
        executions.put("by-hand", TrainingStatus.STOPPED);
        challenger = new Challenger("EDF/4", TODAY.minusDays(20), null);
        assertThat(decide().text()).contains("EDF/4 waits for a decision. Its forecasts were not scored");
        assertThat(decide().outcome()).isEqualTo(Outcome.HELD_BACK);
    }

    @Test
    void theSameDayAsksForTheSameUntilItHasBegun() {
        badAccuracy = "Forecasts are worse.";
        Training asked = decide().training().orElseThrow();
        trainings = List.of(asked);
        badAccuracy = "Forecasts are worse by another number.";
        assertThat(decide().training()).contains(asked);
    }

    @Test
    void aLongReasonIsCutToWhatTheWorkflowTakes() {
        badAccuracy = Stream.generate(() -> "worse").limit(100).reduce("", (all, word) -> all + " " + word);
        assertThat(decide().training().orElseThrow().reason())
                .hasSizeLessThanOrEqualTo(200)
                .endsWith("…");
    }
}
