package com.hometech.edf.monitoring.quality;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.data.quality.DayQuality;
import com.hometech.edf.data.quality.DayQuality.Hours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds days up: by site and day, and by building and week. */
final class QualityHistory {
    private final Topology topology;
    private final SortedMap<Key, NavigableMap<LocalDate, Hours>> bySite = new TreeMap<>();
    private final SortedMap<BuildingId, NavigableMap<LocalDate, Hours>> byBuilding = new TreeMap<>();
    private final NavigableMap<LocalDate, Hours> all = new TreeMap<>();

    /** The readings of a quantity of a site. */
    record Key(SiteId site, Quantity quantity) implements Comparable<Key> {
        /** As the state calls it. */
        static String text(SiteId site, Quantity quantity) {
            return site.value() + " " + quantity.code();
        }

        @Override
        public int compareTo(Key other) {
            int bySite = site.compareTo(other.site);
            return bySite == 0 ? quantity.compareTo(other.quantity) : bySite;
        }
    }

    QualityHistory(Topology topology) {
        this.topology = topology;
    }

    /** Adds a day of a building; one that is no longer known is left out. */
    void add(DayQuality day) {
        topology.find(day.building()).map(Building::site).ifPresent(site -> {
            bySite.computeIfAbsent(new Key(site, day.quantity()), absent -> new TreeMap<>())
                    .merge(day.day(), day.hours(), Hours::plus);
            byBuilding
                    .computeIfAbsent(day.building(), absent -> new TreeMap<>())
                    .merge(week(day.day()), day.hours(), Hours::plus);
            all.merge(day.day(), day.hours(), Hours::plus);
        });
    }

    /** The Monday of a day's week. */
    static LocalDate week(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    SortedMap<Key, NavigableMap<LocalDate, Hours>> sites() {
        return bySite;
    }

    /** By building, then by the Monday of the week. */
    SortedMap<BuildingId, NavigableMap<LocalDate, Hours>> buildings() {
        return byBuilding;
    }

    NavigableMap<LocalDate, Hours> days() {
        return all;
    }

    /** Sum over days in {@code [from, to)}. */
    static Hours sum(NavigableMap<LocalDate, Hours> days, LocalDate from, LocalDate to) {
        return days.subMap(from, to).values().stream().reduce(Hours.NONE, Hours::plus);
    }

    /** The weeks of days, by their Mondays. */
    static NavigableMap<LocalDate, Hours> weeks(Map<LocalDate, Hours> days) {
        NavigableMap<LocalDate, Hours> weeks = new TreeMap<>();
        days.forEach((day, hours) -> weeks.merge(week(day), hours, Hours::plus));
        return weeks;
    }
}
