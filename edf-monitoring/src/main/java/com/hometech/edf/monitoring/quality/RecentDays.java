package com.hometech.edf.monitoring.quality;

import com.hometech.edf.data.quality.DayQuality;
import com.hometech.edf.data.quality.DayQuality.Hours;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The last days of each building and quantity: those of the four weeks until the newest day of all. */
final class RecentDays {
    static final int DAYS = 28;

    private final Map<SeriesKey, NavigableMap<LocalDate, Hours>> bySeries = new TreeMap<>();
    private LocalDate last = LocalDate.MIN;

    /** Adds a day; those that are too old by then are forgotten. */
    void add(DayQuality day) {
        NavigableMap<LocalDate, Hours> days =
                bySeries.computeIfAbsent(new SeriesKey(day.building(), day.quantity()), absent -> new TreeMap<>());
        days.put(day.day(), day.hours());
        last = last.isAfter(day.day()) ? last : day.day();
        days.headMap(last.minusDays(DAYS - 1L)).clear();
    }

    /** The days of a building and quantity, by date. */
    NavigableMap<LocalDate, Hours> of(SeriesKey key) {
        NavigableMap<LocalDate, Hours> days = bySeries.getOrDefault(key, new TreeMap<>());
        return last.equals(LocalDate.MIN) ? days : days.tailMap(last.minusDays(DAYS - 1L), true);
    }
}
