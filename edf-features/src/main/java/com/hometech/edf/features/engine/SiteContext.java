package com.hometech.edf.features.engine;

import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.data.sun.SolarGeometry;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * Weather and calendar of a site on a grid, and statistics of them: prepared once and shared by the buildings of the site
 * that have the same time zone. For one thread.
 */
public final class SiteContext {
    private final StepGrid grid;
    private final KnownWeather weather;
    private final LocalCalendar calendar;
    private final Map<Integer, double[]> observed = new HashMap<>();
    private final Map<WindowKey, RollingMoments> moments = new HashMap<>();
    private final Map<WindowKey, RollingExtremes> extremes = new HashMap<>();

    private final Map<SolarGeometry, SunPath> suns = new HashMap<>();

    private record WindowKey(int variable, int windowHours) {}

    /** @param seasonal whether calendar features that name a season are given: there is a year of history or more */
    public SiteContext(
            StepGrid grid,
            ZoneId zone,
            HolidayCalendar holidays,
            SiteWeather weather,
            boolean seasonal,
            FeatureSettings settings) {
        this.grid = grid;
        this.weather = new KnownWeather(weather, grid, settings);
        this.calendar = new LocalCalendar(grid, zone, holidays, seasonal);
    }

    StepGrid grid() {
        return grid;
    }

    KnownWeather weather() {
        return weather;
    }

    LocalCalendar calendar() {
        return calendar;
    }

    RollingMoments moments(int variable, int windowHours) {
        return moments.computeIfAbsent(
                new WindowKey(variable, windowHours),
                key -> new RollingMoments(observed(variable), grid, grid.steps(windowHours)));
    }

    RollingExtremes extremes(int variable, int windowHours) {
        return extremes.computeIfAbsent(
                new WindowKey(variable, windowHours),
                key -> new RollingExtremes(observed(variable), grid, grid.steps(windowHours)));
    }

    /** The sun above a place of the site. */
    SunPath sun(SolarGeometry place) {
        return suns.computeIfAbsent(place, key -> new SunPath(key, grid));
    }

    private double[] observed(int variable) {
        return observed.computeIfAbsent(variable, key -> {
            float[] narrow = weather.observed(variable);
            double[] wide = new double[narrow.length];
            for (int index = 0; index < wide.length; index++) {
                wide[index] = narrow[index];
            }
            return wide;
        });
    }
}
