package com.hometech.edf.monitoring.drift;

import org.jspecify.annotations.Nullable;

/**
 * Finds weather that stands still: for longer than it ever did by itself, a temperature did not change at all, or was that of
 * the day before hour by hour.
 */
final class WeatherRule {
    private static final int SHORTEST_HOURS = 12;
    private static final int LONGEST_HOURS = 24;
    private static final double MARGIN = 1.5;
    /** What may already be a fault says nothing about what is usual. */
    private static final int UNJUDGED_DAYS = 60;

    private static final int HOURS = DayColumn.HOURS;

    private WeatherRule() {}

    /**
     * Weather that stands still.
     *
     * @param day last day with weather
     * @param hours how long it has stood still until the end of that day
     * @param longest how long it ever did before
     * @param repeated whether days repeat each other, rather than hours
     */
    record Standstill(int day, int hours, int longest, boolean repeated) {
        /** The day on which it began. */
        int since() {
            return day - (hours - 1) / HOURS;
        }
    }

    /** What lasts on the last day of a site; null where nothing does. */
    static @Nullable Standstill of(SiteWeatherDays days) {
        Standstill still = of(days, WeatherSignal.STANDSTILL, WeatherSignal.LONGEST_STANDSTILL, false);
        return still != null ? still : of(days, WeatherSignal.REPEATED, WeatherSignal.LONGEST_REPEATED, true);
    }

    private static @Nullable Standstill of(
            SiteWeatherDays days, WeatherSignal lasting, WeatherSignal longest, boolean repeated) {
        int last = days.lastDay();
        double ever = 0;
        for (int day = days.firstDay(); day < last - UNJUDGED_DAYS; day++) {
            double stretch = days.of(longest.index(), day);
            ever = stretch > ever ? stretch : ever;
        }
        double limit = Math.max(SHORTEST_HOURS, Math.min(LONGEST_HOURS, MARGIN * ever));
        double hours = days.of(lasting.index(), last);
        return hours >= limit ? new Standstill(last, (int) hours, (int) ever, repeated) : null;
    }
}
