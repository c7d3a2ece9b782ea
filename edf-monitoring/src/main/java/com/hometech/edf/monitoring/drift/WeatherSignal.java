package com.hometech.edf.monitoring.drift;

import com.hometech.edf.data.table.WeatherColumn;
import java.util.List;

/** What a day in UTC says about the weather that was delivered for a site. The means of {@link #VARIABLES} come first. */
enum WeatherSignal {
    /** Hours in a row until the end of the day with exactly the same temperature. */
    STANDSTILL,
    /** The longest such stretch that ended on the day or lasts. */
    LONGEST_STANDSTILL,
    /** Hours in a row until the end of the day whose temperature is exactly that of the day before. */
    REPEATED,
    /** The longest such stretch that ended on the day or lasts. */
    LONGEST_REPEATED,
    /** Hours with a temperature. */
    HOURS;

    /** Variables whose daily means are kept; a mean of directions would say nothing. */
    static final List<WeatherColumn> VARIABLES = WeatherColumn.VARIABLES.stream()
            .filter(variable -> variable != WeatherColumn.WIND_DIRECTION)
            .toList();

    /** Its column, after the means. */
    int index() {
        return VARIABLES.size() + ordinal();
    }

    static int count() {
        return VARIABLES.size() + values().length;
    }
}
