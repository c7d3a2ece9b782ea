package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.monitoring.simulation.SimulationResult.FoundFault;
import com.hometech.edf.monitoring.simulation.SimulationResult.RaisedAlarm;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows alarms from day to day, and says which injected fault each belongs to. */
final class AlarmLedger {
    private final List<Fault> faults;
    private final FaultEvidence evidence;
    private final List<Entry> entries = new ArrayList<>();

    /** An alarm from the day on which it was raised. */
    private static final class Entry {
        private final Alarm alarm;
        private final LocalDate raised;
        private @Nullable LocalDate ended;
        private final @Nullable Fault beside;

        Entry(Alarm alarm, LocalDate raised, @Nullable Fault beside) {
            this.alarm = alarm;
            this.raised = raised;
            this.beside = beside;
        }
    }

    AlarmLedger(List<Fault> faults, FaultEvidence evidence) {
        this.faults = faults;
        this.evidence = evidence;
    }

    /**
     * Takes the alarms that last at the end of a day.
     *
     * @return what changed, in words
     */
    List<SimulationEvent> take(LocalDate day, List<Alarm> lasting) {
        List<SimulationEvent> events = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.ended == null && lasting.stream().noneMatch(entry.alarm::isSame)) {
                entry.ended = day;
                events.add(new SimulationEvent(
                        day,
                        SimulationEvent.Kind.CLEAR,
                        name(entry.alarm) + ", raised on " + entry.raised + ", has ended"));
            }
        }
        for (Alarm alarm : lasting) {
            if (entries.stream().noneMatch(entry -> entry.ended == null && entry.alarm.isSame(alarm))) {
                Entry entry = new Entry(alarm, day, evidence.explaining(alarm, day, faults));
                boolean isFirst = entry.beside != null && firstOf(entry.beside).isEmpty();
                entries.add(entry);
                events.add(new SimulationEvent(day, SimulationEvent.Kind.ALARM, words(entry, isFirst)));
            }
        }
        return events;
    }

    private String words(Entry entry, boolean isFirst) {
        Fault fault = entry.beside;
        String which;
        if (fault == null) {
            which = faults.isEmpty() ? "" : " [no fault beside it]";
        } else if (isFirst && evidence.finds(entry.alarm, fault)) {
            which = " [FOUND after " + days(fault, entry.raised) + ": " + fault.words() + "]";
        } else {
            which = " [beside: " + fault.words() + "]";
        }
        return name(entry.alarm) + ": " + entry.alarm.text() + which;
    }

    private static String name(Alarm alarm) {
        return alarm.watch() + " " + alarm.kind() + (alarm.subject().isEmpty() ? "" : " of " + alarm.subject());
    }

    private static String days(Fault fault, LocalDate raised) {
        long days = ChronoUnit.DAYS.between(fault.begin(), raised);
        return days == 0 ? "less than a day" : days == 1 ? "1 day" : days + " days";
    }

    /** The first alarm that found a fault. */
    private Optional<Entry> firstOf(Fault fault) {
        return entries.stream()
                .filter(entry -> evidence.finds(entry.alarm, fault) && fault.equals(entry.beside))
                .findFirst();
    }

    /** What became of each fault. */
    List<FoundFault> found() {
        return faults.stream()
                .map(fault -> firstOf(fault)
                        .map(entry -> new FoundFault(
                                fault, entry.alarm, (int) ChronoUnit.DAYS.between(fault.begin(), entry.raised)))
                        .orElseGet(() -> new FoundFault(fault, null, null)))
                .toList();
    }

    /** All alarms, in the order in which they were raised. */
    List<RaisedAlarm> raised() {
        return entries.stream()
                .map(entry -> new RaisedAlarm(
                        entry.alarm, entry.raised, entry.ended, entry.beside == null ? null : entry.beside.text()))
                .toList();
    }
}
