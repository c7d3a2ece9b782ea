package com.hometech.edf.inference.forecast;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.features.engine.SiteWeather;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A building with all that is to be known of it for a forecast.
 *
 * @param building facts; its id need not be one that the model knows
 * @param holidays of its site
 * @param readings energy by start of the interval [kWh]
 * @param weather of its site
 */
public record BuildingNow(
        Building building, HolidayCalendar holidays, SortedMap<Instant, Double> readings, SiteWeather weather) {
    public BuildingNow {
        readings = Collections.unmodifiableSortedMap(new TreeMap<>(readings));
    }
}
