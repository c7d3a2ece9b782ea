package com.hometech.edf.api.home;

import com.hometech.edf.api.forecast.StoredForecasts;
import com.hometech.edf.api.forecast.Terms;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.api.model.RegisteredModels;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.inference.area.ErrorCorrelation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads what is forecast of a home: use, and solar where it has some. */
public final class HomeForecasts {
    private final StoredForecasts forecasts;
    private final RegisteredModels models;
    private final Terms terms;

    public HomeForecasts(StoredForecasts forecasts, RegisteredModels models, Terms terms) {
        this.forecasts = forecasts;
        this.models = models;
        this.terms = terms;
    }

    /**
     * What is known of a home.
     *
     * @param newestIssue of its use; empty where it was never forecast
     * @param hasSolar whether its solar is forecast
     * @param hours in time order
     */
    record HomeForecast(Optional<Instant> newestIssue, boolean hasSolar, List<HomeHour> hours) {}

    /** Whether the home's solar is forecast. */
    boolean hasSolar(Building home) {
        return forecasts.newestIssue(home.id(), Quantity.SOLAR).isPresent();
    }

    /**
     * The intervals of local days.
     *
     * @param to day after the last
     * @throws ProblemException when the home is no longer forecast
     */
    HomeForecast read(Building home, LocalDate from, LocalDate to) {
        Optional<Instant> newest = forecasts.requireActive(home.id(), Quantity.CONSUMPTION);
        boolean hasSolar = hasSolar(home);
        List<ForecastRecord> use = rows(home, Quantity.CONSUMPTION, from, to);
        List<ForecastRecord> solar = hasSolar ? rows(home, Quantity.SOLAR, from, to) : List.of();
        return new HomeForecast(newest, hasSolar, HomeHour.join(home, terms.step(), use, solar));
    }

    private List<ForecastRecord> rows(Building home, Quantity quantity, LocalDate from, LocalDate to) {
        TimeStep step = terms.step();
        Instant first = step.isDay()
                ? utcMidnight(from)
                : from.atStartOfDay(home.zone()).toInstant();
        Instant end =
                step.isDay() ? utcMidnight(to) : to.atStartOfDay(home.zone()).toInstant();
        return forecasts.newest(home.id(), quantity, first, end);
    }

    private static Instant utcMidnight(LocalDate day) {
        return Instant.EPOCH.plus(Duration.ofDays(day.toEpochDay()));
    }

    /** How errors of hours of these forecasts go together. */
    ErrorCorrelation correlation(List<ForecastRecord> rows) {
        return ErrorCorrelation.of(
                rows.stream().map(ForecastRecord::modelVersion).toList(), models::find);
    }
}
