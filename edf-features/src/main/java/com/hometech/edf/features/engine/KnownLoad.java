package com.hometech.edf.features.engine;

/**
 * The readings of a building as features may see them at each origin: unit slips are missing, spikes are clipped, short
 * gaps are interpolated, but a filled hour becomes known only with the reading that ends its gap.
 */
final class KnownLoad {
    /** As measured, without unit slips; NaN where missing [kWh]. */
    final double[] measuredKwh;
    /** Clipped, gaps not filled [kWh]. */
    final double[] clippedKwh;
    /** Index of the newest reading at or before each index; -1 before the first. */
    final int[] newestReading;

    private final double[] filledKwh;
    private final int[] knownFrom;

    KnownLoad(SuspectReadings readings, StepGrid grid, FeatureSettings settings) {
        measuredKwh = readings.believedKwh;
        clippedKwh = readings.spikes.clipped(measuredKwh);
        filledKwh = clippedKwh.clone();
        knownFrom = new int[measuredKwh.length];
        newestReading = new int[measuredKwh.length];
        fillGaps(grid.steps(settings.quality().maxInterpolatedGapHours()));
    }

    private void fillGaps(int longestGapSteps) {
        int newest = -1;
        for (int index = 0; index < filledKwh.length; index++) {
            knownFrom[index] = index;
            if (!Double.isNaN(clippedKwh[index])) {
                int gapSteps = index - newest - 1;
                if (newest >= 0 && gapSteps > 0 && gapSteps <= longestGapSteps) {
                    interpolate(newest, index);
                }
                newest = index;
            }
            newestReading[index] = newest;
        }
    }

    private void interpolate(int before, int after) {
        double slope = (clippedKwh[after] - clippedKwh[before]) / (after - before);
        for (int index = before + 1; index < after; index++) {
            filledKwh[index] = clippedKwh[before] + slope * (index - before);
            knownFrom[index] = after;
        }
    }

    /** The load at an index as known at the origin [kWh]; NaN where it is missing, not yet known or outside of the grid. */
    double at(int index, int origin) {
        return index >= 0 && knownFrom[index] <= origin ? filledKwh[index] : Double.NaN;
    }
}
