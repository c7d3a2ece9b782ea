package com.hometech.edf.inference.additive;

import com.hometech.edf.additive.AdditiveModel;
import com.hometech.edf.additive.Frame;
import com.hometech.edf.additive.Holiday;
import com.hometech.edf.additive.Seasonality;
import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.features.engine.DayType;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Kinds of days as conditions of a model's seasonalities: people spend their hours differently on working days, Saturdays and
 * days off. The model itself knows the holidays.
 */
public final class DayConditions {
    /** Name of the effect that all public holidays share: each comes once a year, too seldom to be learned alone. */
    public static final String HOLIDAY = "public_holiday";

    private DayConditions() {}

    /** The column that is 1 on days of a kind and 0 on others. */
    public static String column(DayType type) {
        return "is_" + type.name().toLowerCase(Locale.ROOT);
    }

    /** The rows with the columns that conditions of the model's seasonalities ask for and that they do not have yet. */
    public static Frame added(Frame rows, AdditiveModel model) {
        Set<String> asked = model.seasonalities().stream()
                .map(Seasonality::condition)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (asked.isEmpty()) {
            return rows;
        }
        TreeMap<LocalDate, String> dates = new TreeMap<>();
        for (Holiday holiday : model.holidays()) {
            if (holiday.name().equals(HOLIDAY)) {
                dates.put(holiday.date(), HOLIDAY);
            }
        }
        HolidayCalendar holidays = new HolidayCalendar(dates);
        DayType[] types = types(rows, holidays);
        Frame all = rows;
        for (DayType type : DayType.values()) {
            if (asked.contains(column(type)) && !rows.has(column(type))) {
                double[] is = new double[types.length];
                for (int row = 0; row < is.length; row++) {
                    is[row] = types[row] == type ? 1 : 0;
                }
                all = all.with(column(type), is);
            }
        }
        return all;
    }

    /** The kind of each row's day; neighbouring rows mostly share it. */
    private static DayType[] types(Frame rows, HolidayCalendar holidays) {
        DayType[] types = new DayType[rows.size()];
        for (int row = 0; row < types.length; row++) {
            boolean same = row > 0 && rows.epochDay(row) == rows.epochDay(row - 1);
            types[row] = same ? types[row - 1] : DayType.of(LocalDate.ofEpochDay(rows.epochDay(row)), holidays);
        }
        return types;
    }
}
