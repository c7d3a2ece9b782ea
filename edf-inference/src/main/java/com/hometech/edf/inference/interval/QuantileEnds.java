package com.hometech.edf.inference.interval;

import java.time.Duration;
import java.util.Arrays;

/**
 * Computes calibrated quantiles around point forecasts: what the model says of its spread, moved by the offsets that
 * calibration found (conformalised quantile regression: Romano, Patterson and Candès, 2019).
 */
public final class QuantileEnds {
    private static final long SECONDS_PER_HOUR = Duration.ofHours(1).toSeconds();
    private static final int HOURS_PER_DAY = 24;
    private static final double MEDIAN = 0.5;

    private final IntervalCalibration calibration;
    private final double[] levels;

    public QuantileEnds(IntervalCalibration calibration) {
        this.calibration = calibration;
        this.levels =
                calibration.levels().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** How many quantiles there are. */
    public int count() {
        return levels.length;
    }

    /** What applies to a building; look it up once for all its rows. */
    public BuildingCalibration of(String building) {
        return calibration.of(building);
    }

    /**
     * Puts the quantiles of a forecast into {@code out}: ascending, those below the median not above the forecast, those
     * above it not below [kWh].
     *
     * @param spread what is known of the errors, as multiples of the level
     * @param yhat the forecast [kWh]
     * @param levelKwh the building's level at the origin [kWh]
     */
    public void fill(
            BuildingCalibration building,
            PredictionSource source,
            double leadHours,
            Spread spread,
            double yhat,
            double levelKwh,
            double[] out) {
        fill(calibration.offsets(building, source), leadHours, spread, yhat, levelKwh, out);
    }

    /** The same with offsets that are no building's. */
    public void fill(Offsets offsets, double leadHours, Spread spread, double yhat, double levelKwh, double[] out) {
        int bucket = calibration.buckets().of(leadHours);
        for (int level = 0; level < levels.length; level++) {
            out[level] = yhat + levelKwh * (spread.distance(level) + offsets.of(level, bucket) * spread.width());
        }
        order(yhat, out);
    }

    /** Makes quantiles ascend, those below the median not above the forecast, those above it not below. */
    public void order(double yhat, double[] quantiles) {
        Arrays.sort(quantiles);
        for (int level = 0; level < levels.length; level++) {
            if (levels[level] < MEDIAN) {
                quantiles[level] = Math.min(quantiles[level], yhat);
            } else if (levels[level] > MEDIAN) {
                quantiles[level] = Math.max(quantiles[level], yhat);
            }
        }
    }

    /** What is usual for a building's errors at an hour of the day, as a multiple of its level. */
    public static double usual(BuildingCalibration building, long targetEpochSecond) {
        return building.spread().get(hourOfDay(targetEpochSecond));
    }

    /** UTC hour of the day: 0 to 23. */
    public static int hourOfDay(long epochSecond) {
        return Math.floorMod(Math.floorDiv(epochSecond, SECONDS_PER_HOUR), HOURS_PER_DAY);
    }
}
