package com.hometech.edf.common.domain;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;

/**
 * One stored forecast: the energy that a building is expected to use, or its plant to generate, in
 * {@code [targetTime, targetTime + step)}.
 *
 * @param building whose energy
 * @param quantity what is forecast
 * @param targetTime start of the forecast interval (UTC)
 * @param issuedAt when the forecast was made: the nominal time of its run, not the wall clock
 * @param leadHours hours from the last known interval (the origin) to the target
 * @param yhat expected energy [kWh]
 * @param yhatLower lower end of the interval [kWh]
 * @param yhatUpper upper end of the interval [kWh]
 * @param modelVersion which model made it, for example {@code EDFBuildingDemandForecaster/3}; {@code none} for a fallback
 * @param quality how good it can be expected to be
 */
public record ForecastRecord(
        BuildingId building,
        Quantity quantity,
        Instant targetTime,
        Instant issuedAt,
        double leadHours,
        double yhat,
        double yhatLower,
        double yhatUpper,
        String modelVersion,
        ForecastQuality quality) {
    /** A forecast of consumption. */
    public ForecastRecord(
            BuildingId building,
            Instant targetTime,
            Instant issuedAt,
            double leadHours,
            double yhat,
            double yhatLower,
            double yhatUpper,
            String modelVersion,
            ForecastQuality quality) {
        this(
                building,
                Quantity.CONSUMPTION,
                targetTime,
                issuedAt,
                leadHours,
                yhat,
                yhatLower,
                yhatUpper,
                modelVersion,
                quality);
    }

    public ForecastRecord {
        if (!Double.isFinite(yhat) || !Double.isFinite(yhatLower) || !Double.isFinite(yhatUpper)) {
            throw new InvalidInputException("Forecast of " + building + " for " + targetTime + " is not finite: "
                    + yhatLower + " / " + yhat + " / " + yhatUpper);
        }
        if (yhatLower > yhat || yhat > yhatUpper) {
            throw new InvalidInputException("Forecast of " + building + " for " + targetTime + " leaves its interval: "
                    + yhatLower + " / " + yhat + " / " + yhatUpper);
        }
    }
}
