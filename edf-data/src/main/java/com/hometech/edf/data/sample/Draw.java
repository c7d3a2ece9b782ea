package com.hometech.edf.data.sample;

import java.util.SplittableRandom;

/** Random numbers as building facts need them. */
final class Draw {
    private Draw() {}

    /** A log-normal factor with median 1. */
    static double factor(SplittableRandom random, double spread) {
        return StrictMath.exp(spread * random.nextGaussian());
    }

    /** A normal deviate, cut at two standard deviations. */
    static double around(SplittableRandom random, double mean, double spread) {
        double deviate = Math.max(-2, Math.min(2, random.nextGaussian()));
        return mean + spread * deviate;
    }

    /** Whether an event of that probability happens. */
    static boolean chance(SplittableRandom random, double probability) {
        return random.nextDouble() < probability;
    }
}
