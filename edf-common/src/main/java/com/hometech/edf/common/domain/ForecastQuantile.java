package com.hometech.edf.common.domain;

import com.hometech.edf.common.error.InvalidInputException;

/**
 * A quantile of a forecast.
 *
 * @param level probability that the energy is not above it, in (0, 1)
 * @param kwh the energy [kWh]
 */
public record ForecastQuantile(double level, double kwh) {
    public ForecastQuantile {
        if (!(0 < level && level < 1)) {
            throw new InvalidInputException("A quantile has the level " + level + "; levels lie inside (0, 1)");
        }
    }
}
