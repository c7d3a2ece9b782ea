package com.hometech.edf.data.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * What a day is for the people of a site.
 *
 * @param date local date
 * @param holiday whether it is a public holiday
 * @param bridge whether it is a working day alone between a holiday and a weekend
 * @param schoolBreak whether schools are closed for a break
 * @param christmasShutdown whether it lies between 24 December and 1 January
 * @param summerLull whether it lies in the month in which much of the site is on leave
 */
record LocalDay(
        LocalDate date,
        boolean holiday,
        boolean bridge,
        boolean schoolBreak,
        boolean christmasShutdown,
        boolean summerLull) {
    boolean isSunday() {
        return date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    boolean isSaturday() {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY;
    }

    boolean isWeekend() {
        return isSaturday() || isSunday();
    }

    /** Neither weekend nor public holiday. */
    boolean isWorkingDay() {
        return !holiday && !isWeekend();
    }
}
