package com.hometech.edf.training.evaluation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What was forecast for a building one day ahead, and what happened: one value for each interval of a time axis without
 * gaps, NaN where nothing is known.
 *
 * @param building its id
 * @param zone its own time zone
 * @param times starts of the intervals
 * @param actualKwh readings
 * @param forecastKwh forecasts of the newest run before each interval
 * @param lowerKwh lower ends of the interval
 * @param upperKwh upper ends of the interval
 */
public record ForecastTrace(
        String building,
        ZoneId zone,
        List<Instant> times,
        double[] actualKwh,
        double[] forecastKwh,
        double[] lowerKwh,
        double[] upperKwh) {
    public ForecastTrace {
        times = List.copyOf(times);
    }
}
