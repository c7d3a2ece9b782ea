package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.LocalDate;
import java.util.List;

/** The faults of a simulation. */
final class Faults {
    /** How far a clock is wrong. */
    static final long CLOCK_SHIFT_SECONDS = 3600;

    static final long DAY_SECONDS = 86_400;

    private final List<Fault> all;
    private final List<Fault> ofReadings;

    Faults(List<Fault> all) {
        this.all = List.copyOf(all);
        this.ofReadings =
                all.stream().filter(fault -> !fault.building().isEmpty()).toList();
    }

    /**
     * Refuses faults that the simulated days do not show.
     *
     * @throws InvalidInputException naming the first
     */
    void requireWithin(LocalDate from, LocalDate to) {
        for (Fault fault : all) {
            if (fault.begin().isBefore(from) || fault.begin().isAfter(to)) {
                throw new InvalidInputException("--inject " + fault.text() + ": it begins on " + fault.begin()
                        + ", outside of the simulation from " + from + " to " + to);
            }
        }
    }

    List<Fault> all() {
        return all;
    }

    List<Fault> of(FaultKind kind) {
        return all.stream().filter(fault -> fault.kind() == kind).toList();
    }

    /** What is wrong with a reading. */
    List<Fault> of(String building, long epochSecond) {
        if (ofReadings.isEmpty()) {
            return List.of();
        }
        return ofReadings.stream()
                .filter(fault -> fault.building().equals(building) && isOn(fault, epochSecond))
                .toList();
    }

    /** Whether a kind of fault is on at a time. */
    boolean isOn(FaultKind kind, long epochSecond) {
        return all.stream().anyMatch(fault -> fault.kind() == kind && isOn(fault, epochSecond));
    }

    static boolean isOn(Fault fault, long epochSecond) {
        LocalDate day = SimulatedWorld.day(epochSecond);
        return !day.isBefore(fault.first()) && !day.isAfter(fault.last());
    }
}
