package com.hometech.edf.data.quality;

import com.hometech.edf.common.domain.TimeStep;

/**
 * The valid readings of one building in time order, at most one for each interval.
 *
 * @param epochSeconds starts of the intervals [s since 1970]; only the first {@code size} count
 * @param kwh energy of each interval [kWh]
 * @param size how many readings there are
 * @param step length of the intervals
 */
@SuppressWarnings("ArrayRecordComponent") // arrays without copies: this is the hot path
public record RegularSeries(long[] epochSeconds, double[] kwh, int size, TimeStep step) {
    /** Whether reading {@code index} follows the one before it without a gap. */
    boolean followsOn(int index) {
        return index > 0 && epochSeconds[index] - epochSeconds[index - 1] == step.seconds();
    }

    /** Steps from the first to the last reading, both counted; 0 where there are none. */
    long spanSteps() {
        return size == 0 ? 0 : stepsBetween(epochSeconds[0], epochSeconds[size - 1]) + 1;
    }

    /** How many steps lie between two times of the grid. */
    long stepsBetween(long fromSecond, long toSecond) {
        return (toSecond - fromSecond) / step.seconds();
    }

    /** Length of so many steps, in whole hours [h]. */
    long hours(long steps) {
        return steps * step.seconds() / TimeStep.HOUR.seconds();
    }
}
