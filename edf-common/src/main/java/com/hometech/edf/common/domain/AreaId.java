package com.hometech.edf.common.domain;

import com.hometech.edf.common.error.InvalidInputException;

/** Identifies buildings that are looked at together: a portfolio, a part of the grid, or a site. Written as a building's id. */
public record AreaId(String value) implements Comparable<AreaId> {
    public AreaId {
        if (!BuildingId.isValid(value)) {
            throw new InvalidInputException(
                    "area_id \"" + BuildingId.abbreviated(value)
                            + "\" is not valid: use 1 to 128 letters, digits, '_', '-', '.' or ':', starting with a letter or digit");
        }
    }

    @Override
    public int compareTo(AreaId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
