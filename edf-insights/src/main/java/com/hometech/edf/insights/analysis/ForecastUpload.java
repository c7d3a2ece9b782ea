package com.hometech.edf.insights.analysis;

import com.hometech.edf.common.config.InsightsConfig;
import com.hometech.edf.insights.analysis.DailyModel.Tested;
import com.hometech.edf.insights.upload.ApplianceSeries;
import com.hometech.edf.insights.upload.Upload;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Forecasts the days after an upload, of each appliance and of all together. Ends of intervals are moved by how far forecasts of
 * the last weeks, each made before its week, missed: the additive model's own are too narrow for appliances.
 */
public final class ForecastUpload {
    private static final int SILENT_DAYS = 28;
    private static final int CALIBRATION_WEEKS = 8;
    private static final int LEAST_TESTED_DAYS = 21;

    private final InsightsConfig config;
    private final DailyModel model;

    public ForecastUpload(InsightsConfig config) {
        this.config = config;
        model = new DailyModel(config.forecastInterval());
    }

    /** The forecasts. */
    public DailyForecasts forecasts(Upload upload) {
        List<ApplianceSeries> parts = upload.parts();
        LocalDays total = LocalDays.sum(parts.stream()
                .map(series -> LocalDays.of(series, upload.zone()))
                .toList());
        LocalDate first = lastDay(upload).plusDays(1);
        List<ApplianceForecast> forecasts = new ArrayList<>();
        forecasts.add(forecast(DailyForecasts.TOTAL, total, first));
        upload.appliances()
                .forEach(series -> forecasts.add(forecast(series.name(), LocalDays.of(series, upload.zone()), first)));
        return new DailyForecasts(upload.id().value(), upload.sha256(), config.forecastInterval(), first, forecasts);
    }

    /** The last day of which there is enough to count, of any appliance; without one that of the last reading. */
    private static LocalDate lastDay(Upload upload) {
        return upload.appliances().stream()
                .map(series -> LocalDays.of(series, upload.zone()))
                .filter(days -> !days.isEmpty())
                .map(days -> days.kwh().lastKey())
                .max(LocalDate::compareTo)
                .orElseGet(() -> upload.appliances().stream()
                        .map(series -> Instant.ofEpochSecond(series.start(series.size() - 1)))
                        .max(Instant::compareTo)
                        .map(last -> LocalDate.ofInstant(last, upload.zone()))
                        .orElseThrow());
    }

    private ApplianceForecast forecast(String appliance, LocalDays days, LocalDate first) {
        if (days.kwh().size() < config.minHistoryDays()) {
            return new ApplianceForecast(
                    appliance,
                    List.of(),
                    "No forecast: " + days.kwh().size() + " complete days are known, " + config.minHistoryDays()
                            + " are needed.");
        }
        if (days.kwh().lastKey().isBefore(first.minusDays(SILENT_DAYS))) {
            return new ApplianceForecast(
                    appliance,
                    List.of(),
                    "No forecast: there is no complete day since " + days.kwh().lastKey() + ".");
        }
        List<DayForecast> forecast = model.forecast(days, first, config.forecastDays());
        List<Tested> tested = model.tested(days, CALIBRATION_WEEKS, config.minHistoryDays());
        if (tested.size() < LEAST_TESTED_DAYS) {
            return new ApplianceForecast(
                    appliance, forecast, "The interval is the model's own: too few days are known to test it.");
        }
        double offset = DailyModel.offset(tested, config.forecastInterval());
        return new ApplianceForecast(
                appliance,
                forecast.stream().map(day -> widened(day, offset)).toList(),
                "The interval follows the errors of forecasts of the last " + tested.size() + " days.");
    }

    private static DayForecast widened(DayForecast day, double offset) {
        return new DayForecast(
                day.date(),
                day.kwh(),
                Rounded.kwh(Math.max(0, Math.min(day.kwh(), day.lower() - offset))),
                Rounded.kwh(Math.max(day.kwh(), day.upper() + offset)));
    }
}
