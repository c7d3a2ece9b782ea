package com.hometech.edf.data.accuracy;

/** The loss of quantile forecasts. */
public final class Pinball {
    private Pinball() {}

    /**
     * Loss of a quantile forecast (Koenker and Bassett, 1978); its expectation is least at the true quantile.
     *
     * @param level of the quantile, in (0, 1)
     * @return in the unit of the values
     */
    public static double loss(double level, double actual, double forecast) {
        return actual >= forecast ? level * (actual - forecast) : (1 - level) * (forecast - actual);
    }
}
