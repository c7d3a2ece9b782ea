package com.hometech.edf.inference.newbuilding;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.List;

/**
 * What is typical of some buildings.
 *
 * @param levelKwh median of their levels: mean energy of an interval [kWh]
 * @param levelKwhPerM2 the same for each square metre of floor area [kWh/m²]; 0 where no floor area is known
 * @param profile mean load at each local hour of the week, Monday 0:00 first, as a multiple of the level; 168 numbers
 */
public record TypicalUse(double levelKwh, double levelKwhPerM2, List<Double> profile) {
    /** Hours of a week. */
    public static final int HOURS_PER_WEEK = 168;

    public TypicalUse {
        profile = List.copyOf(profile);
        boolean finite = profile.stream().allMatch(multiple -> Double.isFinite(multiple));
        if (!(levelKwh > 0)
                || Double.isInfinite(levelKwh)
                || !(levelKwhPerM2 >= 0)
                || Double.isInfinite(levelKwhPerM2)) {
            throw new InvalidInputException("A typical level is a positive number [kWh]; given " + levelKwh + " and "
                    + levelKwhPerM2 + " for each square metre");
        }
        if (profile.size() != HOURS_PER_WEEK || !finite) {
            throw new InvalidInputException(
                    "A profile has a number for each of the 168 hours of the week; given " + profile);
        }
    }

    /**
     * The level that a building of this use may have [kWh].
     *
     * @param floorAreaM2 NaN where unknown [m²]
     */
    public double levelKwh(double floorAreaM2) {
        return levelKwhPerM2 > 0 && floorAreaM2 > 0 ? levelKwhPerM2 * floorAreaM2 : levelKwh;
    }
}
