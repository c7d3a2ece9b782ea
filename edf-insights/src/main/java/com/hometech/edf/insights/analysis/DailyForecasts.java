package com.hometech.edf.insights.analysis;

import java.time.LocalDate;
import java.util.List;

/**
 * Forecasts of an upload: {@code forecast.json}.
 *
 * @param upload id of the upload
 * @param sha256 checksum of the file
 * @param interval probability that intervals are to hold
 * @param first day that is forecast, local
 * @param forecasts of the total first, then of the appliances by name
 */
public record DailyForecasts(
        String upload, String sha256, double interval, LocalDate first, List<ApplianceForecast> forecasts) {
    /** Its name. */
    public static final String FILE_NAME = "forecast.json";

    /** The same as a table. */
    public static final String CSV_NAME = "forecast.csv";

    /** Name of the sum over all appliances: no appliance can have it, for names begin with a letter or digit. */
    public static final String TOTAL = "(total)";

    /** The same as people read it. */
    public static final String TOTAL_TEXT = "All appliances";

    public DailyForecasts {
        forecasts = List.copyOf(forecasts);
    }

    /** The forecast of all appliances together. */
    public ApplianceForecast total() {
        return forecasts.get(0);
    }
}
