package com.hometech.edf.insights.analysis;

import com.hometech.edf.additive.AdditiveModel;
import com.hometech.edf.additive.BuiltInSeasonality;
import com.hometech.edf.additive.Forecast;
import com.hometech.edf.additive.Frame;
import com.hometech.edf.additive.Growth;
import com.hometech.edf.additive.Intervals;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * Forecasts days of an appliance with the additive model: a trend and the week, of the last 120 days; and the year, of the last
 * three years, where two of them are known. Without the year, older days only mislead the trend.
 */
public final class DailyModel {
    private static final int DAYS_WITH_YEAR = 3 * 366;
    private static final int DAYS_WITHOUT_YEAR = 120;
    private static final int DAYS_TO_LEARN_THE_YEAR = 2 * 365;
    private static final int DAYS_PER_WEEK = 7;

    private final AdditiveModel model;

    /**
     * A day that was forecast from days before it.
     *
     * @param week first day of the week that was forecast with it
     */
    public record Tested(LocalDate week, DayForecast forecast, double kwh) {}

    /** @param interval probability that intervals are to hold */
    public DailyModel(double interval) {
        model = AdditiveModel.builder()
                .growth(Growth.LINEAR)
                .weekly(BuiltInSeasonality.ON)
                .yearly(BuiltInSeasonality.AUTO)
                .daily(BuiltInSeasonality.OFF)
                .intervalWidth(interval)
                .build();
    }

    /**
     * Forecasts days from what is known before them.
     *
     * @param known at least two days
     * @param first day that is forecast, after all known days
     * @param days how many
     */
    public List<DayForecast> forecast(LocalDays known, LocalDate first, int days) {
        NavigableMap<LocalDate, Double> history = learned(known.kwh());
        List<LocalDateTime> times =
                history.keySet().stream().map(LocalDate::atStartOfDay).toList();
        Frame frame = Frame.at(times)
                .with(
                        "y",
                        history.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray());
        Forecast forecast =
                model.fit(frame).predict(Frame.regular(first.atTime(LocalTime.MIDNIGHT), Duration.ofDays(1), days));
        double[] yhat = forecast.yhat();
        Intervals intervals = forecast.intervals().orElseThrow();
        List<DayForecast> answer = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            answer.add(new DayForecast(
                    first.plusDays(day),
                    positive(yhat[day]),
                    positive(intervals.yhatLower()[day]),
                    positive(intervals.yhatUpper()[day])));
        }
        return answer;
    }

    private static NavigableMap<LocalDate, Double> learned(NavigableMap<LocalDate, Double> known) {
        LocalDate last = known.lastKey();
        boolean yearKnown = !known.firstKey().isAfter(last.minusDays(DAYS_TO_LEARN_THE_YEAR));
        return known.tailMap(last.minusDays(yearKnown ? DAYS_WITH_YEAR : DAYS_WITHOUT_YEAR), false);
    }

    /**
     * What forecasts of a week, made at the end of the week before, would have said about the last weeks.
     *
     * @param weeks how many at most
     * @param leastDays known days that a forecast needs
     * @return by date; empty where too little is known
     */
    public List<Tested> tested(LocalDays days, int weeks, int leastDays) {
        List<Tested> tested = new ArrayList<>();
        for (int back = weeks; back >= 1 && !days.isEmpty(); back--) {
            LocalDate first = days.kwh().lastKey().minusDays((long) DAYS_PER_WEEK * back - 1);
            LocalDays known = days.before(first);
            if (known.kwh().size() >= leastDays) {
                for (DayForecast forecast : forecast(known, first, DAYS_PER_WEEK)) {
                    Double actual = days.kwh().get(forecast.date());
                    if (actual != null) {
                        tested.add(new Tested(first, forecast, actual));
                    }
                }
            }
        }
        return tested;
    }

    /**
     * What both ends of intervals have to be moved by so that this share of tested days is inside (conformalised quantile
     * regression, Romano, Patterson and Candès, 2019) [kWh].
     *
     * @param tested at least one day
     */
    static double offset(List<Tested> tested, double share) {
        double[] outside = tested.stream()
                .mapToDouble(day -> Math.max(
                        day.forecast().lower() - day.kwh(),
                        day.kwh() - day.forecast().upper()))
                .sorted()
                .toArray();
        int rank = (int) Math.ceil((outside.length + 1) * share);
        return outside[Math.min(rank, outside.length) - 1];
    }

    /** No appliance gives energy back. */
    private static double positive(double kwh) {
        return Rounded.kwh(Math.max(0, kwh));
    }
}
