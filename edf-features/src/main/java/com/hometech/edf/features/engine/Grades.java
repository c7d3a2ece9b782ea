package com.hometech.edf.features.engine;

import com.hometech.edf.features.table.Readiness;

/** The best grade a building can be forecast with, from what is known at each origin. */
final class Grades {
    private static final int HOURS_PER_DAY = 24;

    private final FeatureSettings settings;
    private final KnownLoad load;
    private final StepGrid grid;
    private final int[] readingsBefore;
    private final int[] nextReading;
    private final int[] flatSteps;

    Grades(KnownLoad load, boolean[] isTelling, StepGrid grid, FeatureSettings settings) {
        this.settings = settings;
        this.load = load;
        this.grid = grid;
        double[] kwh = load.measuredKwh;
        this.readingsBefore = new int[kwh.length + 1];
        this.nextReading = new int[kwh.length + 1];
        this.flatSteps = new int[kwh.length];
        nextReading[kwh.length] = Integer.MAX_VALUE;
        int last = 0;
        for (int index = 0; index < kwh.length; index++) {
            boolean known = !Double.isNaN(kwh[index]);
            readingsBefore[index + 1] = readingsBefore[index] + (known ? 1 : 0);
            if (isTelling[index]) {
                boolean same = index > 0 && kwh[index] == kwh[last];
                flatSteps[index] = known ? (same ? flatSteps[last] + 1 : 1) : 0;
                last = index;
            } else {
                flatSteps[index] = index > 0 ? flatSteps[index - 1] : 0;
            }
        }
        for (int index = kwh.length - 1; index >= 0; index--) {
            nextReading[index] = Double.isNaN(kwh[index]) ? nextReading[index + 1] : index;
        }
    }

    /** Whether a reading is new enough; a building without one counts as closed and is not forecast. */
    boolean isActive(int origin) {
        int newest = load.newestReading[origin];
        return newest >= 0 && origin - newest < settings.quality().inactiveAfterDays() * grid.stepsPerDay();
    }

    Readiness at(int origin) {
        if (historySteps(origin) < settings.quality().minHistoryDays() * grid.stepsPerDay()) {
            return Readiness.COLD_START;
        }
        boolean standsStill = flatSteps[origin] >= settings.quality().flatlineSteps(grid.step());
        return standsStill || missingShare(origin) > settings.quality().maxMissingShare()
                ? Readiness.FALLBACK
                : Readiness.MODEL;
    }

    /** From the first reading to the origin, as far as the lookback shows [steps]. */
    private int historySteps(int origin) {
        int hours = Math.max(
                settings.quality().minHistoryDays() * HOURS_PER_DAY,
                settings.quality().inactiveAfterDays() * HOURS_PER_DAY + FeatureSettings.FOUR_WEEKS_HOURS);
        int first = nextReading[Math.max(0, origin + 1 - grid.steps(hours))];
        return first > origin ? 0 : origin + 1 - first;
    }

    private double missingShare(int origin) {
        int window = settings.lookbackDays() * grid.stepsPerDay();
        int known = readingsBefore[origin + 1] - readingsBefore[Math.max(0, origin + 1 - window)];
        return 1 - (double) known / window;
    }
}
