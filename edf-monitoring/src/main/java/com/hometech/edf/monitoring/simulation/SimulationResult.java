package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.monitoring.drift.DriftWatch;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /**
     * The alarms that were raised in a month without a fault that explains them.
     *
     * @param period of {@link Scores}
     * @param isQuiet whether no fault was injected on any of its days
     * @param drift how many the drift check raised
     * @param others how many the other checks raised
     */
    public record UnexplainedAlarms(String period, boolean isQuiet, long drift, long others) {}

    /** Those of each month, in the order of {@link #months()}. */
    public List<UnexplainedAlarms> unexplainedByMonth() {
        return months.stream().map(Scores::period).map(this::unexplainedIn).toList();
    }

    private UnexplainedAlarms unexplainedIn(String period) {
        YearMonth month = YearMonth.parse(period);
        boolean isQuiet = request.faults().stream()
                .noneMatch(fault -> !YearMonth.from(fault.begin()).isAfter(month)
                        && !YearMonth.from(fault.end()).isBefore(month));
        Map<Boolean, Long> byDrift = alarms.stream()
                .filter(alarm ->
                        alarm.beside() == null && YearMonth.from(alarm.raised()).equals(month))
                .collect(Collectors.partitioningBy(
                        alarm -> alarm.alarm().watch().equals(DriftWatch.NAME), Collectors.counting()));
        return new UnexplainedAlarms(period, isQuiet, byDrift.getOrDefault(true, 0L), byDrift.getOrDefault(false, 0L));
    }
}
