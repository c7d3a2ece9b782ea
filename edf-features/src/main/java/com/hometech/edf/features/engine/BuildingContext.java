package com.hometech.edf.features.engine;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.data.sun.SolarGeometry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the formulas of one building share: its known load, its site, and rolling statistics, each computed once. */
final class BuildingContext {
    private static final int HOURS_PER_DAY = 24;
    private static final int HOURS_PER_WEEK = 168;
    private static final double SMALLEST_LEVEL_KWH = 0.001;

    private final FeatureSettings settings;
    private final Building building;
    private final SiteContext site;
    private final SuspectReadings readings;
    private final KnownLoad load;
    private final Map<Integer, RollingMoments> moments = new HashMap<>();
    private final Map<Integer, RollingExtremes> extremes = new HashMap<>();
    private final double[] sizeKwh;
    private final Map<Integer, RollingMoments> sizeMoments = new HashMap<>();
    private @Nullable SolarYield plant;

    BuildingContext(BuildingInput input, FeatureSettings settings) {
        this.settings = settings;
        this.building = input.building();
        this.site = input.site();
        this.readings = new SuspectReadings(
                input.kwh(),
                input.flags(),
                site.grid(),
                settings.quality(),
                settings.features().quantity());
        this.load = new KnownLoad(readings, site.grid(), settings);
        this.sizeKwh = sizes(load.clippedKwh);
    }

    /** Sizes of the readings; the readings themselves where none is negative. */
    private static double[] sizes(double[] kwh) {
        double[] sizes = kwh;
        for (int index = 0; index < kwh.length; index++) {
            if (kwh[index] < 0) {
                sizes = sizes == kwh ? kwh.clone() : sizes;
                sizes[index] = -kwh[index];
            }
        }
        return sizes;
    }

    FeatureSettings settings() {
        return settings;
    }

    Building building() {
        return building;
    }

    StepGrid grid() {
        return site.grid();
    }

    SiteContext site() {
        return site;
    }

    SuspectReadings readings() {
        return readings;
    }

    KnownLoad load() {
        return load;
    }

    /** The sun above the building; null where it is not known where that stands. */
    @Nullable
    SunPath sun() {
        return building.hasLocation() ? site.sun(new SolarGeometry(building.latitude(), building.longitude())) : null;
    }

    /** What the building's plant yields; only where generation is forecast. */
    SolarYield plant() {
        if (plant == null) {
            plant = new SolarYield(this);
        }
        return plant;
    }

    /** What differs by the quantity that is forecast. */
    QuantityRules rules() {
        return switch (settings.features().quantity()) {
            case CONSUMPTION -> new DemandRules(this);
            case SOLAR -> new SolarRules(plant());
        };
    }

    int steps(int hours) {
        return site.grid().steps(hours);
    }

    /** Steps of the least whole number of days that brings a lead back to the origin or before. */
    int wholeDaySteps(int leadSteps) {
        int stepsPerDay = steps(HOURS_PER_DAY);
        return (leadSteps + stepsPerDay - 1) / stepsPerDay * stepsPerDay;
    }

    RollingMoments moments(int windowHours) {
        return moments.computeIfAbsent(windowHours, hours -> new RollingMoments(load.clippedKwh, grid(), steps(hours)));
    }

    RollingExtremes extremes(int windowHours) {
        return extremes.computeIfAbsent(
                windowHours, hours -> new RollingExtremes(load.clippedKwh, grid(), steps(hours)));
    }

    /**
     * The building's own level known at the origin [kWh]: the mean size of its readings of four weeks, the newest four with
     * readings where it is silent. A building that comes back from a standstill is lifted by its last week and day, so that
     * its scaled load stays moderate.
     */
    double levelKwh(int origin) {
        int newest = load.newestReading[origin];
        if (newest < 0) {
            return SMALLEST_LEVEL_KWH;
        }
        float fourWeeks = sizeMean(FeatureSettings.FOUR_WEEKS_HOURS)[origin];
        double level = Float.isNaN(fourWeeks) ? sizeMean(FeatureSettings.FOUR_WEEKS_HOURS)[newest] : fourWeeks;
        level = Math.max(level, SMALLEST_LEVEL_KWH);
        double week = 0.5 * sizeMean(HOURS_PER_WEEK)[origin];
        double day = 0.25 * sizeMean(HOURS_PER_DAY)[origin];
        level = week > level ? week : level;
        return day > level ? day : level;
    }

    private float[] sizeMean(int windowHours) {
        if (sizeKwh == load.clippedKwh) {
            return moments(windowHours).mean;
        }
        return sizeMoments.computeIfAbsent(windowHours, hours -> new RollingMoments(sizeKwh, grid(), steps(hours)))
                .mean;
    }
}
