package com.hometech.edf.inference;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.error.InvalidInputException;

/**
 * Forecasts of some rows of a feature table, in their order. All are finite, and quantiles never cross:
 * {@code lower <= yhat <= upper}.
 *
 * @param yhat point forecast: energy [kWh]
 * @param quantiles for each level, ascending, one number for each row [kWh]; the first and the last level are the ends of
 *     the interval
 * @param quality how good each can be expected to be
 */
@SuppressWarnings("ArrayRecordComponent") // hot data; the arrays belong to the one who asked for the prediction
public record Prediction(double[] yhat, double[][] quantiles, ForecastQuality[] quality) {
    public Prediction {
        boolean fits = quantiles.length >= 2 && quality.length == yhat.length;
        for (double[] level : quantiles) {
            fits &= level.length == yhat.length;
        }
        if (!fits) {
            throw new InvalidInputException(
                    "A prediction needs as many numbers of each of two or more quantiles, and grades, as forecasts");
        }
    }

    /** A prediction with the two ends of an interval alone. */
    public Prediction(double[] yhat, double[] lower, double[] upper, ForecastQuality[] quality) {
        this(yhat, new double[][] {lower, upper}, quality);
    }

    /** A prediction to fill, for {@code rows} rows with {@code levels} quantiles. */
    public static Prediction empty(int rows, int levels) {
        return new Prediction(new double[rows], new double[levels][rows], new ForecastQuality[rows]);
    }

    /** Lower end of the interval [kWh]. */
    public double[] lower() {
        return quantiles[0];
    }

    /** Upper end of the interval [kWh]. */
    public double[] upper() {
        return quantiles[quantiles.length - 1];
    }

    /** How many rows it is for. */
    public int rows() {
        return yhat.length;
    }
}
