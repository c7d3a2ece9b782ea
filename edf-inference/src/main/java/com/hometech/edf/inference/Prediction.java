package com.hometech.edf.inference;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.error.InvalidInputException;

/**
 * Forecasts of some rows of a feature table, in their order. Every {@code lower <= yhat <= upper} is finite.
 *
 * @param yhat expected energy [kWh]
 * @param lower lower end of the interval [kWh]
 * @param upper upper end of the interval [kWh]
 * @param quality how good each can be expected to be
 */
@SuppressWarnings("ArrayRecordComponent") // hot data; the arrays belong to the one who asked for the prediction
public record Prediction(double[] yhat, double[] lower, double[] upper, ForecastQuality[] quality) {
    public Prediction {
        if (lower.length != yhat.length || upper.length != yhat.length || quality.length != yhat.length) {
            throw new InvalidInputException("A prediction needs as many lower and upper ends and grades as forecasts");
        }
    }

    /** A prediction to fill, for {@code rows} rows. */
    static Prediction empty(int rows) {
        return new Prediction(new double[rows], new double[rows], new double[rows], new ForecastQuality[rows]);
    }

    /** How many rows it is for. */
    public int rows() {
        return yhat.length;
    }
}
