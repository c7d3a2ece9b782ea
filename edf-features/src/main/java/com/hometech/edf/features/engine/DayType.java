package com.hometech.edf.features.engine;

import com.hometech.edf.common.domain.HolidayCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;

/** Kinds of days with profiles of their own; a public holiday is like a Sunday. */
public enum DayType {
    WORKING_DAY,
    SATURDAY,
    SUNDAY;

    /** The kind of a local date. */
    public static DayType of(LocalDate date, HolidayCalendar holidays) {
        if (date.getDayOfWeek() == DayOfWeek.SUNDAY || holidays.isHoliday(date)) {
            return SUNDAY;
        }
        return date.getDayOfWeek() == DayOfWeek.SATURDAY ? SATURDAY : WORKING_DAY;
    }
}
