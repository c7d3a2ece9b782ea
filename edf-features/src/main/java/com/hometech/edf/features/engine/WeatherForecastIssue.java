package com.hometech.edf.features.engine;

import com.hometech.edf.common.error.InvalidInputException;
import java.io.Serializable;

/**
 * One archived forecast of a site's weather.
 *
 * @param issuedAtEpochSecond when it became available [s since 1970]
 * @param firstStep number of its first interval, counted in steps since 1970
 * @param values by variable (as in {@code WeatherColumn.VARIABLES}) and interval; NaN where missing
 */
public record WeatherForecastIssue(long issuedAtEpochSecond, long firstStep, float[][] values) implements Serializable {
    public WeatherForecastIssue {
        for (float[] variable : values) {
            if (variable.length != values[0].length) {
                throw new InvalidInputException("Variables of a weather forecast differ in length");
            }
        }
    }

    int length() {
        return values[0].length;
    }
}
