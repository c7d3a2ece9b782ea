package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.data.watch.Alarm;
import java.time.LocalDate;
import java.util.List;

/**
 * What a day of operation brought.
 *
 * @param events in their order
 * @param alarms all that last at its end
 * @param model that made the forecasts
 * @param trainings models that were fitted
 */
public record SimulatedDay(
        LocalDate day, List<SimulationEvent> events, List<Alarm> alarms, String model, List<Training> trainings) {
    /**
     * A model that was fitted.
     *
     * @param reason why
     * @param modelVersion what it is called
     */
    public record Training(LocalDate day, String reason, String modelVersion) {}

    public SimulatedDay {
        events = List.copyOf(events);
        alarms = List.copyOf(alarms);
        trainings = List.copyOf(trainings);
    }
}
