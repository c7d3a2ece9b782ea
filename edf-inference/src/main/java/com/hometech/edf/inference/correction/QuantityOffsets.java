package com.hometech.edf.inference.correction;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the intervals of a quantity are moved by, for each day ahead: the first 24 hours of a forecast, the next, and so on.
 *
 * @param all for buildings of which nothing is known by themselves
 * @param buildings by building id
 */
public record QuantityOffsets(List<EndOffsets> all, Map<String, List<EndOffsets>> buildings) {
    /** Nothing is moved. */
    public static final QuantityOffsets NONE = new QuantityOffsets(List.of(), Map.of());

    public QuantityOffsets {
        all = List.copyOf(all);
        buildings = new TreeMap<>(buildings);
        buildings.replaceAll((building, offsets) -> List.copyOf(offsets));
    }

    /**
     * The offsets of a building.
     *
     * @param dayAhead from 0; days ahead of which nothing is known are not moved
     */
    public EndOffsets of(String building, int dayAhead) {
        List<EndOffsets> offsets = buildings.getOrDefault(building, all);
        return dayAhead < offsets.size() ? offsets.get(dayAhead) : EndOffsets.NONE;
    }
}
