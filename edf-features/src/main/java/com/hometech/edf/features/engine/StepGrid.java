package com.hometech.edf.features.engine;

import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.Serializable;

/**
 * A stretch of the regular time line, see {@link TimeStep}.
 *
 * @param firstStep number of the first interval, counted in steps since 1970
 * @param length how many intervals
 * @param stepSeconds length of an interval, that of a {@link TimeStep} [s]
 */
public record StepGrid(long firstStep, int length, int stepSeconds) implements Serializable {
    public StepGrid {
        new TimeStep(stepSeconds);
        if (length < 0) {
            throw new InvalidInputException("Grid has a length of " + length);
        }
    }

    /** The grid from the interval that holds {@code firstEpochSecond} to the one before {@code endEpochSecond}. */
    public static StepGrid between(long firstEpochSecond, long endEpochSecond, int stepSeconds) {
        long first = Math.floorDiv(firstEpochSecond, stepSeconds);
        long end = -Math.floorDiv(-endEpochSecond, stepSeconds);
        return new StepGrid(first, Math.toIntExact(Math.max(0, end - first)), stepSeconds);
    }

    public TimeStep step() {
        return new TimeStep(stepSeconds);
    }

    /** Whole steps in so many hours. */
    public int steps(int hours) {
        return step().steps(hours);
    }

    public int stepsPerDay() {
        return step().stepsPerDay();
    }

    /** Start of an interval [s since 1970]. */
    public long epochSecond(int index) {
        return (firstStep + index) * stepSeconds;
    }

    /** Index of the interval that holds the time; may lie outside of the grid. */
    public int indexOf(long epochSecond) {
        return Math.toIntExact(Math.floorDiv(epochSecond, stepSeconds) - firstStep);
    }

    /** Whether an interval starts at this time. */
    public boolean isOnGrid(long epochSecond) {
        return epochSecond % stepSeconds == 0;
    }
}
