package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.data.watch.Alarm;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation found: {@value #FILE_NAME}. It is written last: without it the files beside it are not complete.
 *
 * @param request what was asked for
 * @param forecastsArchived whether weather forecasts were there; else the weather that was observed later stood in for them
 * @param buildings that were forecast
 * @param all scores of all days
 * @param months scores of each month
 * @param rolling coverage of the 28 days up to each day, from the first day that has as many
 * @param faults what was injected, and what found it
 * @param alarms that were raised
 * @param models that were fitted
 * @param failures what could not be done, in words
 */
public record SimulationResult(
        SimulationRequest request,
        boolean forecastsArchived,
        int buildings,
        Scores all,
        List<Scores> months,
        List<Coverage> rolling,
        List<FoundFault> faults,
        List<RaisedAlarm> alarms,
        List<FittedModel> models,
        List<String> failures) {
    /** Its name. */
    public static final String FILE_NAME = "simulation.json";

    /**
     * How good the forecasts were.
     *
     * @param period such as {@code 2022-03}
     * @param days that are scored
     * @param hours that are scored
     * @param coveragePercent share of readings inside the interval as it was issued
     * @param uncorrectedPercent the same of the interval without its online correction; null where nothing is known of it
     * @param nominalPercent the share that the interval is made for
     * @param wapePercent by candidate
     */
    public record Scores(
            String period,
            int days,
            long hours,
            @Nullable Double coveragePercent,
            @Nullable Double uncorrectedPercent,
            @Nullable Double nominalPercent,
            Map<String, Double> wapePercent) {
        public Scores {
            wapePercent = new TreeMap<>(wapePercent);
        }
    }

    /** Coverage of some days that end with a day, with and without the online correction. */
    public record Coverage(
            LocalDate lastDay, double percent, @Nullable Double uncorrectedPercent) {}

    /**
     * A fault and what found it.
     *
     * @param found the first alarm that found it; null where none did
     * @param days from its begin to that alarm; null where none did
     */
    public record FoundFault(
            Fault fault, @Nullable Alarm found, @Nullable Integer days) {
        /** Whether an alarm found it soon enough. */
        public boolean foundInTime() {
            return days != null && days <= Fault.DAYS_TO_FIND;
        }
    }

    /**
     * An alarm that was raised.
     *
     * @param raised day of the simulation on which it was first seen
     * @param ended first day on which it was gone; null where it lasted to the end
     * @param beside what explains it, as for {@code --inject}; null where no fault does
     */
    public record RaisedAlarm(
            Alarm alarm,
            LocalDate raised,
            @Nullable LocalDate ended,
            @Nullable String beside) {}

    /**
     * A model that was fitted.
     *
     * @param fitted when
     * @param reason why
     * @param live days of which it made the forecasts; 0 where it never went live
     * @param liveSince the first of them; null where it never went live
     */
    public record FittedModel(
            String modelVersion,
            LocalDate fitted,
            String reason,
            int live,
            @Nullable LocalDate liveSince) {}

    public SimulationResult {
        months = List.copyOf(months);
        rolling = List.copyOf(rolling);
        faults = List.copyOf(faults);
        alarms = List.copyOf(alarms);
        models = List.copyOf(models);
        failures = List.copyOf(failures);
    }

    /** Alarms of a check that no fault explains. */
    public List<RaisedAlarm> unexplained(String watch) {
        return alarms.stream()
                .filter(alarm -> alarm.beside() == null && alarm.alarm().watch().equals(watch))
                .toList();
    }
}
