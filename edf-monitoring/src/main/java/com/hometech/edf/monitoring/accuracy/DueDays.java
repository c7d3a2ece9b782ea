package com.hometech.edf.monitoring.accuracy;

import java.time.LocalDate;

/**
 * Days with forecasts whose readings should have arrived.
 *
 * @param first of them
 * @param newest of them
 */
record DueDays(LocalDate first, LocalDate newest) {}
