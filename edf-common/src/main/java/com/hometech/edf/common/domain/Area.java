package com.hometech.edf.common.domain;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Buildings that are looked at together.
 *
 * @param name for people
 * @param buildings at least one, in the order of their ids
 */
public record Area(AreaId id, String name, Kind kind, SortedSet<BuildingId> buildings) {
    /** Means all buildings that the one who asks may see; no area can have this id. */
    public static final AreaId MINE = new AreaId("mine");

    /** What brings the buildings together. */
    public enum Kind {
        /** A contract or an owner. */
        PORTFOLIO,
        /** A part of the grid: a feeder, a substation. */
        GRID_AREA,
        /** The weather and the holidays. */
        SITE;

        /** The name in files and answers. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Area(AreaId id, String name, Kind kind, Set<BuildingId> buildings) {
        this(id, name, kind, (SortedSet<BuildingId>) new TreeSet<>(buildings));
    }

    public Area {
        if (buildings.isEmpty()) {
            throw new InvalidInputException("Area " + id + " has no building");
        }
        buildings = Collections.unmodifiableSortedSet(new TreeSet<>(buildings));
    }
}
