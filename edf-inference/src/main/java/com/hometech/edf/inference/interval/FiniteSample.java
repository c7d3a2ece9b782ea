package com.hometech.edf.inference.interval;

/** The finite-sample correction of conformal prediction (Vovk and others, 2005): one part in n outwards. */
public final class FiniteSample {
    private static final double MEDIAN = 0.5;
    /** The hours of a day err together: so many errors of a day are independent of each other, about. */
    private static final double ERRORS_PER_DAY = 3;

    private FiniteSample() {}

    /** How many errors some days of forecasts have that are independent of each other, about. */
    public static double errors(double days) {
        return ERRORS_PER_DAY * days;
    }

    /**
     * The level to take of n scores, so that the next one lies below with the wanted probability at least (above 0.5) or at most
     * (below); within [0, 1].
     */
    public static double level(double wanted, double n) {
        double outwards = wanted;
        if (wanted > MEDIAN) {
            outwards = wanted * (n + 1) / n;
        } else if (wanted < MEDIAN) {
            outwards = 1 - (1 - wanted) * (n + 1) / n;
        }
        return Math.max(0, Math.min(1, outwards));
    }
}
