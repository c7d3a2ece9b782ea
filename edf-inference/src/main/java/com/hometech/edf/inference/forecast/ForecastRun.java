package com.hometech.edf.inference.forecast;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;

/**
 * One issue of forecasts.
 *
 * @param runId the execution that makes them
 * @param issuedAt nominal issue time, which is the first target
 * @param quantity what it forecasts
 * @param modelVersion for example {@code EDFBuildingDemandForecaster/3}
 * @param modelStale whether an older model had to be taken
 * @param step distance of two targets
 * @param delay from the end of an interval until its reading arrives
 * @param horizon how far the run looks
 */
record ForecastRun(
        String runId,
        Instant issuedAt,
        Quantity quantity,
        String modelVersion,
        boolean modelStale,
        Duration step,
        Duration delay,
        Duration horizon) {
    ForecastRun {
        if (issuedAt.getEpochSecond() % step.toSeconds() != 0 || issuedAt.getNano() != 0) {
            throw new InvalidInputException("issued-at " + issuedAt + " does not lie on the grid of " + step);
        }
    }

    /** Start of the last interval whose readings the run can know. */
    Instant origin() {
        return issuedAt.minus(step).minus(delay);
    }

    /** How many rows each building has. */
    int rowsOfBuilding() {
        return Math.toIntExact(horizon.dividedBy(step));
    }
}
