package com.hometech.edf.insights.analysis;

import java.time.LocalDate;

/**
 * Forecast of a local day.
 *
 * @param kwh expected energy
 * @param lower lower end of the interval [kWh]
 * @param upper upper end of the interval [kWh]
 */
public record DayForecast(LocalDate date, double kwh, double lower, double upper) {}
