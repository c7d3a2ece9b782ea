package com.hometech.edf.features.engine;

/**
 * Which readings a building shows where it is looked at as if it were new: stretches of the same length, at the same
 * distance, each hidden from the one before.
 *
 * @param firstStep start of one of the stretches, counted in steps since 1970
 * @param shownSteps length of a stretch; 0 shows nothing
 * @param periodSteps from the start of a stretch to the start of the next
 */
public record ShownReadings(long firstStep, int shownSteps, int periodSteps) {
    /** No reading at all. */
    public static final ShownReadings NONE = new ShownReadings(0, 0, 1);

    /** Whether nothing is shown. */
    public boolean isNone() {
        return shownSteps == 0;
    }

    /** Whether the reading of an interval is shown. */
    public boolean isShown(StepGrid grid, int index) {
        return sinceStart(grid, index) < shownSteps;
    }

    /** Steps from the start of the newest stretch to an interval. */
    public int sinceStart(StepGrid grid, int index) {
        return (int) Math.floorMod(grid.firstStep() + index - firstStep, (long) periodSteps);
    }
}
