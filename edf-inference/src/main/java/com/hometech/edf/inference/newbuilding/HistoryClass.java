package com.hometech.edf.inference.newbuilding;

import com.hometech.edf.inference.interval.Offsets;

/**
 * How forecasts err from a certain amount of history on.
 *
 * @param fromDays least readings of the last four weeks [days]
 * @param offsets of the quantiles
 */
public record HistoryClass(double fromDays, Offsets offsets) {}
