package com.hometech.edf.insights.analysis;

import java.util.List;

/**
 * Forecast of an appliance, or of all of them.
 *
 * @param appliance its name; {@link DailyForecasts#TOTAL} for the sum
 * @param days by date; empty where nothing can be said
 * @param note why nothing can be said, or what the interval comes from
 */
public record ApplianceForecast(String appliance, List<DayForecast> days, String note) {
    public ApplianceForecast {
        days = List.copyOf(days);
    }

    /** Energy that is expected over all days. */
    public double kwh() {
        return days.stream().mapToDouble(DayForecast::kwh).sum();
    }
}
