package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.data.watch.Alarm;
import java.time.LocalDate;
import java.util.List;

/**
 * What a day of operation brought.
 *
 * @param events in their order
 * @param alarms all that last at its end
 * @param trainings models that were fitted
 */
public record SimulatedDay(LocalDate day, List<SimulationEvent> events, List<Alarm> alarms, List<Training> trainings) {
    /**
     * A model that was fitted.
     *
     * @param reason why
     * @param modelVersion what it is called; empty where none was registered
     * @param result what became of it, in words
     */
    public record Training(LocalDate day, String reason, String modelVersion, String result) {}

    public SimulatedDay {
        events = List.copyOf(events);
        alarms = List.copyOf(alarms);
        trainings = List.copyOf(trainings);
    }
}
