package com.hometech.edf.data.sample;

import java.nio.file.Path;
import java.util.List;

/**
 * What was made.
 *
 * @param folder where it lies
 * @param buildings how many buildings
 * @param readings rows of {@code consumption.csv.gz}
 * @param generation rows of {@code solar.csv.gz}
 * @param weatherHours rows of {@code weather.csv.gz}
 * @param forecastHours rows of {@code weather_forecast.csv.gz}
 * @param defects what was planted; empty without defects
 */
public record SampleSummary(
        Path folder,
        int buildings,
        long readings,
        long generation,
        long weatherHours,
        long forecastHours,
        List<PlantedDefect> defects) {
    public SampleSummary {
        defects = List.copyOf(defects);
    }
}
