package com.hometech.edf.monitoring.quality;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.data.quality.DayQuality.Hours;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.DataAge;
import com.hometech.edf.monitoring.quality.SilentSeries.End;
import com.hometech.edf.monitoring.watch.WatchInputs;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What readings were like in the four weeks until the newest, as one look found it.
 *
 * @param asOf what was known then
 * @param note how old the readings are, in a sentence; empty where they are not
 * @param lines what was looked at, for people
 * @param alarms that would last, all buildings first
 * @param sites each with each quantity that it delivers, in order
 * @param buildings each with each quantity that it delivers, in order; without the building's days unless it was asked for
 */
public record QualitySummary(
        Instant asOf,
        String note,
        List<String> lines,
        List<Alarm> alarms,
        List<SiteQuality> sites,
        List<BuildingQuality> buildings) {

    /** Whether readings of a building arrive. */
    public enum Delivery {
        /** They do. */
        ARRIVING,
        /** They have ended, which is an alarm. */
        ENDED,
        /** They had ended long before those of others when they were first seen. */
        CLOSED
    }

    /**
     * A site.
     *
     * @param newest end of its newest reading
     * @param hours of the four weeks, of all its buildings [h]
     */
    public record SiteQuality(String site, Quantity quantity, int buildings, int ended, Instant newest, Hours hours) {}

    /**
     * A building.
     *
     * @param newest end of its newest reading
     * @param hours of the four weeks [h]
     * @param days of the four weeks, by date [h]; empty where they were not asked for
     */
    public record BuildingQuality(
            String building,
            String site,
            Quantity quantity,
            Delivery delivery,
            Instant newest,
            Hours hours,
            Map<LocalDate, Hours> days) {}

    public QualitySummary {
        lines = List.copyOf(lines);
        alarms = List.copyOf(alarms);
        sites = List.copyOf(sites);
        buildings = List.copyOf(buildings);
    }

    static QualitySummary of(
            WatchInputs inputs,
            List<String> lines,
            List<Alarm> alarms,
            SilentSeries series,
            RecentDays recent,
            Optional<BuildingId> only) {
        List<SiteQuality> sites = new ArrayList<>();
        List<BuildingQuality> buildings = new ArrayList<>();
        for (Quantity quantity : Quantity.values()) {
            Map<SiteId, SiteQuality> ofSites = new TreeMap<>();
            for (End end : series.all(quantity)) {
                SeriesKey key = new SeriesKey(end.building().id(), quantity);
                NavigableMap<LocalDate, Hours> days = recent.of(key);
                Hours hours = days.values().stream().reduce(Hours.NONE, Hours::plus);
                boolean ended = series.isSilent(key);
                Delivery delivery =
                        ended ? Delivery.ENDED : series.closed().contains(key) ? Delivery.CLOSED : Delivery.ARRIVING;
                SiteId site = end.building().site();
                ofSites.merge(
                        site,
                        new SiteQuality(site.value(), quantity, 1, ended ? 1 : 0, end.end(), hours),
                        QualitySummary::plus);
                boolean isAsked = only.filter(end.building().id()::equals).isPresent();
                if (only.isEmpty() || isAsked) {
                    buildings.add(new BuildingQuality(
                            end.building().id().value(),
                            site.value(),
                            quantity,
                            delivery,
                            end.end(),
                            hours,
                            isAsked ? days : Map.of()));
                }
            }
            sites.addAll(ofSites.values());
        }
        Duration delay = Duration.ofHours(inputs.config().edfFeatureEng().dataDelayHours());
        String note =
                DataAge.note(series.newest().values(), inputs.asOf(), delay).orElse("");
        return new QualitySummary(inputs.asOf(), note, lines, alarms, sites, buildings);
    }

    private static SiteQuality plus(SiteQuality one, SiteQuality other) {
        return new SiteQuality(
                one.site(),
                one.quantity(),
                one.buildings() + other.buildings(),
                one.ended() + other.ended(),
                one.newest().isAfter(other.newest()) ? one.newest() : other.newest(),
                one.hours().plus(other.hours()));
    }

    /** As JSON; the same summary always gives the same text. */
    public String toJson() {
        return JsonFiles.toText(this);
    }
}
