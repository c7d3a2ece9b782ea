package com.hometech.edf.features.engine;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.error.InvalidInputException;

/**
 * A building with its readings on the grid of its site.
 *
 * @param building facts
 * @param kwh energy of each interval; NaN where missing [kWh]
 * @param flags ordinals of {@code ReadingFlag}
 * @param site weather and calendar
 */
public record BuildingInput(Building building, double[] kwh, byte[] flags, SiteContext site) {
    public BuildingInput {
        int length = site.grid().length();
        if (kwh.length != length || flags.length != length) {
            throw new InvalidInputException("Building " + building.id() + " has " + kwh.length + " readings and "
                    + flags.length + " flags on a grid of " + length);
        }
    }
}
