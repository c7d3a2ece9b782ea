package com.hometech.edf.api.access;

import com.hometech.edf.common.domain.Area;
import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Entitlement;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a caller may see.
 *
 * @param tenant whom the caller belongs to; empty where nobody has entitled the caller
 * @param buildings by id
 * @param areas areas all of whose buildings are among these, by id; {@link Area#MINE} where there is a building
 * @param mayDecideModels whether the caller may approve and reject models
 */
public record View(
        Optional<String> tenant,
        SortedMap<BuildingId, Building> buildings,
        SortedMap<AreaId, Area> areas,
        boolean mayDecideModels) {

    public View {
        buildings = Collections.unmodifiableSortedMap(buildings);
        areas = Collections.unmodifiableSortedMap(areas);
    }

    /** What the entitlement means in this directory; without one there is nothing to see. */
    static View of(Optional<Entitlement> entitlement, Directory directory) {
        SortedMap<BuildingId, Building> buildings = new TreeMap<>();
        entitlement.ifPresent(granted -> {
            granted.buildings().forEach(id -> put(id, directory, buildings));
            granted.areas().stream()
                    .flatMap(id -> Optional.ofNullable(directory.areas().get(id)).stream())
                    .flatMap(area -> area.buildings().stream())
                    .forEach(id -> put(id, directory, buildings));
        });
        SortedMap<AreaId, Area> areas = new TreeMap<>();
        directory.areas().forEach((id, area) -> {
            if (buildings.keySet().containsAll(area.buildings())) {
                areas.put(id, area);
            }
        });
        if (!buildings.isEmpty()) {
            areas.put(Area.MINE, new Area(Area.MINE, "All my buildings", Area.Kind.PORTFOLIO, buildings.keySet()));
        }
        return new View(
                entitlement.map(Entitlement::tenant),
                buildings,
                areas,
                entitlement.map(Entitlement::mayDecideModels).orElse(false));
    }

    private static void put(BuildingId id, Directory directory, SortedMap<BuildingId, Building> buildings) {
        Building building = directory.buildings().get(id);
        if (building != null) {
            buildings.put(id, building);
        }
    }
}
