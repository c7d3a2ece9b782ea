package com.hometech.edf.monitoring.drift;

import com.hometech.edf.common.domain.HolidayCalendar;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds holidays that the calendar names on a wrong day: half of the buildings worked on a day that they kept in earlier years,
 * or rested on a day near a holiday, but not on days like it in earlier years. A holiday that a site never kept, and a closure
 * that comes every year, are no reason to doubt the calendar.
 */
final class HolidayRule {
    /** Fewer buildings that rest on Sundays cannot tell. */
    static final int FEWEST_BUILDINGS = 5;

    /** So much of a Sunday a day of rest has. */
    static final double RESTED = 0.6;

    private static final double WORKED = 0.3;
    /** Holidays that were kept in earlier years, on average. */
    private static final double KEPT = 0.55;
    /** So much more rest than on days like it in earlier years is news. */
    private static final double NEWS = 0.25;

    private static final int DOUBT_DAYS = 14;
    private static final int NEAR_DAYS = 10;
    private static final int SEASON_DAYS = 4;
    private static final int DAYS_PER_YEAR = 364;

    private final SiteDays site;
    private final HolidayCalendar calendar;

    /**
     * A doubt about the calendar.
     *
     * @param day the day that gives rise to it
     * @param name the holiday
     * @param named the day that the calendar gives it
     * @param resting how much the buildings rested on {@code day}
     */
    record Doubt(LocalDate day, String name, LocalDate named, double resting) {
        /** Whether the buildings worked on the day that is named; otherwise they rested on another. */
        boolean worked() {
            return day.equals(named);
        }
    }

    HolidayRule(SiteDays site, HolidayCalendar calendar) {
        this.site = site;
        this.calendar = calendar;
    }

    /** The first doubt of the last two weeks; null where there is none. */
    @Nullable
    Doubt doubt() {
        for (int day = site.lastDay() - DOUBT_DAYS + 1; day <= site.lastDay(); day++) {
            double resting = site.resting(day, FEWEST_BUILDINGS);
            LocalDate date = LocalDate.ofEpochDay(day);
            Optional<String> name = calendar.nameOf(date);
            if (name.isPresent() && resting < WORKED && wasKept(name.get(), date)) {
                return new Doubt(date, name.get(), date, resting);
            }
            if (name.isEmpty() && resting >= RESTED) {
                LocalDate near = near(date);
                if (near != null && isNews(day, resting, near)) {
                    return new Doubt(date, calendar.nameOf(near).orElseThrow(), near, resting);
                }
            }
        }
        return null;
    }

    /** Whether earlier holidays of the name were kept on working days, of which there must be one. */
    private boolean wasKept(String name, LocalDate date) {
        double sum = 0;
        int known = 0;
        for (Map.Entry<LocalDate, String> holiday :
                calendar.asMap().headMap(date, false).entrySet()) {
            double resting = site.resting((int) holiday.getKey().toEpochDay(), FEWEST_BUILDINGS);
            if (holiday.getValue().equals(name) && !Double.isNaN(resting)) {
                sum += resting;
                known++;
            }
        }
        return known > 0 && sum / known >= KEPT;
    }

    /** The nearest holiday whose own day does not explain a day of rest; null where there is none. */
    private @Nullable LocalDate near(LocalDate date) {
        LocalDate nearest = null;
        for (LocalDate holiday : calendar.asMap()
                .subMap(date.minusDays(NEAR_DAYS), true, date.plusDays(NEAR_DAYS), true)
                .navigableKeySet()) {
            double resting = site.resting((int) holiday.toEpochDay(), FEWEST_BUILDINGS);
            boolean open = Double.isNaN(resting) || resting < WORKED;
            if (open
                    && wasKept(calendar.nameOf(holiday).orElseThrow(), holiday)
                    && (nearest == null || distance(date, holiday) < distance(date, nearest))) {
                nearest = holiday;
            }
        }
        return nearest;
    }

    private static long distance(LocalDate one, LocalDate other) {
        return Math.abs(ChronoUnit.DAYS.between(one, other));
    }

    /**
     * Whether earlier years are known and had no such rest on days without a holiday: neither at the same time, bridges beside
     * holidays aside, nor as far from the same holiday.
     */
    private boolean isNews(int day, double resting, LocalDate holiday) {
        double before = resting - NEWS;
        boolean known = false;
        for (int year = day - DAYS_PER_YEAR; year - SEASON_DAYS >= site.firstDay(); year -= DAYS_PER_YEAR) {
            for (int same = year - SEASON_DAYS; same <= year + SEASON_DAYS; same++) {
                if (!isBesideHoliday(same) && restedWithoutHoliday(same, before)) {
                    return false;
                }
                known |= !Double.isNaN(site.resting(same, FEWEST_BUILDINGS));
            }
        }
        long apart = day - holiday.toEpochDay();
        String name = calendar.nameOf(holiday).orElseThrow();
        for (Map.Entry<LocalDate, String> earlier :
                calendar.asMap().headMap(holiday, false).entrySet()) {
            if (earlier.getValue().equals(name)
                    && restedWithoutHoliday((int) (earlier.getKey().toEpochDay() + apart), before)) {
                return false;
            }
        }
        return known;
    }

    private boolean isBesideHoliday(int day) {
        return isHoliday(day - 1) || isHoliday(day + 1);
    }

    private boolean isHoliday(int day) {
        return calendar.isHoliday(LocalDate.ofEpochDay(day));
    }

    private boolean restedWithoutHoliday(int day, double least) {
        return !isHoliday(day) && site.resting(day, FEWEST_BUILDINGS) >= least;
    }
}
