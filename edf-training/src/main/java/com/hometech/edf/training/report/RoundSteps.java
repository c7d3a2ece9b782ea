package com.hometech.edf.training.report;

import com.hometech.edf.data.page.Numbers;

/**
 * Steps in which an axis is best divided.
 *
 * @param size 1, 2 or 5 times a power of ten
 */
record RoundSteps(double size) {
    /** As many steps as possible, but no more than these, over a stretch. */
    static RoundSteps of(double stretch, int most) {
        double least = stretch / most;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least) {
                return new RoundSteps(factor * power);
            }
        }
        return new RoundSteps(10 * power);
    }

    /** The place after so many steps from 0, with the decimals that the step needs. */
    String text(long steps) {
        return Numbers.fixed(steps * size, (int) Math.max(0, Math.ceil(-Math.log10(size) - 1e-9)));
    }
}
