package com.hometech.edf.data.importing;

import com.hometech.edf.common.port.ObjectUri;

/**
 * Where an import puts what it brings.
 *
 * @param processedData prefix of {@code consumption/}, {@code generation/} and {@code weather/}
 * @param weatherForecast prefix of archived weather forecasts
 * @param calendarTopology prefix of {@code buildings.csv} and {@code calendar.csv}
 */
public record ImportTarget(ObjectUri processedData, ObjectUri weatherForecast, ObjectUri calendarTopology) {}
