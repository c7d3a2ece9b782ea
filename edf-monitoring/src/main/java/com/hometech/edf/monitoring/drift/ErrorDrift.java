package com.hometech.edf.monitoring.drift;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.monitoring.drift.ErrorHistory.DayError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the errors of issued forecasts have grown for good: a {@link Cusum} over the daily WAPE of the last weeks, against that
 * of the weeks before. Working days and weekends have a level of their own. Where plain forecasts got worse as much, it was a
 * hard time, and no model is to blame.
 *
 * @param quantity what is forecast
 * @param days in order, those that are judged last
 * @param judgedFrom the first day that is judged
 * @param usual WAPE of the weeks before, the median [%]
 * @param recent WAPE since the sum began to grow, or of the last week [%]
 * @param limit what the sum has to exceed
 * @param since day on which the sum began to grow for the last time; null where it is zero
 * @param grown whether the sum has exceeded the limit for some days
 * @param worn whether the error grew more than that of plain forecasts
 */
record ErrorDrift(
        Quantity quantity,
        List<Day> days,
        LocalDate judgedFrom,
        double usual,
        double recent,
        double limit,
        @Nullable LocalDate since,
        boolean grown,
        boolean worn) {
    private static final int JUDGED_DAYS = 28;
    private static final int REFERENCE_DAYS = 56;
    private static final int FEWEST_REFERENCE_DAYS = 21;
    private static final double ALLOWANCE = 0.5;
    private static final double MOST_PER_DAY = 4;
    /** Days in a row beyond the limit that make an alarm: a change of clocks and a cold spell are over by then. */
    private static final int LASTING_DAYS = 3;
    /** Errors that never vary would make the smallest change a wonder: a share of the usual error. */
    private static final double LEAST_DEVIATION = 0.05;
    /** So much more than plain forecasts the error has to have grown. */
    private static final double WORN = 1.05;

    /**
     * A day.
     *
     * @param day in UTC
     * @param wape of the forecasts [%]
     * @param plain of the best plain forecast [%]
     * @param sum of the test; 0 before it starts
     */
    record Day(LocalDate day, double wape, double plain, double sum) {}

    ErrorDrift {
        days = List.copyOf(days);
    }

    /** Judges the newest days; null where too little is known of the weeks before. */
    static @Nullable ErrorDrift of(Quantity quantity, NavigableMap<LocalDate, DayError> errors, double limit) {
        if (errors.isEmpty()) {
            return null;
        }
        LocalDate judgedFrom = errors.lastKey().minusDays(JUDGED_DAYS - 1);
        NavigableMap<LocalDate, DayError> reference =
                errors.subMap(judgedFrom.minusDays(REFERENCE_DAYS), true, judgedFrom, false);
        if (reference.size() < FEWEST_REFERENCE_DAYS) {
            return null;
        }
        double[] level = {level(reference, false), level(reference, true)};
        double deviation = deviation(reference, level);
        double[] plainLevel = {plain(reference, false), plain(reference, true)};
        Cusum test = new Cusum(0, deviation, ALLOWANCE);
        List<Day> days = new ArrayList<>();
        reference.forEach((day, error) -> days.add(new Day(day, error.wape(), error.plain(), 0)));
        double sum = 0;
        LocalDate since = null;
        double grown = 0;
        double plainGrown = 0;
        int count = 0;
        double recent = 0;
        int beyond = 0;
        for (Map.Entry<LocalDate, DayError> entry :
                errors.tailMap(judgedFrom, true).entrySet()) {
            int kind = isWeekend(entry.getKey()) ? 1 : 0;
            DayError error = entry.getValue();
            sum = test.add(error.wape() - level[kind], MOST_PER_DAY);
            beyond = sum > limit ? beyond + 1 : 0;
            if (sum == 0) {
                since = null;
                grown = 0;
                plainGrown = 0;
                recent = 0;
                count = 0;
            } else {
                since = since == null ? entry.getKey() : since;
                grown += error.wape() / level[kind];
                plainGrown += error.plain() / plainLevel[kind];
                recent += error.wape();
                count++;
            }
            days.add(new Day(entry.getKey(), error.wape(), error.plain(), sum));
        }
        double usual =
                median(reference.values().stream().mapToDouble(DayError::wape).toArray());
        return new ErrorDrift(
                quantity,
                days,
                judgedFrom,
                usual,
                count == 0 ? days.get(days.size() - 1).wape() : recent / count,
                limit,
                since,
                beyond >= LASTING_DAYS,
                grown > WORN * plainGrown);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().getValue() > 5;
    }

    private static double level(NavigableMap<LocalDate, DayError> days, boolean weekend) {
        return median(days.entrySet().stream()
                .filter(entry -> isWeekend(entry.getKey()) == weekend)
                .mapToDouble(entry -> entry.getValue().wape())
                .toArray());
    }

    private static double plain(NavigableMap<LocalDate, DayError> days, boolean weekend) {
        return median(days.entrySet().stream()
                .filter(entry -> isWeekend(entry.getKey()) == weekend)
                .mapToDouble(entry -> entry.getValue().plain())
                .toArray());
    }

    private static double deviation(NavigableMap<LocalDate, DayError> days, double[] level) {
        double[] distances = days.entrySet().stream()
                .mapToDouble(entry -> Math.abs(entry.getValue().wape() - level[isWeekend(entry.getKey()) ? 1 : 0]))
                .toArray();
        return Math.max(LEAST_DEVIATION * Math.max(level[0], level[1]), Quantiles.MAD_TO_DEVIATION * median(distances));
    }

    private static double median(double[] values) {
        return Quantiles.of(values, 0.5);
    }
}
