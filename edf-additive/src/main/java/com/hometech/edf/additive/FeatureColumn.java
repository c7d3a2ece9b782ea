package com.hometech.edf.additive;

/**
 * A column of features.
 *
 * @param name of the column
 * @param component the seasonality, holiday or regressor it belongs to
 * @param mode how it enters the forecast
 * @param priorScale standard deviation of its coefficient's prior
 */
public record FeatureColumn(String name, String component, Mode mode, double priorScale) {}
