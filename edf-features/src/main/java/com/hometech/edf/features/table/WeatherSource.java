package com.hometech.edf.features.table;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where the weather at the targets of a table comes from. */
public enum WeatherSource {
    /** Forecasts as they were known at the time of issue. */
    ARCHIVED_FORECAST,
    /** For some rows, observations stand in for forecasts that were never archived: errors look smaller than they will be. */
    OBSERVED_STAND_IN,
    /** No weather is known. */
    NONE;

    /** The name in files. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
