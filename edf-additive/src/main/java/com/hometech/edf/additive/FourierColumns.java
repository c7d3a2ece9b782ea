package com.hometech.edf.additive;

/** Sines and cosines of a seasonality and its harmonics, from the place of each time within the period. */
final class FourierColumns {
    private static final double SECONDS_OF_DAY = 86_400;
    private static final long MICROS = 1_000_000;

    private final int order;
    private final double periodSeconds;
    private final boolean wholeSeconds;

    FourierColumns(Seasonality seasonality) {
        this.order = seasonality.order();
        this.periodSeconds = seasonality.periodDays() * SECONDS_OF_DAY;
        this.wholeSeconds = periodSeconds == Math.rint(periodSeconds) && periodSeconds < 1e15;
    }

    int width() {
        return 2 * order;
    }

    /** Whether times that are whole periods apart have the very same values. */
    boolean isExactlyPeriodic() {
        return wholeSeconds;
    }

    /** Seconds into an exact period; parts of seconds do not count, as in Prophet. */
    long phase(long micros) {
        return Math.floorMod(Math.floorDiv(micros, MICROS), (long) periodSeconds);
    }

    /** The part of the period that has passed, from 0 to 1. */
    private double part(long micros) {
        if (wholeSeconds) {
            return phase(micros) / periodSeconds;
        }
        double periods = Math.floorDiv(micros, MICROS) / periodSeconds;
        return periods - Math.floor(periods);
    }

    /**
     * Writes sine, cosine, sine of the second harmonic ... of one time.
     *
     * @param stride distance between two of them in the target
     */
    void write(long micros, double[] target, int start, int stride) {
        double angle = 2 * Math.PI * part(micros);
        double sine = Math.sin(angle);
        double cosine = Math.cos(angle);
        double harmonicSine = sine;
        double harmonicCosine = cosine;
        int at = start;
        for (int harmonic = 1; harmonic <= order; harmonic++) {
            target[at] = harmonicSine;
            target[at + stride] = harmonicCosine;
            at += 2 * stride;
            double next = harmonicSine * cosine + harmonicCosine * sine;
            harmonicCosine = harmonicCosine * cosine - harmonicSine * sine;
            harmonicSine = next;
        }
    }
}
