package com.hometech.edf.data.sample;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Public holidays by rule: fixed dates, dates counted from Easter, nth weekdays, and the day off that replaces a holiday on
 * a weekend.
 */
final class PublicHolidays {
    private final NavigableMap<LocalDate, String> nameByDate = new TreeMap<>();
    private final int year;

    private PublicHolidays(int year) {
        this.year = year;
    }

    /** The public holidays of a site in one year, by local date. */
    static NavigableMap<LocalDate, String> of(SampleSite site, int year) {
        PublicHolidays holidays = new PublicHolidays(year);
        switch (site) {
            case BERLIN -> holidays.addBerlin();
            case MADRID -> holidays.addMadrid();
            case SYDNEY -> holidays.addNewSouthWales();
        }
        return holidays.nameByDate;
    }

    /** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
    static LocalDate easterSunday(int year) {
        int golden = year % 19;
        int century = year / 100;
        int ofCentury = year % 100;
        int leapCorrection = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
        int epact = (19 * golden + leapCorrection + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
        int shift = (golden + 11 * epact + 22 * weekday) / 451;
        int days = epact + weekday - 7 * shift + 114;
        return LocalDate.of(year, days / 31, days % 31 + 1);
    }

    private void addBerlin() {
        add(date(1, 1), "New Year's Day");
        if (year >= 2019) {
            add(date(3, 8), "International Women's Day");
        }
        add(easter(-2), "Good Friday");
        add(easter(1), "Easter Monday");
        add(date(5, 1), "Labor Day");
        add(easter(39), "Ascension Day");
        add(easter(50), "Whit Monday");
        add(date(10, 3), "German Unity Day");
        add(date(12, 25), "Christmas Day");
        add(date(12, 26), "Second Day of Christmas");
    }

    /** Madrid moves a holiday on a Sunday to the Monday after it. */
    private void addMadrid() {
        addWithMonday(date(1, 1), "New Year's Day");
        addWithMonday(date(1, 6), "Epiphany");
        add(easter(-3), "Maundy Thursday");
        add(easter(-2), "Good Friday");
        addWithMonday(date(5, 1), "Labor Day");
        addWithMonday(date(5, 2), "Community of Madrid Day");
        addWithMonday(date(8, 15), "Assumption Day");
        addWithMonday(date(10, 12), "National Day");
        addWithMonday(date(11, 1), "All Saints' Day");
        addWithMonday(date(12, 6), "Constitution Day");
        addWithMonday(date(12, 8), "Immaculate Conception");
        addWithMonday(date(12, 25), "Christmas Day");
    }

    private void addNewSouthWales() {
        addWithWorkingDay(date(1, 1), "New Year's Day");
        addWithWorkingDay(date(1, 26), "Australia Day");
        add(easter(-2), "Good Friday");
        add(easter(-1), "Easter Saturday");
        add(easter(0), "Easter Sunday");
        add(easter(1), "Easter Monday");
        add(date(4, 25), "Anzac Day");
        add(nth(2, MONDAY, Month.JUNE), "King's Birthday");
        add(nth(1, MONDAY, Month.OCTOBER), "Labor Day");
        addWithWorkingDay(date(12, 25), "Christmas Day");
        addWithWorkingDay(date(12, 26), "Boxing Day");
    }

    private void add(LocalDate date, String name) {
        nameByDate.merge(date, name, (first, second) -> first + "; " + second);
    }

    private void addWithMonday(LocalDate date, String name) {
        add(date, name);
        if (date.getDayOfWeek() == SUNDAY) {
            add(date.plusDays(1), name + " (observed)");
        }
    }

    /** On a weekend, the next working day that is no holiday yet is off as well. */
    private void addWithWorkingDay(LocalDate date, String name) {
        add(date, name);
        if (isWeekend(date)) {
            LocalDate replacement = date.plusDays(1);
            while (isWeekend(replacement) || nameByDate.containsKey(replacement)) {
                replacement = replacement.plusDays(1);
            }
            add(replacement, name + " (observed)");
        }
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == SATURDAY || date.getDayOfWeek() == SUNDAY;
    }

    private LocalDate date(int month, int day) {
        return LocalDate.of(year, month, day);
    }

    private LocalDate easter(int days) {
        return easterSunday(year).plusDays(days);
    }

    private LocalDate nth(int ordinal, DayOfWeek weekday, Month month) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday));
    }
}
