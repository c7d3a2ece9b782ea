package com.hometech.edf.inference.correction;

import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.inference.interval.LeadBuckets;
import java.util.function.Predicate;

/**
 * Moves the ends of intervals. An end that is moved in stops at the forecast and at the quantiles between; one that is moved
 * out stops where the energy cannot be: below 0 for buildings that do not feed in, above what the interval can hold. An
 * interval without any width stays as it is.
 */
public final class IntervalCorrector {
    private static final int MOST_DAYS_AHEAD = 15;

    private final QuantityOffsets offsets;
    private final LeadBuckets aheads;
    private final Predicate<String> feedsIn;

    /**
     * A corrector of the forecasts of one run.
     *
     * @param offsets of the quantity that is forecast
     * @param firstLeadHours lead of the first target [h]
     * @param feedsIn tells by id which buildings may have negative readings
     */
    public IntervalCorrector(QuantityOffsets offsets, double firstLeadHours, Predicate<String> feedsIn) {
        this.offsets = offsets;
        this.aheads = aheads(firstLeadHours);
        this.feedsIn = feedsIn;
    }

    /**
     * Days ahead as corrections and the history of accuracy count them.
     *
     * @param firstLeadHours lead of the first target of a run [h]
     */
    public static LeadBuckets aheads(double firstLeadHours) {
        return new LeadBuckets(firstLeadHours, MOST_DAYS_AHEAD);
    }

    /**
     * The forecast with its interval corrected.
     *
     * @param ceilingKwh the most that the target's interval can hold [kWh]; infinite where nothing limits it
     */
    public ForecastRecord correct(ForecastRecord forecast, double ceilingKwh) {
        String building = forecast.building().value();
        EndOffsets moved = offsets.of(building, aheads.of(forecast.leadHours()));
        double width = forecast.yhatUpper() - forecast.yhatLower();
        double least = feedsIn.test(building) ? Double.NEGATIVE_INFINITY : 0;
        double lower = Math.max(least, forecast.yhatLower() - moved.lower() * width);
        double upper = Math.min(ceilingKwh, forecast.yhatUpper() + moved.upper() * width);
        return forecast.corrected(Math.min(lower, lowestInside(forecast)), Math.max(upper, highestInside(forecast)));
    }

    private static double lowestInside(ForecastRecord forecast) {
        return forecast.quantiles().isEmpty()
                ? forecast.yhat()
                : Math.min(forecast.yhat(), forecast.quantiles().get(0).kwh());
    }

    private static double highestInside(ForecastRecord forecast) {
        int count = forecast.quantiles().size();
        return count == 0
                ? forecast.yhat()
                : Math.max(forecast.yhat(), forecast.quantiles().get(count - 1).kwh());
    }
}
