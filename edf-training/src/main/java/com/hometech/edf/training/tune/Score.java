package com.hometech.edf.training.tune;

/**
 * How good forecasts are: medians over the buildings.
 *
 * @param wapePercent sum of |error| over sum of |reading| [%]
 * @param pinballPercent sum of the mean pinball loss over the quantiles and, at level 0.5, the forecast, over sum of
 *     |reading| [%]
 */
record Score(double wapePercent, double pinballPercent) {

    /**
     * The loss as a multiple of that of others: the mean of both errors, each divided by theirs. Forecasts and intervals count
     * alike, and a window that is hard for everybody no more than another.
     */
    double relativeTo(Score others) {
        return (ratio(wapePercent, others.wapePercent) + ratio(pinballPercent, others.pinballPercent)) / 2;
    }

    private static double ratio(double own, double others) {
        return own == others ? 1 : own / others;
    }
}
