package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.Check;
import com.hometech.edf.data.accuracy.AccuracySummary.QuantityAccuracy;
import com.hometech.edf.data.accuracy.AccuracySummary.Unscored;
import com.hometech.edf.data.accuracy.HourCounts;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.data.watch.ChallengerComparison;
import com.hometech.edf.data.watch.ChallengerComparison.Difference;
import com.hometech.edf.data.watch.ChallengerComparison.Scores;
import com.hometech.edf.data.watch.ChallengerComparison.Verdict;
import com.hometech.edf.data.watch.WatchSummary;
import com.hometech.edf.inference.retraining.RetrainingState;
import com.hometech.edf.lambdas.DecideEdfRetrainingHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DecideEdfRetrainingHandlerTest extends HandlerTest {
    private static final ObjectUri MONITORING = ObjectUri.parse("s3://processed-data/monitoring/");
    private static final ObjectUri ACCURACY = ObjectUri.parse("s3://processed-data/accuracy/");
    /** Three weeks after the models of these tests are registered. */
    private static final Instant AS_OF = NOW.plus(Duration.ofDays(21));

    private static final LocalDate DAY = LocalDate.of(2016, 5, 31);
    private static final Alarm DRIFT = new Alarm(
            "drift",
            "level",
            Scope.FLEET,
            "",
            Quantity.CONSUMPTION,
            DAY,
            DAY,
            Remedy.RETRAIN,
            "All buildings use 20 % more.",
            "A model that has seen it forecasts better.");
    private static final EdfConfig AUTOMATIC =
            ConfigReader.parse("edf_monitoring: {retraining: {automatic_approval: true}}\n", "a test");

    @Test
    void aDriftStartsATrainingOfWhatWasKnown() {
        approvedModel("one");
        publish(AS_OF, List.of(DRIFT));

        assertThat(decide(EdfConfig.defaults()))
                .containsEntry(
                        "trainings",
                        List.of(Map.of(
                                "name",
                                "retrain-consumption-20160531-drift",
                                "input",
                                Map.of(
                                        "target", "consumption",
                                        "training_end", AS_OF.toString(),
                                        "reason", "drift: All buildings use 20 % more."))))
                .containsEntry("approved", List.of());
    }

    @Test
    @DisplayName(
            "fault 41: again with the same checks asks for the same; the next day waits, and an older day asks for nothing")
    void aRepeatAsksForTheSame() {
        approvedModel("one");
        publish(AS_OF, List.of(DRIFT));
        Map<String, Object> first = decide(EdfConfig.defaults());
        byte[] state = platform.objects().read(MONITORING.resolve(RetrainingState.FILE_NAME));

        assertThat(decide(EdfConfig.defaults())).isEqualTo(first);
        assertThat(platform.objects().read(MONITORING.resolve(RetrainingState.FILE_NAME)))
                .isEqualTo(state);
        assertThat(decide(EdfConfig.defaults(), "retrain-consumption-20160531-drift=RUNNING"))
                .containsEntry("trainings", List.of());
        assertThatThrownBy(() -> decide(EdfConfig.defaults(), "run=LOST"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"LOST\" is no status");

        publish(AS_OF.plus(Duration.ofDays(1)), List.of(DRIFT));
        assertThat(decide(EdfConfig.defaults(), "retrain-consumption-20160531-drift=FAILED"))
                .containsEntry("trainings", List.of());
        publish(AS_OF, List.of(DRIFT));
        assertThat(decide(EdfConfig.defaults()))
                .isEqualTo(Map.of("decisions", List.of(), "approved", List.of(), "trainings", List.of()));
    }

    @Test
    void badAccuracyOfTheLastDaysStartsATraining() {
        approvedModel("one");
        publish(AS_OF, List.of());
        accuracy(AS_OF.minus(Duration.ofDays(4)));
        assertThat(decide(EdfConfig.defaults())).containsEntry("trainings", List.of());

        accuracy(AS_OF.minus(Duration.ofMinutes(30)));
        assertThat(decide(EdfConfig.defaults()).get("trainings").toString())
                .contains("retrain-consumption-20160531-accuracy", "accuracy: Forecasts are bad.");
    }

    @Test
    void nothingIsDecidedWithoutAModelOrWithoutChecks() {
        publish(AS_OF, List.of(DRIFT));
        assertThat(decide(EdfConfig.defaults())).containsEntry("decisions", List.of());

        platform.objects().delete(MONITORING.resolve(WatchSummary.FILE_NAME));
        assertThatThrownBy(() -> decide(EdfConfig.defaults()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("run the daily checks before");
    }

    @Test
    void whileAModelIsComparedNoOtherIsTrainedUntilItProvesWorse() {
        approvedModel("one");
        registeredModel("two");
        publish(AS_OF, List.of(DRIFT));
        assertThat(decide(EdfConfig.defaults()).get("decisions").toString())
                .contains(GROUP + "/2 waits for a decision");

        compare(Verdict.WORSE, GROUP + "/1");
        assertThat(decide(EdfConfig.defaults()).get("trainings").toString()).contains("retrain-consumption");
    }

    @Test
    void aBetterModelGoesLiveWithoutAPersonOnlyWhereThatIsConfigured() {
        approvedModel("one");
        registeredModel("two");
        publish(AS_OF, List.of());
        compare(Verdict.BETTER, GROUP + "/1");

        assertThat(decide(EdfConfig.defaults())).containsEntry("approved", List.of());
        assertThat(status(2)).isEqualTo(ApprovalStatus.PENDING_MANUAL_APPROVAL);

        assertThat(decide(AUTOMATIC)).containsEntry("approved", List.of(GROUP + "/2"));
        assertThat(status(2)).isEqualTo(ApprovalStatus.APPROVED);
        assertThat(platform.models().find(GROUP, 2).orElseThrow().statusReason())
                .isEqualTo("edf-monitoring (automatic): It is better.");
        assertThat(decide(AUTOMATIC)).as("again").containsEntry("approved", List.of());
    }

    @Test
    void aModelThatWasComparedWithAnotherOrIsNotWhatWasRegisteredDoesNotGoLive() {
        approvedModel("one");
        registeredModel("two");
        publish(AS_OF, List.of());
        compare(Verdict.BETTER, GROUP + "/0");
        assertThat(decide(AUTOMATIC)).containsEntry("approved", List.of());

        compare(Verdict.BETTER, GROUP + "/1");
        platform.objects().put(artifactUri("two"), "changed".getBytes(UTF_8));
        assertThat(decide(AUTOMATIC)).containsEntry("approved", List.of());
        assertThat(status(2)).isEqualTo(ApprovalStatus.PENDING_MANUAL_APPROVAL);
    }

    private ApprovalStatus status(int version) {
        return platform.models().find(GROUP, version).orElseThrow().status();
    }

    private Map<String, Object> decide(EdfConfig config, String... executions) {
        return call(
                new DecideEdfRetrainingHandler(platform, config),
                Map.of(
                        "monitoring_url", MONITORING.toString(),
                        "accuracy_url", ACCURACY.toString(),
                        "model_package_group", GROUP,
                        "solar_model_package_group", "EDFSolarGenerationForecaster",
                        "executions", String.join(",", executions)));
    }

    private void put(ObjectUri uri, String json) {
        platform.objects().put(uri, json.getBytes(UTF_8));
    }

    private void publish(Instant asOf, List<Alarm> alarms) {
        put(
                MONITORING.resolve(WatchSummary.FILE_NAME),
                new WatchSummary(asOf, 40, Map.of(), "", List.of(), alarms, List.of(), List.of()).toJson());
    }

    private void accuracy(Instant asOf) {
        QuantityAccuracy bad = new QuantityAccuracy(
                Quantity.CONSUMPTION,
                40,
                List.of(),
                List.of(),
                "last_week",
                new Unscored(0, 0, new HourCounts(0, 0, 0, 0, 0), List.of()),
                List.of(),
                List.of(new Check("wape", true, DAY, "Forecasts are bad.", List.of())),
                null);
        put(
                ACCURACY.resolve(AccuracySummary.FILE_NAME),
                new AccuracySummary(asOf, DAY, DAY, List.of(bad), List.of(), List.of(), List.of()).toJson());
    }

    private void compare(Verdict verdict, String champion) {
        double sign = verdict == Verdict.BETTER ? -1 : 1;
        Difference difference = new Difference(5 * sign, 5 * sign - 2, 5 * sign + 2);
        ChallengerComparison comparison = new ChallengerComparison(
                Quantity.CONSUMPTION,
                champion,
                GROUP + "/2",
                DAY.minusDays(15),
                DAY.minusDays(1),
                15,
                10_000,
                new Scores(10, 80, 80, 1),
                new Scores(10 + sign / 2, 80, 80, 1 + sign / 20),
                difference,
                difference,
                List.of(),
                verdict,
                "It is better.");
        put(
                MONITORING.resolve(ChallengerComparison.FOLDER + ChallengerComparison.FILE_NAME),
                new ChallengerComparison.All(AS_OF, List.of(comparison)).toJson());
    }
}
