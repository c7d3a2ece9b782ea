package com.hometech.edf.additive;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts of a series from many of its own times, each from a fit of what was known then: Prophet's
 * {@code cross_validation}. At each cutoff the model is prepared and fitted anew, except that seasonalities and the number of
 * changepoints are those that the whole history decides.
 *
 * @param horizon how far each forecast goes
 * @param step between two cutoffs; Prophet's {@code period}
 * @param first the least history before a cutoff; Prophet's {@code initial}
 * @param longest the seasonality with the longest period; null where there is none
 * @param forecasts cutoff by cutoff, each in order of time
 */
public record CrossValidation(
        Duration horizon,
        Duration step,
        Duration first,
        @Nullable Seasonality longest,
        List<Forecasted> forecasts) {
    /** Cutoffs whose sums are kept at one time. */
    private static final int CHUNK = 200;

    private static final double DAY_MICROS = 86_400e6;

    public CrossValidation {
        forecasts = List.copyOf(forecasts);
    }

    /**
     * What was forecast for one time, and what came.
     *
     * @param cutoff the last time that was known
     * @param time that was forecast
     * @param y what came [unit of the series]
     * @param yhat what was forecast [unit of the series]
     * @param yhatLower lower bound; NaN where the model draws no samples
     * @param yhatUpper upper bound; NaN where the model draws no samples
     */
    public record Forecasted(
            LocalDateTime cutoff, LocalDateTime time, double y, double yhat, double yhatLower, double yhatUpper) {
        /** How far ahead it was forecast. */
        public Duration horizon() {
            return Duration.between(cutoff, time);
        }
    }

    /**
     * Forecasts the history from its cutoffs.
     *
     * @param rows as {@link AdditiveModel#fit} takes them; those without {@code y} are left out
     * @param horizon above 0
     * @param step above 0; null for half of the horizon
     * @param first null for three times the horizon, or the longest period of a seasonality if that is longer
     * @throws AdditiveInputException where the history is too short for them, or cannot be fitted
     */
    public static CrossValidation of(
            AdditiveModel model, Frame rows, Duration horizon, @Nullable Duration step, @Nullable Duration first) {
        requirePositive("horizon", horizon);
        Duration between = step == null ? horizon.dividedBy(2) : step;
        requirePositive("step", between);
        Frame history = FittedModel.usable(model, rows);
        Duration span = Duration.between(history.time(0), history.time(history.size() - 1));
        if (horizon.compareTo(span) > 0) {
            throw new AdditiveInputException(
                    "horizon is " + horizon + ", but the history spans only " + span + "; give a shorter one");
        }
        Preparation preparation = FittedModel.prepare(model, history);
        Seasonality longest = preparation.seasonalities().stream()
                .max((one, other) -> Double.compare(one.periodDays(), other.periodDays()))
                .orElse(null);
        Duration least = first == null ? longer(horizon.multipliedBy(3), longest) : first;
        if (least.isNegative()) {
            throw new AdditiveInputException("first is " + least + "; give a length of time that is not negative");
        }
        if (least.compareTo(span.minus(horizon)) > 0) {
            throw new AdditiveInputException("first is " + least + ", but the history of " + span
                    + " leaves no cutoff with that before it and a horizon of " + horizon
                    + " after it; make first or horizon shorter");
        }
        List<LocalDateTime> cutoffs = cutoffs(history, horizon, between, least);
        int changepoints = preparation.changepointMicros().length;
        AdditiveModel copy = model.withSeasonalities(preparation.seasonalities(), changepoints);
        List<Forecasted> forecasts = new ArrayList<>();
        for (int from = 0; from < cutoffs.size(); from += CHUNK) {
            List<LocalDateTime> some = cutoffs.subList(from, Math.min(cutoffs.size(), from + CHUNK));
            RollingFits fits = RollingFits.of(copy, history, some);
            some.forEach(cutoff -> add(forecasts, fits.at(cutoff), history, cutoff, horizon));
        }
        return new CrossValidation(horizon, between, least, longest, forecasts);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new AdditiveInputException(
                    name + " is " + duration + "; give a length of time above 0, for example PT72H or P30D");
        }
    }

    private static Duration longer(Duration duration, @Nullable Seasonality longest) {
        Duration period = longest == null ? Duration.ZERO : period(longest);
        return period.compareTo(duration) > 0 ? period : duration;
    }

    private static Duration period(Seasonality seasonality) {
        return Duration.of(Math.round(seasonality.periodDays() * DAY_MICROS), ChronoUnit.MICROS);
    }

    /** A seasonality whose period is longer than what the first cutoff knows: what it learns there is of little worth. */
    public Optional<Seasonality> seasonalityLongerThanFirst() {
        return Optional.ofNullable(longest)
                .filter(seasonality -> period(seasonality).compareTo(first) > 0);
    }

    /** From the last one back, so that the last forecast ends with the history; gaps without values are passed over. */
    private static List<LocalDateTime> cutoffs(Frame history, Duration horizon, Duration step, Duration first) {
        LocalDateTime cutoff = history.time(history.size() - 1).minus(horizon);
        List<LocalDateTime> cutoffs = new ArrayList<>();
        LocalDateTime earliest = history.time(0).plus(first);
        while (!cutoff.isBefore(earliest)) {
            cutoffs.add(cutoff);
            cutoff = cutoff.minus(step);
            int known = history.firstAtOrAfter(Frame.micros(cutoff) + 1);
            int after = history.firstAtOrAfter(Frame.micros(cutoff.plus(horizon)) + 1);
            if (known == after && known > 0) {
                cutoff = history.time(known - 1).minus(horizon);
            }
        }
        Collections.reverse(cutoffs);
        return cutoffs;
    }

    private static void add(
            List<Forecasted> forecasts, FittedModel fitted, Frame history, LocalDateTime cutoff, Duration horizon) {
        int from = history.firstAtOrAfter(Frame.micros(cutoff) + 1);
        int to = history.firstAtOrAfter(Frame.micros(cutoff.plus(horizon)) + 1);
        Frame rows = history.rows(from, to);
        Forecast forecast = fitted.predict(rows);
        double[] y = rows.values("y");
        double[] yhat = forecast.yhat();
        double[] lower = forecast.intervals().map(Intervals::yhatLower).orElse(null);
        double[] upper = forecast.intervals().map(Intervals::yhatUpper).orElse(null);
        for (int row = 0; row < y.length; row++) {
            forecasts.add(new Forecasted(
                    cutoff,
                    rows.time(row),
                    y[row],
                    yhat[row],
                    lower == null ? Double.NaN : lower[row],
                    upper == null ? Double.NaN : upper[row]));
        }
    }

    /** The cutoffs, ascending. */
    public List<LocalDateTime> cutoffs() {
        return forecasts.stream().map(Forecasted::cutoff).distinct().toList();
    }

    /**
     * How good the forecasts are, by horizon, as Prophet's {@code performance_metrics} says.
     *
     * @param window part of all forecasts that each mean is of, the nearest shorter horizons among them; 0.1 in Prophet
     */
    public List<HorizonMetrics> metrics(double window) {
        return RollingMetrics.of(forecasts, window);
    }
}
