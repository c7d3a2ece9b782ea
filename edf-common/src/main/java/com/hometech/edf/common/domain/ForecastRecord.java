package com.hometech.edf.common.domain;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param quantiles those between the ends of the interval, ascending by level; none of them leaves the interval or lies
 *     below that of a lower level. Empty where the interval is all that was forecast
 * @param uncorrected the interval as the model made it, where it was corrected by what was measured of earlier ones; null
 *     where it was not
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
        ForecastQuality quality,
        List<ForecastQuantile> quantiles,
        @Nullable UncorrectedInterval uncorrected) {
    /** The model version of a forecast that no model made. */
    public static final String NO_MODEL = "none";

    /** A forecast whose interval was not corrected. */
    public ForecastRecord(
            BuildingId building,
            Quantity quantity,
            Instant targetTime,
            Instant issuedAt,
            double leadHours,
            double yhat,
            double yhatLower,
            double yhatUpper,
            String modelVersion,
            ForecastQuality quality,
            List<ForecastQuantile> quantiles) {
        this(
                building,
                quantity,
                targetTime,
                issuedAt,
                leadHours,
                yhat,
                yhatLower,
                yhatUpper,
                modelVersion,
                quality,
                quantiles,
                null);
    }

    /** A forecast with no quantiles but the ends of its interval. */
    public ForecastRecord(
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
        this(
                building,
                quantity,
                targetTime,
                issuedAt,
                leadHours,
                yhat,
                yhatLower,
                yhatUpper,
                modelVersion,
                quality,
                List.of());
    }

    /** A forecast of consumption with no quantiles but the ends of its interval. */
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
        quantiles = List.copyOf(quantiles);
        requireAscending(building, targetTime, yhatLower, quantiles, yhatUpper);
        if (uncorrected != null && !uncorrected.holds(yhat)) {
            throw new InvalidInputException("Forecast of " + building + " for " + targetTime
                    + " leaves the interval that it had before it was corrected: " + uncorrected.lowerKwh() + " / "
                    + yhat + " / " + uncorrected.upperKwh());
        }
    }

    /**
     * This forecast with another interval, which remembers the first.
     *
     * @throws InvalidInputException when the forecast or a quantile leaves it
     */
    public ForecastRecord corrected(double lowerKwh, double upperKwh) {
        return new ForecastRecord(
                building,
                quantity,
                targetTime,
                issuedAt,
                leadHours,
                yhat,
                lowerKwh,
                upperKwh,
                modelVersion,
                quality,
                quantiles,
                uncorrected == null ? new UncorrectedInterval(yhatLower, yhatUpper) : uncorrected);
    }

    /** This forecast as it was before its interval was corrected, bit for bit; itself where it was not. */
    public ForecastRecord withoutCorrection() {
        return uncorrected == null
                ? this
                : new ForecastRecord(
                        building,
                        quantity,
                        targetTime,
                        issuedAt,
                        leadHours,
                        yhat,
                        uncorrected.lowerKwh(),
                        uncorrected.upperKwh(),
                        modelVersion,
                        quality,
                        quantiles);
    }

    private static void requireAscending(
            BuildingId building, Instant targetTime, double lower, List<ForecastQuantile> quantiles, double upper) {
        ForecastQuantile previous = null;
        for (ForecastQuantile quantile : quantiles) {
            boolean ascends =
                    previous == null || (previous.level() < quantile.level() && previous.kwh() <= quantile.kwh());
            if (!ascends || !(lower <= quantile.kwh() && quantile.kwh() <= upper)) {
                throw new InvalidInputException("Forecast of " + building + " for " + targetTime
                        + " has quantiles that do not ascend inside its interval: " + lower + " / " + quantiles + " / "
                        + upper);
            }
            previous = quantile;
        }
    }
}
