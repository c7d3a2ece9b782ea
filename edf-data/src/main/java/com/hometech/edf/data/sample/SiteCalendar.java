package com.hometech.edf.data.sample;

import com.hometech.edf.common.domain.HolidayCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The local time of a site: for each hour of UTC its day and clock hour, by the rules of the zone. */
final class SiteCalendar {
    private final NavigableMap<LocalDate, String> holidays = new TreeMap<>();
    private final LocalDay[] days;
    private final int[] dayOfHour;
    private final double[] clockHour;

    /**
     * @param start first hour
     * @param count how many hours
     */
    SiteCalendar(SampleSite site, Instant start, int count) {
        ZoneId zone = site.zone();
        LocalDate firstDate = LocalDate.ofInstant(start, zone);
        LocalDate lastDate = LocalDate.ofInstant(start.plusSeconds(3600L * count), zone);
        for (int year = firstDate.getYear() - 1; year <= lastDate.getYear() + 1; year++) {
            holidays.putAll(PublicHolidays.of(site, year));
        }
        this.days = daysOf(site, firstDate, lastDate);
        this.dayOfHour = new int[count];
        this.clockHour = new double[count];
        for (int t = 0; t < count; t++) {
            LocalDateTime local = LocalDateTime.ofInstant(start.plusSeconds(3600L * t), zone);
            dayOfHour[t] = (int) (local.toLocalDate().toEpochDay() - firstDate.toEpochDay());
            clockHour[t] = local.getHour() + local.getMinute() / 60.0;
        }
    }

    /** Days that the hours touch. */
    int dayCount() {
        return days.length;
    }

    LocalDay day(int index) {
        return days[index];
    }

    /** Index of the day in which an hour begins. */
    int dayIndexAt(int hour) {
        return dayOfHour[hour];
    }

    LocalDay dayAt(int hour) {
        return days[dayOfHour[hour]];
    }

    /** What the clock shows at the start of an hour, 0 to 23. */
    double clockHourAt(int hour) {
        return clockHour[hour];
    }

    /** Public holidays from the first to the last calendar year of the hours. */
    NavigableMap<LocalDate, String> publicHolidays() {
        LocalDate first = LocalDate.of(days[0].date().getYear(), 1, 1);
        LocalDate last = LocalDate.of(days[days.length - 1].date().getYear(), 12, 31);
        return holidays.subMap(first, true, last, true);
    }

    private LocalDay[] daysOf(SampleSite site, LocalDate first, LocalDate last) {
        HolidayCalendar calendar = new HolidayCalendar(holidays);
        LocalDay[] result = new LocalDay[(int) (last.toEpochDay() - first.toEpochDay()) + 1];
        for (int i = 0; i < result.length; i++) {
            LocalDate date = first.plusDays(i);
            result[i] = new LocalDay(
                    date,
                    calendar.isHoliday(date),
                    calendar.isBridgeDay(date),
                    isSchoolBreak(site, date),
                    isChristmasShutdown(date),
                    date.getMonthValue() == lullMonth(site));
        }
        return result;
    }

    private static boolean isSchoolBreak(SampleSite site, LocalDate date) {
        return IntStream.of(date.getYear() - 1, date.getYear())
                .mapToObj(year -> SchoolBreaks.of(site, year))
                .flatMap(breaks -> breaks.spans().stream())
                .anyMatch(span -> !date.isBefore(span.first()) && !date.isAfter(span.last()));
    }

    private static boolean isChristmasShutdown(LocalDate date) {
        return (date.getMonthValue() == 12 && date.getDayOfMonth() >= 24)
                || (date.getMonthValue() == 1 && date.getDayOfMonth() == 1);
    }

    private static int lullMonth(SampleSite site) {
        return site == SampleSite.SYDNEY ? 1 : 8;
    }
}
