package com.hometech.edf.inference.area;

import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.InvalidInputException;
import java.util.Collection;

/**
 * The forecast of a sum, with an interval of the same levels as those of its parts. It lies within the sums of the parts'
 * ends.
 *
 * @param yhat sum of the forecasts [kWh]
 * @param lower lower end of the interval [kWh]
 * @param upper upper end of the interval [kWh]
 */
public record SumInterval(double yhat, double lower, double upper) {
    /**
     * The energy of one building in several intervals, such as a day.
     *
     * @param rows of one building and one quantity, each interval once
     * @throws InvalidInputException where they are of several buildings or quantities
     */
    public static SumInterval ofHours(Collection<ForecastRecord> rows, ErrorCorrelation correlation) {
        EndDistance lower = new EndDistance();
        EndDistance upper = new EndDistance();
        double yhat = 0;
        double lowest = 0;
        double highest = 0;
        ForecastRecord first = null;
        for (ForecastRecord row : rows) {
            first = first == null ? row : first;
            if (!row.building().equals(first.building()) || row.quantity() != first.quantity()) {
                throw new InvalidInputException(
                        "Hours of " + row.building() + ", " + row.quantity().code() + ", cannot be added to those of "
                                + first.building() + ", " + first.quantity().code());
            }
            yhat += row.yhat();
            lowest += row.yhatLower();
            highest += row.yhatUpper();
            lower.add(row.yhat() - row.yhatLower());
            upper.add(row.yhatUpper() - row.yhat());
        }
        return new SumInterval(yhat, lowest, highest)
                .narrowed(lower.joined(correlation.hours()), upper.joined(correlation.hours()));
    }

    /** The interval whose ends lie so far from the forecast [kWh], but no farther than these: rounding aside, none does. */
    SumInterval narrowed(double below, double above) {
        return new SumInterval(yhat, Math.max(lower, yhat - below), Math.min(upper, yhat + above));
    }
}
