package com.hometech.edf.monitoring.quality;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which buildings deliver no readings any more. A building is late from {@code late_hours} after its next reading could be
 * there, silent {@code days_until_alarm} less one days later, until it is no longer late. What others deliver
 * makes no difference: where all fall silent, all are. Only a building whose readings had ended long before those of all others
 * when it was first seen counts as closed.
 */
final class SilentSeries {
    /** The newest readings of a building that is known. */
    record End(Building building, Quantity quantity, Instant end) {}

    private final Map<SeriesKey, End> ends = new TreeMap<>();
    private final Set<SeriesKey> silent = new TreeSet<>();
    private final Set<SeriesKey> closed = new TreeSet<>();

    private SilentSeries() {}

    /**
     * Judges.
     *
     * @param before what was known at the last look
     * @param found ends of the newest readings that were found now
     */
    static SilentSeries of(
            Topology topology, EdfConfig config, Instant asOf, QualityState before, Map<SeriesKey, Instant> found) {
        SilentSeries series = new SilentSeries();
        Map<Quantity, Instant> newest = new EnumMap<>(Quantity.class);
        for (Building building : topology.buildings()) {
            for (Quantity quantity : Quantity.values()) {
                SeriesKey key = new SeriesKey(building.id(), quantity);
                Stream.of(
                                Optional.ofNullable(found.get(key)),
                                Optional.ofNullable(before.newest().get(key.text())))
                        .flatMap(Optional::stream)
                        .max(Instant::compareTo)
                        .ifPresent(end -> {
                            series.ends.put(key, new End(building, quantity, end));
                            newest.merge(quantity, end, SilentSeries::later);
                        });
            }
        }
        Duration closedAfter = Duration.ofDays(config.dataQuality().inactiveAfterDays());
        Instant late = late(config, asOf);
        Instant silent =
                late.minus(Duration.ofDays(config.edfMonitoring().quality().daysUntilAlarm() - 1L));
        series.ends.forEach((key, end) -> {
            Instant known = before.newest().get(key.text());
            boolean wasClosed =
                    before.closed().contains(key.text()) && end.end().equals(known);
            boolean endedLongBefore = end.end()
                    .isBefore(newest.getOrDefault(key.quantity(), end.end()).minus(closedAfter));
            if (wasClosed || (known == null && endedLongBefore)) {
                series.closed.add(key);
            } else if (end.end().isBefore(before.silent().contains(key.text()) ? late : silent)) {
                series.silent.add(key);
            }
        });
        return series;
    }

    /** Readings of buildings that deliver end after this. */
    static Instant late(EdfConfig config, Instant asOf) {
        return asOf.minus(Duration.ofHours(config.edfFeatureEng().dataDelayHours()))
                .minus(Duration.ofHours(config.edfMonitoring().quality().lateHours()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Those that are silent, by id. */
    List<End> silent(Quantity quantity) {
        return open(quantity).stream()
                .filter(end -> isSilent(new SeriesKey(end.building().id(), quantity)))
                .toList();
    }

    boolean isSilent(SeriesKey key) {
        return silent.contains(key);
    }

    /** Those with readings that do not count as closed, by id. */
    List<End> open(Quantity quantity) {
        return ends.entrySet().stream()
                .filter(entry -> entry.getKey().quantity() == quantity && !closed.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** All with readings, by id. */
    List<End> all(Quantity quantity) {
        return ends.values().stream().filter(end -> end.quantity() == quantity).toList();
    }

    /** Those that count as closed. */
    Set<SeriesKey> closed() {
        return new TreeSet<>(closed);
    }

    /** End of the newest reading of all buildings, by quantity. */
    Map<Quantity, Instant> newest() {
        Map<Quantity, Instant> newest = new EnumMap<>(Quantity.class);
        ends.values().forEach(end -> newest.merge(end.quantity(), end.end(), SilentSeries::later));
        return newest;
    }

    /** End of the newest reading, by site and quantity. */
    Map<String, Instant> newestOfSites() {
        Map<String, Instant> newest = new TreeMap<>();
        ends.values()
                .forEach(end -> newest.merge(
                        QualityHistory.Key.text(end.building().site(), end.quantity()),
                        end.end(),
                        SilentSeries::later));
        return newest;
    }

    /** For the next look: ends of the newest readings. */
    Map<String, Instant> ends() {
        Map<String, Instant> known = new TreeMap<>();
        ends.forEach((key, end) -> known.put(key.text(), end.end()));
        return known;
    }

    /** For the next look: those that are silent. */
    Set<String> silentTexts() {
        return texts(silent);
    }

    /** For the next look: those that count as closed. */
    Set<String> closedTexts() {
        return texts(closed);
    }

    private static Set<String> texts(Set<SeriesKey> keys) {
        Set<String> texts = new TreeSet<>();
        keys.forEach(key -> texts.add(key.text()));
        return texts;
    }
}
