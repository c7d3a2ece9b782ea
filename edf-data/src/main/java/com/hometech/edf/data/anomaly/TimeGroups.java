package com.hometech.edf.data.anomaly;

import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.common.domain.TimeStep;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Which intervals are alike: those that begin at the same local time of a working day, or of a day off (Saturday, Sunday,
 * holiday). On a day with changing clocks the local time counts, not the distance from midnight.
 */
public final class TimeGroups {
    private static final int SECONDS_PER_DAY = 86_400;

    private TimeGroups() {}

    /**
     * The group of each interval of a regular time line; equal numbers are alike.
     *
     * @param firstEpochSecond start of the first interval [s since 1970]
     * @param length how many intervals
     * @param zone of the building; an interval of a day stands for its local date whatever the zone
     */
    public static int[] of(long firstEpochSecond, int length, TimeStep step, ZoneId zone, HolidayCalendar holidays) {
        ZoneId clock = step.isDay() ? ZoneOffset.UTC : zone;
        int[] groups = new int[length];
        LocalDate date = LocalDate.MIN;
        boolean dayOff = false;
        for (int index = 0; index < length; index++) {
            Instant start = Instant.ofEpochSecond(firstEpochSecond + (long) index * step.seconds());
            LocalDateTime local = LocalDateTime.ofInstant(start, clock);
            if (!local.toLocalDate().equals(date)) {
                date = local.toLocalDate();
                dayOff = isDayOff(date, holidays);
            }
            groups[index] = local.toLocalTime().toSecondOfDay() + (dayOff ? SECONDS_PER_DAY : 0);
        }
        return groups;
    }

    private static boolean isDayOff(LocalDate date, HolidayCalendar holidays) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY
                || date.getDayOfWeek() == DayOfWeek.SUNDAY
                || holidays.isHoliday(date);
    }
}
