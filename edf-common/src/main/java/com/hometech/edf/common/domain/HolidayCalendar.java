package com.hometech.edf.common.domain;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Public holidays of a site, by local date. */
public final class HolidayCalendar implements Serializable {
    /** A calendar without holidays. */
    public static final HolidayCalendar NONE = new HolidayCalendar(new TreeMap<>());

    private final NavigableMap<LocalDate, String> nameByDate;

    public HolidayCalendar(NavigableMap<LocalDate, String> nameByDate) {
        this.nameByDate = new TreeMap<>(nameByDate);
    }

    public boolean isHoliday(LocalDate date) {
        return nameByDate.containsKey(date);
    }

    public Optional<String> nameOf(LocalDate date) {
        return Optional.ofNullable(nameByDate.get(date));
    }

    /** A working day that lies alone between a holiday and a weekend: many people take it off. */
    public boolean isBridgeDay(LocalDate date) {
        if (isHoliday(date)) {
            return false;
        }
        return (date.getDayOfWeek() == DayOfWeek.FRIDAY && isHoliday(date.minusDays(1)))
                || (date.getDayOfWeek() == DayOfWeek.MONDAY && isHoliday(date.plusDays(1)));
    }

    /** The holidays in date order. */
    public NavigableMap<LocalDate, String> asMap() {
        return new TreeMap<>(nameByDate);
    }
}
