package com.hometech.edf.common.domain;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The buildings that exist, and the holidays of their sites. */
public final class Topology implements Serializable {
    private final Map<BuildingId, Building> buildings = new TreeMap<>();
    private final Map<SiteId, HolidayCalendar> holidays;

    public Topology(List<Building> buildings, Map<SiteId, HolidayCalendar> holidays) {
        buildings.forEach(building -> this.buildings.put(building.id(), building));
        this.holidays = new TreeMap<>(holidays);
    }

    public Optional<Building> find(BuildingId id) {
        return Optional.ofNullable(buildings.get(id));
    }

    /** {@link Building#mayBeNegative} of a building by its id; one that is not known may not. */
    public boolean mayBeNegative(BuildingId id, Quantity quantity) {
        return find(id).map(building -> building.mayBeNegative(quantity)).orElse(false);
    }

    /** All buildings, in the order of their ids. */
    public List<Building> buildings() {
        return buildings.values().stream()
                .sorted(Comparator.comparing(Building::id))
                .toList();
    }

    /** The holidays of a site; empty where none are known. */
    public HolidayCalendar holidaysOf(SiteId site) {
        return holidays.getOrDefault(site, HolidayCalendar.NONE);
    }
}
