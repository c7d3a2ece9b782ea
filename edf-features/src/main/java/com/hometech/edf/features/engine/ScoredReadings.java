package com.hometech.edf.features.engine;

import com.hometech.edf.common.config.DataQualityConfig;
import com.hometech.edf.common.domain.Quantity;

/**
 * What issued forecasts of a building are scored by: the readings that can be believed, and the plain forecasts of the same
 * origins. Both are those of the features, so that accuracy and evaluation mean the same.
 */
public final class ScoredReadings {
    /** Days of readings before the first origin that plain forecasts and the rules for suspect readings look at. */
    public static final int DAYS_BEFORE = 63;

    private final double[] kwh;
    private final SuspectReadings readings;
    private final Baselines baselines;

    /**
     * The readings of a building.
     *
     * @param kwh readings by index on the grid; NaN where missing [kWh]
     * @param flags ordinals of {@code ReadingFlag} by index
     */
    public ScoredReadings(double[] kwh, byte[] flags, StepGrid grid, DataQualityConfig quality, Quantity quantity) {
        this.kwh = kwh;
        this.readings = new SuspectReadings(kwh, flags, grid, quality, quantity);
        this.baselines = new Baselines(readings.believedKwh, grid);
    }

    /** Whether there is no reading. */
    public boolean isMissing(int index) {
        return Double.isNaN(kwh[index]);
    }

    /** Whether the reading is flagged, or cannot be believed beside those around it: then it is not scored. */
    public boolean isSuspect(int index) {
        return readings.isSuspect(index);
    }

    /** The reading [kWh]; NaN where it is missing or suspect. */
    public double actualKwh(int index) {
        return readings.isSuspect(index) ? Double.NaN : kwh[index];
    }

    /** The same time a week before the target, in an older week where that is missing [kWh]; NaN where it cannot be made. */
    public double lastWeekKwh(int target, int origin) {
        return baselines.lastWeekKwh(target, origin);
    }

    /** The last day before the origin, repeated [kWh]; NaN where it cannot be made. */
    public double yesterdayKwh(int target, int origin) {
        return baselines.yesterdayKwh(target, origin);
    }

    /** Mean of the same time of the week over four weeks [kWh]; NaN where it cannot be made. */
    public double fourWeekMeanKwh(int target, int origin) {
        return baselines.fourWeekMeanKwh(target, origin);
    }
}
