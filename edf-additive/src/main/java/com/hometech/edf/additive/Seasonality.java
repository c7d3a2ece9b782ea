package com.hometech.edf.additive;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A seasonality as a Fourier series.
 *
 * @param name of the component
 * @param periodDays length of its period [days]
 * @param order number of harmonics, each of which gives a sine and a cosine
 * @param givenPriorScale standard deviation of its coefficients' prior; null for the model's seasonality prior scale
 * @param givenMode null for the model's seasonality mode
 * @param condition column of booleans (1 or 0) that switches it on row by row; null where it is always on
 */
public record Seasonality(
        String name,
        double periodDays,
        int order,
        @Nullable Double givenPriorScale,
        @Nullable Mode givenMode,
        @Nullable String condition) {

    private static final int MOST_HARMONICS = 1000;

    public Seasonality {
        if (!(periodDays > 0) || Double.isInfinite(periodDays)) {
            throw new AdditiveInputException(
                    "Seasonality '" + name + "': its period is " + periodDays + " days; give a number above 0");
        }
        if (order < 1) {
            throw new AdditiveInputException(
                    "Seasonality '" + name + "': it has " + order + " harmonics; give 1 or more, or leave it out");
        }
        if (order > MOST_HARMONICS) {
            throw new AdditiveInputException(
                    "Seasonality '" + name + "': it has " + order + " harmonics; give " + MOST_HARMONICS + " at most");
        }
        Names.requirePositive("Seasonality '" + name + "': its prior scale", givenPriorScale);
    }

    /** A seasonality with the model's prior scale and mode. */
    public static Seasonality of(String name, double periodDays, int order) {
        return new Seasonality(name, periodDays, order, null, null, null);
    }

    /** The same with another standard deviation of its coefficients' prior. */
    public Seasonality priorScale(double scale) {
        return new Seasonality(name, periodDays, order, scale, givenMode, condition);
    }

    /** The same in another mode. */
    public Seasonality mode(Mode mode) {
        return new Seasonality(name, periodDays, order, givenPriorScale, mode, condition);
    }

    /** The same, on only where this column is 1. */
    public Seasonality onlyWhere(String column) {
        return new Seasonality(name, periodDays, order, givenPriorScale, givenMode, column);
    }

    /** The prior scale in use: never absent in a {@link Preparation}. */
    public OptionalDouble priorScale() {
        return givenPriorScale == null ? OptionalDouble.empty() : OptionalDouble.of(givenPriorScale);
    }

    Seasonality resolved(double defaultScale, Mode defaultMode) {
        return new Seasonality(
                name,
                periodDays,
                order,
                givenPriorScale == null ? (Double) defaultScale : givenPriorScale,
                givenMode == null ? defaultMode : givenMode,
                condition);
    }
}
