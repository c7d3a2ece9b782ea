package com.hometech.edf.training.fit;

import com.hometech.edf.additive.AdditiveModel;
import com.hometech.edf.additive.BuiltInSeasonality;
import com.hometech.edf.additive.Holiday;
import com.hometech.edf.additive.Regressor;
import com.hometech.edf.additive.Seasonality;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.config.TrainingConfig.Prophet;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.features.engine.DayType;
import com.hometech.edf.inference.additive.DayConditions;
import java.io.Serializable;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the additive model of a building is fitted.
 *
 * @param prophet priors, seasonalities and regressors
 * @param isDaily whether the step is a day, which has no hours to tell apart
 * @param fewestReadings that a building must have
 * @param seed of what the model draws
 */
record AdditiveSettings(Prophet prophet, boolean isDaily, int fewestReadings, long seed) implements Serializable {
    /** What Prophet takes for a day unless told otherwise. */
    private static final int STANDARD_DAILY_ORDER = 4;

    /** The settings of a configuration. */
    static AdditiveSettings of(EdfConfig config, TrainingConfig training) {
        TimeStep step = TimeStep.of(config.edfFeatureEng().step());
        double days = config.dataQuality().minHistoryDays()
                * (1 - config.dataQuality().maxMissingShare());
        return new AdditiveSettings(
                training.hyperparameters().prophet(),
                step.isDay(),
                (int) Math.max(2, Math.ceil(days * step.stepsPerDay())),
                training.seed());
    }

    /** The clock that days and weeks of a building run by; an interval of a day is a local date by itself. */
    ZoneId clockOf(Building building) {
        return isDaily ? ZoneOffset.UTC : building.zone();
    }

    /** Weather columns that are read. */
    List<String> regressors() {
        return prophet.prophetRegressors();
    }

    /**
     * The model of a building.
     *
     * @param holidays of its site
     * @param regressors some of {@link #regressors()}
     */
    AdditiveModel model(HolidayCalendar holidays, List<String> regressors) {
        return AdditiveModel.builder()
                .changepointPriorScale(prophet.prophetChangepointPriorScale())
                .seasonalityPriorScale(prophet.prophetSeasonalityPriorScale())
                .holidaysPriorScale(prophet.prophetHolidaysPriorScale())
                .daily(
                        isDaily || prophet.prophetDailyByDayType()
                                ? BuiltInSeasonality.OFF
                                : seasonality(prophet.prophetDailySeasonality()))
                .seasonalities(dailyByDayType())
                .weekly(seasonality(prophet.prophetWeeklySeasonality()))
                .yearly(seasonality(prophet.prophetYearlySeasonality()))
                .holidays(holidays.asMap().keySet().stream()
                        .map(date -> Holiday.of(DayConditions.HOLIDAY, date))
                        .toList())
                .regressors(regressors.stream().map(Regressor::of).toArray(Regressor[]::new))
                .seed(seed)
                .build();
    }

    private Seasonality[] dailyByDayType() {
        if (isDaily
                || !prophet.prophetDailyByDayType()
                || prophet.prophetDailySeasonality().equals("false")) {
            return new Seasonality[0];
        }
        int order = prophet.prophetDailySeasonality().matches("[0-9]+")
                ? Integer.parseInt(prophet.prophetDailySeasonality())
                : STANDARD_DAILY_ORDER;
        return Arrays.stream(DayType.values())
                .map(type -> Seasonality.of("daily_" + type.name().toLowerCase(Locale.ROOT), 1, order)
                        .onlyWhere(DayConditions.column(type)))
                .toArray(Seasonality[]::new);
    }

    private static BuiltInSeasonality seasonality(String text) {
        return switch (text) {
            case "auto" -> BuiltInSeasonality.AUTO;
            case "true" -> BuiltInSeasonality.ON;
            case "false" -> BuiltInSeasonality.OFF;
            default -> BuiltInSeasonality.ofOrder(Integer.parseInt(text));
        };
    }

    /** All of them by their keys in the configuration, for the model's metadata. */
    Map<String, String> asText() {
        Map<String, String> text = new TreeMap<>();
        text.put("prophet_changepoint_prior_scale", Double.toString(prophet.prophetChangepointPriorScale()));
        text.put("prophet_seasonality_prior_scale", Double.toString(prophet.prophetSeasonalityPriorScale()));
        text.put("prophet_holidays_prior_scale", Double.toString(prophet.prophetHolidaysPriorScale()));
        text.put("prophet_daily_seasonality", prophet.prophetDailySeasonality());
        text.put("prophet_daily_by_day_type", Boolean.toString(prophet.prophetDailyByDayType()));
        text.put("prophet_weekly_seasonality", prophet.prophetWeeklySeasonality());
        text.put("prophet_yearly_seasonality", prophet.prophetYearlySeasonality());
        text.put("prophet_regressors", String.join(",", regressors()));
        text.put("seed", Long.toString(seed));
        return text;
    }
}
