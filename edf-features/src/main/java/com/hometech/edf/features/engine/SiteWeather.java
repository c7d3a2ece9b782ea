package com.hometech.edf.features.engine;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.table.WeatherColumn;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * What is stored about the weather of a site.
 *
 * @param firstStep number of the first observed interval, counted in steps since 1970
 * @param observed by variable (as in {@code WeatherColumn.VARIABLES}) and interval; NaN where missing
 * @param issues archived forecasts, made ascending by time of issue
 */
public record SiteWeather(long firstStep, float[][] observed, List<WeatherForecastIssue> issues)
        implements Serializable {
    /** A site whose weather nobody knows. */
    public static final SiteWeather NONE = new SiteWeather(0, new float[WeatherColumn.VARIABLES.size()][0], List.of());

    public SiteWeather {
        if (observed.length != WeatherColumn.VARIABLES.size()) {
            throw new InvalidInputException(
                    "Weather has " + observed.length + " variables instead of " + WeatherColumn.VARIABLES.size());
        }
        issues = issues.stream()
                .sorted(Comparator.comparingLong(WeatherForecastIssue::issuedAtEpochSecond))
                .toList();
    }
}
