package com.hometech.edf.monitoring.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.monitoring.simulation.SimulationResult.FoundFault;
import com.hometech.edf.monitoring.simulation.SimulationResult.RaisedAlarm;
import com.hometech.edf.monitoring.simulation.SimulationResult.Scores;
import com.hometech.edf.monitoring.simulation.SimulationResult.UnexplainedAlarms;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which alarms an injected fault explains, and what that says of the months. */
class AlarmLedgerTest {
    private static final LocalDate LAST = LocalDate.parse("2022-12-31");
    private static final Fault METER = Fault.parse("meter-times-2:b1:2022-03-07..2022-03-20", LAST);
    private static final Fault CLOCK = Fault.parse("clock-shifted:b2:2022-06-20..2022-07-10", LAST);

    private final AlarmLedger ledger =
            new AlarmLedger(List.of(METER, CLOCK), new FaultEvidence(new Topology(List.of(), Map.of())));

    @Test
    void theFirstAlarmThatNamesAFaultFoundIt() {
        String text = take("2022-03-09", alarm("drift", "meter_level", Scope.BUILDING, "b1"));

        assertThat(text).contains("[FOUND after 2 days: the meter of b1 delivers 2 times what is used]");
        assertThat(ledger.found()).extracting(FoundFault::days).containsExactly(2, null);
    }

    @Test
    void anAlarmOfAllBuildingsIsExplainedByAFaultThatLastsAndForThreeDaysAfter() {
        assertThat(beside("2022-03-23")).isEqualTo(METER.text());
        assertThat(beside("2022-03-24")).isNull();
        assertThat(beside("2022-03-06")).isNull();
    }

    @Test
    void anAlarmOfAnotherBuildingIsNotExplained() {
        take("2022-03-09", alarm("drift", "meter_level", Scope.BUILDING, "b3"));

        assertThat(ledger.raised()).extracting(RaisedAlarm::beside).containsExactly((String) null);
        assertThat(ledger.found()).extracting(FoundFault::found).containsOnlyNulls();
    }

    @Test
    void anAlarmThatLastsIsToldOnceAndItsEndToo() {
        Alarm alarm = alarm("drift", "meter_level", Scope.BUILDING, "b3");
        LocalDate day = LocalDate.parse("2022-05-01");

        assertThat(ledger.take(day, List.of(alarm))).hasSize(1);
        assertThat(ledger.take(day.plusDays(1), List.of(alarm))).isEmpty();
        assertThat(ledger.take(day.plusDays(2), List.of()))
                .extracting(SimulationEvent::line)
                .containsExactly("2022-05-03  clear    drift meter_level of b3, raised on 2022-05-01, has ended");
    }

    @Test
    void monthsTellAlarmsOfDriftApartAndAreQuietWithoutAFault() {
        take("2022-05-01", alarm("drift", "meter_level", Scope.BUILDING, "b3"));
        take("2022-07-01", alarm("anomalies", "spike", Scope.BUILDING, "b3"));
        take("2022-07-02", alarm("drift", "clock_shift", Scope.BUILDING, "b2"));

        assertThat(result(ledger.raised()).unexplainedByMonth())
                .containsExactly(
                        new UnexplainedAlarms("2022-05", true, 1, 0),
                        new UnexplainedAlarms("2022-06", false, 0, 0),
                        new UnexplainedAlarms("2022-07", false, 0, 1));
    }

    private static SimulationResult result(List<RaisedAlarm> alarms) {
        return new SimulationResult(
                new SimulationRequest("d", "c", "v", LocalDate.parse("2022-03-01"), LAST, List.of(METER, CLOCK)),
                true,
                3,
                scores("all"),
                List.of(scores("2022-05"), scores("2022-06"), scores("2022-07")),
                List.of(),
                List.of(),
                alarms,
                List.of(),
                List.of());
    }

    private static Scores scores(String period) {
        return new Scores(period, 0, 0, null, null, null, Map.of());
    }

    /** What explains an alarm of all buildings that is raised on a day. */
    private String beside(String day) {
        AlarmLedger fresh =
                new AlarmLedger(List.of(METER, CLOCK), new FaultEvidence(new Topology(List.of(), Map.of())));
        fresh.take(LocalDate.parse(day), List.of(alarm("drift", "error_grown", Scope.FLEET, "")));
        return fresh.raised().get(0).beside();
    }

    private String take(String day, Alarm alarm) {
        return ledger.take(LocalDate.parse(day), List.of(alarm)).stream()
                .map(SimulationEvent::line)
                .reduce("", String::concat);
    }

    private static Alarm alarm(String watch, String kind, Scope scope, String subject) {
        LocalDate day = LocalDate.parse("2022-01-01");
        return new Alarm(
                watch, kind, scope, subject, Quantity.CONSUMPTION, day, day, Remedy.LOOK, "It moved.", "Look at it.");
    }
}
