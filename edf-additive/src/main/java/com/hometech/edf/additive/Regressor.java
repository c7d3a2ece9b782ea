package com.hometech.edf.additive;

import org.jspecify.annotations.Nullable;

/**
 * A column of the frame as a further term.
 *
 * @param name of the column and of the component
 * @param givenPriorScale standard deviation of its coefficient's prior; null for the model's holidays prior scale
 * @param standardize whether it is put on mean 0 and standard deviation 1
 * @param givenMode null for the model's seasonality mode
 */
public record Regressor(
        String name,
        @Nullable Double givenPriorScale,
        Standardize standardize,
        @Nullable Mode givenMode) {

    public Regressor {
        Names.requirePositive("Regressor '" + name + "': its prior scale", givenPriorScale);
    }

    /** A regressor with the model's prior scale and mode, standardised unless it is 0 or 1. */
    public static Regressor of(String name) {
        return new Regressor(name, null, Standardize.AUTO, null);
    }

    /** The same with another standard deviation of its coefficient's prior. */
    public Regressor priorScale(double scale) {
        return new Regressor(name, scale, standardize, givenMode);
    }

    /** The same in another mode. */
    public Regressor mode(Mode mode) {
        return new Regressor(name, givenPriorScale, standardize, mode);
    }

    /** The same with another rule of standardisation. */
    public Regressor standardize(Standardize rule) {
        return new Regressor(name, givenPriorScale, rule, givenMode);
    }
}
