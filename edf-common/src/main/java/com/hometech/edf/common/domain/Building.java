package com.hometech.edf.common.domain;

import java.io.Serializable;
import java.time.ZoneId;

/**
 * What is known about a building besides its readings.
 *
 * @param id its identity
 * @param site whose weather and holidays apply
 * @param zone its own IANA time zone, for every calendar feature
 * @param loadKind what the meter stands for
 * @param useType what it is used for
 * @param useTypeText the use type as the source wrote it, for reports
 * @param floorAreaM2 gross floor area [m²]; NaN where unknown
 * @param feedsIn whether readings may be negative (net metering behind a solar system)
 * @param latitude degrees north; NaN where unknown
 * @param longitude degrees east; NaN where unknown
 */
public record Building(
        BuildingId id,
        SiteId site,
        ZoneId zone,
        LoadKind loadKind,
        UseType useType,
        String useTypeText,
        double floorAreaM2,
        boolean feedsIn,
        double latitude,
        double longitude)
        implements Serializable {

    /** A building whose place is not known. */
    public Building(
            BuildingId id,
            SiteId site,
            ZoneId zone,
            LoadKind loadKind,
            UseType useType,
            String useTypeText,
            double floorAreaM2,
            boolean feedsIn) {
        this(id, site, zone, loadKind, useType, useTypeText, floorAreaM2, feedsIn, Double.NaN, Double.NaN);
    }

    /** Whether readings of a quantity may be below zero: only consumption that is metered net of what is fed in. */
    public boolean mayBeNegative(Quantity quantity) {
        return feedsIn && quantity == Quantity.CONSUMPTION;
    }

    /** Whether it is known where the building stands. */
    public boolean hasLocation() {
        return !Double.isNaN(latitude) && !Double.isNaN(longitude);
    }
}
