package com.hometech.edf.inference.interval;

import java.time.Duration;

/** Computes interval ends around point forecasts. */
public final class IntervalEnds {
    private static final long SECONDS_PER_HOUR = Duration.ofHours(1).toSeconds();
    private static final int HOURS_PER_DAY = 24;

    private final IntervalCalibration calibration;

    public IntervalEnds(IntervalCalibration calibration) {
        this.calibration = calibration;
    }

    /** What applies to a building; look it up once for all its rows. */
    public BuildingCalibration of(String building) {
        return calibration.of(building);
    }

    /**
     * Distance from the forecast to the lower end [kWh]; mostly negative.
     *
     * @param levelKwh the building's level at the origin [kWh]
     */
    public double below(
            BuildingCalibration building,
            PredictionSource source,
            long targetEpochSecond,
            double leadHours,
            double levelKwh) {
        int bucket = calibration.buckets().of(leadHours);
        return calibration.offsets(building, source).lower().get(bucket)
                * usual(building, targetEpochSecond)
                * levelKwh;
    }

    /** Distance from the forecast to the upper end [kWh]. */
    public double above(
            BuildingCalibration building,
            PredictionSource source,
            long targetEpochSecond,
            double leadHours,
            double levelKwh) {
        int bucket = calibration.buckets().of(leadHours);
        return calibration.offsets(building, source).upper().get(bucket)
                * usual(building, targetEpochSecond)
                * levelKwh;
    }

    private static double usual(BuildingCalibration building, long targetEpochSecond) {
        return building.spread().get(hourOfDay(targetEpochSecond));
    }

    /** UTC hour of the day: 0 to 23. */
    public static int hourOfDay(long epochSecond) {
        return Math.floorMod(Math.floorDiv(epochSecond, SECONDS_PER_HOUR), HOURS_PER_DAY);
    }
}
