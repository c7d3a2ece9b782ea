package com.hometech.edf.features.engine;

import com.hometech.edf.common.domain.HolidayCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/**
 * The local calendar of every interval of a grid, at its start. Offsets come from the zone's rules, so that local days have
 * 23, 24 or 25 hours where clocks change; an interval of a day is a local date by itself, whatever the zone.
 */
final class LocalCalendar {
    private static final int SECONDS_PER_DAY = 86_400;

    private final float[][] valuesByFact;
    private final byte[] dayTypes;

    /** @param seasonal whether facts that name a season are given; they are missing otherwise */
    LocalCalendar(StepGrid grid, ZoneId zone, HolidayCalendar holidays, boolean seasonal) {
        valuesByFact = new float[CalendarFact.values().length][grid.length()];
        dayTypes = new byte[grid.length()];
        ZoneRules rules = zone.getRules();
        long offsetEnd = grid.step().isDay() ? Long.MAX_VALUE : Long.MIN_VALUE;
        int offsetSeconds = 0;
        int dayStart = 0;
        long day = Long.MIN_VALUE;
        float[] hours = valuesByFact[CalendarFact.HOUR_OF_DAY.ordinal()];
        for (int index = 0; index < grid.length(); index++) {
            long epochSecond = grid.epochSecond(index);
            if (epochSecond >= offsetEnd) {
                Instant instant = Instant.ofEpochSecond(epochSecond);
                offsetSeconds = rules.getOffset(instant).getTotalSeconds();
                ZoneOffsetTransition next = rules.nextTransition(instant);
                offsetEnd = next == null ? Long.MAX_VALUE : next.toEpochSecond();
            }
            long localSecond = epochSecond + offsetSeconds;
            long localDay = Math.floorDiv(localSecond, SECONDS_PER_DAY);
            if (localDay != day) {
                fillDay(dayStart, index, day, holidays, seasonal);
                dayStart = index;
                day = localDay;
            }
            hours[index] = (localSecond - localDay * SECONDS_PER_DAY) / 3600f;
        }
        fillDay(dayStart, grid.length(), day, holidays, seasonal);
    }

    private void fillDay(int from, int to, long epochDay, HolidayCalendar holidays, boolean seasonal) {
        if (from == to) {
            return;
        }
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        for (CalendarFact fact : CalendarFact.values()) {
            if (fact != CalendarFact.HOUR_OF_DAY) {
                float value = fact.isSeasonal() && !seasonal ? Float.NaN : fact.of(date, holidays);
                Arrays.fill(valuesByFact[fact.ordinal()], from, to, value);
            }
        }
        Arrays.fill(dayTypes, from, to, (byte) DayType.of(date, holidays).ordinal());
    }

    /** Values of a fact by index; shared, not to be changed. */
    float[] values(CalendarFact fact) {
        return valuesByFact[fact.ordinal()];
    }

    /** Ordinals of {@link DayType} by index; shared, not to be changed. */
    byte[] dayTypes() {
        return dayTypes;
    }

    /** Whole local hour of the day. */
    int hourOfDay(int index) {
        return (int) valuesByFact[CalendarFact.HOUR_OF_DAY.ordinal()][index];
    }
}
