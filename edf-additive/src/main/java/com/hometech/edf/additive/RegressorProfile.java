package com.hometech.edf.additive;

import java.util.Optional;

/**
 * What a regressor adds: a straight line through its zero.
 *
 * @param regressor with its name
 * @param mode how it enters the forecast
 * @param slope for one unit of the regressor: additive [unit of the series], multiplicative [part of the trend]
 * @param zero value of the regressor that adds nothing: its mean in the history where it is standardised, else 0
 * @param range of its values; absent where it is not known
 */
public record RegressorProfile(Regressor regressor, Mode mode, double slope, double zero, Optional<Range> range) {
    /**
     * Values of a regressor.
     *
     * @param observed whether they are the least and greatest of the history; else, as the model holds but the end of it, the
     *     mean less and plus two standard deviations, or 0 and 1 where the regressor is a switch
     */
    public record Range(double least, double greatest, boolean observed) {}

    /** What a value of the regressor adds. */
    public double effect(double value) {
        return slope * (value - zero);
    }
}
