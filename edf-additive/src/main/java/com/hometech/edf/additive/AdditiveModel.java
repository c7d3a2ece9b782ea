package com.hometech.edf.additive;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an additive model is made of. Defaults are those of Prophet. Immutable: {@link #builder()} makes one, {@link #fit}
 * fits it to a series and leaves it as it is.
 *
 * @param growth what the trend does between changepoints
 * @param givenChangepoints times at which the trend may change; null where they are placed evenly
 * @param changepointCount how many are placed, where none are given
 * @param changepointRange in which part of the history they are placed, from its start
 * @param changepointPriorScale scale of the Laplace prior of the changes
 * @param yearly seasonality of 365.25 days
 * @param weekly seasonality of 7 days
 * @param daily seasonality of 1 day
 * @param seasonalityMode mode of seasonalities and regressors that have none of their own
 * @param seasonalityPriorScale prior scale of seasonalities that have none of their own
 * @param holidays days with effects of their own
 * @param givenHolidaysMode mode of holidays; null for that of seasonalities
 * @param holidaysPriorScale prior scale of holidays and regressors that have none of their own
 * @param seasonalities further seasonalities; one named as a built-in one takes its place where that is decided by the data
 * @param regressors columns that are further terms
 * @param scaling what the series is divided by
 * @param intervalWidth probability that intervals are to hold
 * @param uncertaintySamples trends that are drawn for intervals; 0 for no intervals
 * @param seed of what is drawn
 */
public record AdditiveModel(
        Growth growth,
        @Nullable List<LocalDateTime> givenChangepoints,
        int changepointCount,
        double changepointRange,
        double changepointPriorScale,
        BuiltInSeasonality yearly,
        BuiltInSeasonality weekly,
        BuiltInSeasonality daily,
        Mode seasonalityMode,
        double seasonalityPriorScale,
        List<Holiday> holidays,
        @Nullable Mode givenHolidaysMode,
        double holidaysPriorScale,
        List<Seasonality> seasonalities,
        List<Regressor> regressors,
        Scaling scaling,
        double intervalWidth,
        int uncertaintySamples,
        long seed) {

    public AdditiveModel {
        givenChangepoints = givenChangepoints == null ? null : List.copyOf(givenChangepoints);
        holidays = List.copyOf(holidays);
        seasonalities = List.copyOf(seasonalities);
        regressors = List.copyOf(regressors);
        if (changepointCount < 0) {
            throw new AdditiveInputException(
                    "n_changepoints is " + changepointCount + "; give 0 for a straight trend, or more");
        }
        if (!(changepointRange >= 0 && changepointRange <= 1)) {
            throw new AdditiveInputException(
                    "changepoint_range is " + changepointRange + "; give a part of the history from 0 to 1");
        }
        Names.requirePositive("changepoint_prior_scale", changepointPriorScale);
        Names.requirePositive("seasonality_prior_scale", seasonalityPriorScale);
        Names.requirePositive("holidays_prior_scale", holidaysPriorScale);
        if (!(intervalWidth > 0 && intervalWidth < 1)) {
            throw new AdditiveInputException(
                    "interval_width is " + intervalWidth + "; give a probability between 0 and 1, for example 0.8");
        }
        if (uncertaintySamples < 0) {
            throw new AdditiveInputException(
                    "uncertainty_samples is " + uncertaintySamples + "; give 0 for no intervals, or for example 1000");
        }
        requireNames(holidays, seasonalities, regressors);
        HolidayTable.of(holidays, holidaysPriorScale);
    }

    private static void requireNames(
            List<Holiday> holidays, List<Seasonality> seasonalities, List<Regressor> regressors) {
        Set<String> holidayNames = new HashSet<>();
        holidays.stream().map(Holiday::name).filter(holidayNames::add).forEach(name -> Names.require("Holiday", name));
        Set<String> names = new HashSet<>(holidayNames);
        for (Seasonality seasonality : seasonalities) {
            if (!Names.BUILT_IN.contains(seasonality.name())) {
                Names.require("Seasonality", seasonality.name());
            }
            requireNew(names, "Seasonality", seasonality.name());
        }
        for (Regressor regressor : regressors) {
            Names.require("Regressor", regressor.name());
            requireNew(names, "Regressor", regressor.name());
        }
    }

    private static void requireNew(Set<String> names, String kind, String name) {
        if (!names.add(name)) {
            throw new AdditiveInputException(
                    kind + " '" + name + "': another component has this name already; choose another");
        }
    }

    /** A builder with Prophet's defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Times at which the trend may change, where they are given. */
    public Optional<List<LocalDateTime>> changepoints() {
        return Optional.ofNullable(givenChangepoints);
    }

    /** The same model with other given changepoints. */
    AdditiveModel withChangepoints(List<LocalDateTime> times) {
        return toBuilder().changepoints(times).build();
    }

    /** The same model with these seasonalities alone, and so many changepoints where none are given. */
    AdditiveModel withSeasonalities(List<Seasonality> some, int changepoints) {
        Builder builder = toBuilder()
                .yearly(BuiltInSeasonality.OFF)
                .weekly(BuiltInSeasonality.OFF)
                .daily(BuiltInSeasonality.OFF)
                .changepointCount(changepoints);
        builder.seasonalities.clear();
        builder.seasonalities.addAll(some);
        return builder.build();
    }

    private Builder toBuilder() {
        Builder builder = builder()
                .growth(growth)
                .changepointCount(changepointCount)
                .changepointRange(changepointRange)
                .changepointPriorScale(changepointPriorScale)
                .yearly(yearly)
                .weekly(weekly)
                .daily(daily)
                .seasonalityMode(seasonalityMode)
                .seasonalityPriorScale(seasonalityPriorScale)
                .holidays(holidays)
                .holidaysPriorScale(holidaysPriorScale)
                .seasonalities(seasonalities.toArray(Seasonality[]::new))
                .regressors(regressors.toArray(Regressor[]::new))
                .scaling(scaling)
                .intervalWidth(intervalWidth)
                .uncertaintySamples(uncertaintySamples)
                .seed(seed);
        builder.changepoints = givenChangepoints;
        builder.holidaysMode = givenHolidaysMode;
        return builder;
    }

    /** Mode of holidays. */
    public Mode holidaysMode() {
        return givenHolidaysMode == null ? seasonalityMode : givenHolidaysMode;
    }

    /**
     * Fits the model: finds the maximum of its posterior.
     *
     * @param history with a column {@code y} and those that the model asks for; rows without {@code y} are left out
     * @throws AdditiveInputException where the history lacks something or holds what no model can use
     */
    public FittedModel fit(Frame history) {
        return FittedModel.fit(this, history);
    }

    /** Settings of an {@link AdditiveModel}; each method changes one and returns this builder. */
    public static final class Builder {
        private Growth growth = Growth.LINEAR;
        private @Nullable List<LocalDateTime> changepoints;
        private int changepointCount = 25;
        private double changepointRange = 0.8;
        private double changepointPriorScale = 0.05;
        private BuiltInSeasonality yearly = BuiltInSeasonality.AUTO;
        private BuiltInSeasonality weekly = BuiltInSeasonality.AUTO;
        private BuiltInSeasonality daily = BuiltInSeasonality.AUTO;
        private Mode seasonalityMode = Mode.ADDITIVE;
        private double seasonalityPriorScale = 10;
        private final List<Holiday> holidays = new ArrayList<>();
        private @Nullable Mode holidaysMode;
        private double holidaysPriorScale = 10;
        private final List<Seasonality> seasonalities = new ArrayList<>();
        private final List<Regressor> regressors = new ArrayList<>();
        private Scaling scaling = Scaling.ABSMAX;
        private double intervalWidth = 0.8;
        private int uncertaintySamples = 1000;
        private long seed;

        private Builder() {}

        /** What the trend does between changepoints; linear unless set. */
        public Builder growth(Growth value) {
            growth = value;
            return this;
        }

        /** Times at which the trend may change, in any order, instead of evenly placed ones. */
        public Builder changepoints(List<LocalDateTime> values) {
            changepoints = List.copyOf(values);
            return this;
        }

        /** How many changepoints are placed evenly; 25 unless set. */
        public Builder changepointCount(int value) {
            changepointCount = value;
            return this;
        }

        /** In which part of the history changepoints are placed, from its start; 0.8 unless set. */
        public Builder changepointRange(double value) {
            changepointRange = value;
            return this;
        }

        /** How easily the trend changes; 0.05 unless set. */
        public Builder changepointPriorScale(double value) {
            changepointPriorScale = value;
            return this;
        }

        /** Seasonality of the year. */
        public Builder yearly(BuiltInSeasonality value) {
            yearly = value;
            return this;
        }

        /** Seasonality of the week. */
        public Builder weekly(BuiltInSeasonality value) {
            weekly = value;
            return this;
        }

        /** Seasonality of the day. */
        public Builder daily(BuiltInSeasonality value) {
            daily = value;
            return this;
        }

        /** Mode of seasonalities, regressors and holidays that have none of their own; additive unless set. */
        public Builder seasonalityMode(Mode value) {
            seasonalityMode = value;
            return this;
        }

        /** How large seasonalities may be; 10 unless set. */
        public Builder seasonalityPriorScale(double value) {
            seasonalityPriorScale = value;
            return this;
        }

        /** Adds days with effects of their own. */
        public Builder holidays(List<Holiday> values) {
            holidays.addAll(values);
            return this;
        }

        /** Mode of holidays, where it is not that of seasonalities. */
        public Builder holidaysMode(Mode value) {
            holidaysMode = value;
            return this;
        }

        /** How large effects of holidays and regressors may be; 10 unless set. */
        public Builder holidaysPriorScale(double value) {
            holidaysPriorScale = value;
            return this;
        }

        /** Adds seasonalities. */
        public Builder seasonalities(Seasonality... values) {
            seasonalities.addAll(Arrays.asList(values));
            return this;
        }

        /** Adds regressors. */
        public Builder regressors(Regressor... values) {
            regressors.addAll(Arrays.asList(values));
            return this;
        }

        /** What the series is divided by before the fit; its largest absolute value unless set. */
        public Builder scaling(Scaling value) {
            scaling = value;
            return this;
        }

        /** Probability that intervals are to hold; 0.8 unless set. */
        public Builder intervalWidth(double value) {
            intervalWidth = value;
            return this;
        }

        /** Trends that are drawn for intervals; 1000 unless set, 0 for no intervals. */
        public Builder uncertaintySamples(int value) {
            uncertaintySamples = value;
            return this;
        }

        /** Seed of what is drawn; 0 unless set. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * The model.
         *
         * @throws AdditiveInputException where a setting is impossible or two contradict each other
         */
        public AdditiveModel build() {
            return new AdditiveModel(
                    growth,
                    changepoints,
                    changepointCount,
                    changepointRange,
                    changepointPriorScale,
                    yearly,
                    weekly,
                    daily,
                    seasonalityMode,
                    seasonalityPriorScale,
                    holidays,
                    holidaysMode,
                    holidaysPriorScale,
                    seasonalities,
                    regressors,
                    scaling,
                    intervalWidth,
                    uncertaintySamples,
                    seed);
        }
    }
}
