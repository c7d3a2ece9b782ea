package com.hometech.edf.additive;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One day of a holiday. Days with one name share their effects; those before and after it that its window takes in have
 * effects of their own.
 *
 * @param name of the holiday and its component
 * @param date of this one
 * @param lowerWindow days before that are taken in, as a number that is not above 0
 * @param upperWindow days after that are taken in
 * @param givenPriorScale standard deviation of its effects' prior, the same for all days of one name; null for the model's
 *     holidays prior scale
 */
public record Holiday(
        String name,
        LocalDate date,
        int lowerWindow,
        int upperWindow,
        @Nullable Double givenPriorScale) {
    private static final int LONGEST_WINDOW = 3660;

    public Holiday {
        if (lowerWindow > 0 || upperWindow < 0 || lowerWindow < -LONGEST_WINDOW || upperWindow > LONGEST_WINDOW) {
            throw new AdditiveInputException("Holiday '" + name + "' on " + date + ": its window goes from "
                    + lowerWindow
                    + " to " + upperWindow + " days; the first must be 0 or less, the second 0 or more, neither beyond "
                    + LONGEST_WINDOW);
        }
        Names.requirePositive("Holiday '" + name + "' on " + date + ": its prior scale", givenPriorScale);
    }

    /** The day alone, with the model's prior scale. */
    public static Holiday of(String name, LocalDate date) {
        return new Holiday(name, date, 0, 0, null);
    }

    /** The same with days before (not above 0) and after. */
    public Holiday window(int lower, int upper) {
        return new Holiday(name, date, lower, upper, givenPriorScale);
    }

    /** The same with another standard deviation of its effects' prior. */
    public Holiday priorScale(double scale) {
        return new Holiday(name, date, lowerWindow, upperWindow, scale);
    }
}
