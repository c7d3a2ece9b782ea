package com.hometech.edf.additive;

import java.time.LocalDateTime;
import java.util.List;

/**
 * The trend over the history.
 *
 * @param growth what it does between changepoints
 * @param times evenly spaced, from the first to the last value of the history; with logistic growth, whose limits come with
 *     the rows, only over the rows that the model holds
 * @param values at these times [unit of the series]
 * @param changes at every changepoint within the times, in order of time; none where growth is flat
 */
public record TrendProfile(Growth growth, List<LocalDateTime> times, double[] values, List<RateChange> changes) {
    /**
     * A change of the rate at a changepoint.
     *
     * @param time of the changepoint
     * @param scaled the change as the model has it (delta): of the scaled trend, or of the exponent of logistic growth, over
     *     the length of the history that the model was prepared for
     * @param perDay the same a day: of linear growth [unit of the series / day], of the exponent of logistic growth [1 / day]
     */
    public record RateChange(LocalDateTime time, double scaled, double perDay) {
        private static final double NOTICEABLE = 0.01;

        /** Whether plots should mark it, by the rule of Prophet's {@code add_changepoints_to_plot}: 0.01 scaled or more. */
        public boolean isNoticeable() {
            return Math.abs(scaled) >= NOTICEABLE;
        }
    }

    public TrendProfile {
        times = List.copyOf(times);
        values = values.clone();
        changes = List.copyOf(changes);
    }

    @Override
    public double[] values() {
        return values.clone();
    }
}
