package com.hometech.edf.api.access;

import com.hometech.edf.common.domain.Area;
import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The buildings and areas that exist. Each site is an area.
 *
 * @param buildings by id
 * @param areas by id
 * @param topology the buildings again, with the holidays of their sites
 */
public record Directory(SortedMap<BuildingId, Building> buildings, SortedMap<AreaId, Area> areas, Topology topology) {
    public Directory {
        buildings = Collections.unmodifiableSortedMap(new TreeMap<>(buildings));
        areas = Collections.unmodifiableSortedMap(new TreeMap<>(areas));
    }

    /** @param areas other than sites */
    public static Directory of(Topology topology, List<Area> areas) {
        SortedMap<BuildingId, Building> byId = new TreeMap<>();
        Map<SiteId, Set<BuildingId>> bySite = new TreeMap<>();
        for (Building building : topology.buildings()) {
            byId.put(building.id(), building);
            bySite.computeIfAbsent(building.site(), absent -> new TreeSet<>()).add(building.id());
        }
        SortedMap<AreaId, Area> all = new TreeMap<>();
        bySite.forEach((site, members) -> {
            AreaId id = new AreaId(site.value());
            all.put(id, new Area(id, site.value(), Area.Kind.SITE, members));
        });
        areas.forEach(area -> all.put(area.id(), area));
        return new Directory(byId, all, topology);
    }
}
