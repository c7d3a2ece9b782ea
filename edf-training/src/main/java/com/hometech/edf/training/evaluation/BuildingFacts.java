package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.UseType;
import java.time.ZoneId;
import java.util.Locale;

/**
 * What scoring needs to know about a building.
 *
 * @param useType what it is used for, as text
 * @param site where it stands, as id
 * @param zone for the hour of the day
 * @param scale for relative errors
 */
public record BuildingFacts(String useType, String site, ZoneId zone, BuildingScale scale) {

    /** The facts of a building of the topology. */
    public static BuildingFacts of(Building building, BuildingScale scale) {
        return new BuildingFacts(text(building.useType()), building.site().value(), building.zone(), scale);
    }

    static String text(UseType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
