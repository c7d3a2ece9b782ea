package com.hometech.edf.training.tune;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Whether settings are better than others by more than noise, by origins that had no part in their choice: the best of many
 * trials looks better than it is where it was chosen.
 *
 * @param gainPercent by how much less they lose, see {@link Score#relativeTo} [%]
 * @param leastGainPercent the gain that is reached in {@value #CONFIDENCE_PERCENT} of 100 samples of the origins [%]
 * @param wapeGainPercent by how much less the forecasts alone lose [%]
 */
record Verdict(double gainPercent, double leastGainPercent, double wapeGainPercent) {
    /** Share of samples that must show a gain [%]. */
    static final int CONFIDENCE_PERCENT = 95;
    /** A smaller gain is not worth a change; another seed alone makes differences of this size [%]. */
    static final double LEAST_GAIN_PERCENT = 0.5;

    private static final int SAMPLES = 2000;

    /** Errors of both in one window, over the origins that judge. */
    record Pair(WindowErrors others, WindowErrors own, int[] origins) {
        double relativeLoss(int[] some) {
            return own.score(some).relativeTo(others.score(some));
        }

        double relativeWape(int[] some) {
            return own.score(some).wapePercent() / others.score(some).wapePercent();
        }

        int[] sample(Random random) {
            return Arrays.stream(origins)
                    .map(any -> origins[random.nextInt(origins.length)])
                    .toArray();
        }
    }

    /**
     * Compares two settings. Origins are drawn anew from each window, the same for both (paired bootstrap, Efron and
     * Tibshirani, 1993): hours of one forecast err together and count as one.
     *
     * @param windows with the same buildings and origins for both
     * @param seed of the samples
     */
    static Verdict of(List<Pair> windows, long seed) {
        Random random = new Random(seed);
        double[] gains = new double[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            gains[sample] = gainPercent(windows.stream()
                    .mapToDouble(pair -> pair.relativeLoss(pair.sample(random)))
                    .average()
                    .orElseThrow());
        }
        Arrays.sort(gains);
        return new Verdict(
                gainPercent(windows.stream()
                        .mapToDouble(pair -> pair.relativeLoss(pair.origins()))
                        .average()
                        .orElseThrow()),
                gains[SAMPLES * (100 - CONFIDENCE_PERCENT) / 100],
                gainPercent(windows.stream()
                        .mapToDouble(pair -> pair.relativeWape(pair.origins()))
                        .average()
                        .orElseThrow()));
    }

    private static double gainPercent(double relativeLoss) {
        return 100 * (1 - relativeLoss);
    }

    /** Whether to change to these settings: a gain that is no noise, worth a change, and not paid for by the forecasts. */
    boolean isBetter() {
        return gainPercent >= LEAST_GAIN_PERCENT && leastGainPercent > 0 && wapeGainPercent >= 0;
    }
}
