package com.hometech.edf.monitoring.quality;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;

/** The readings of a quantity of a building. */
record SeriesKey(BuildingId building, Quantity quantity) implements Comparable<SeriesKey> {
    /** As the state calls it, such as {@code berlin_office_00000 consumption}. */
    String text() {
        return building.value() + " " + quantity.code();
    }

    @Override
    public int compareTo(SeriesKey other) {
        int byQuantity = quantity.compareTo(other.quantity);
        return byQuantity == 0 ? building.compareTo(other.building) : byQuantity;
    }
}
