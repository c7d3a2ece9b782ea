package com.hometech.edf.additive;

/**
 * Parameters of a fitted model in scaled units: time runs from 0 to 1 over the history, values are divided by the scale.
 *
 * @param rate k, of the trend before the first changepoint
 * @param offset m
 * @param changes of the rate at the changepoints; one 0 where there are none
 * @param noise standard deviation of the residuals
 * @param coefficients of the features, by column
 */
public record Parameters(double rate, double offset, double[] changes, double noise, double[] coefficients) {
    public Parameters {
        changes = changes.clone();
        coefficients = coefficients.clone();
    }

    @Override
    public double[] changes() {
        return changes.clone();
    }

    @Override
    public double[] coefficients() {
        return coefficients.clone();
    }
}
