package com.hometech.edf.additive;

import java.time.LocalDateTime;
import java.util.List;

/**
 * A seasonality over one of its periods, where its condition holds if it has one.
 *
 * @param seasonality with its period and condition
 * @param mode how it enters the forecast
 * @param times of a year: the days of 2017, as in Prophet's plots; of other periods: evenly spaced, from the midnight at which
 *     the week (Monday to Sunday) of the history's first value starts, to the same place one period later
 * @param effects at these times: additive [unit of the series], multiplicative [part of the trend]
 */
public record SeasonalityProfile(Seasonality seasonality, Mode mode, List<LocalDateTime> times, double[] effects) {
    public SeasonalityProfile {
        times = List.copyOf(times);
        effects = effects.clone();
    }

    @Override
    public double[] effects() {
        return effects.clone();
    }

    /** Whether the period is that of the calendar year, give or take its leap day. */
    public boolean isYear() {
        return isYear(seasonality.periodDays());
    }

    static boolean isYear(double periodDays) {
        return periodDays >= 365 && periodDays <= 366;
    }
}
