package com.hometech.edf.data.accuracy;

/**
 * Sums over the intervals of forecasts. A metric with nothing to stand on is NaN.
 *
 * @param hours intervals of time that were scored
 * @param absoluteActualKwh sum of |actual| [kWh]
 * @param coveredHours readings inside the forecast's interval, ends included
 * @param nominalHours sum of the nominal coverages: how many readings should lie inside, whatever the levels were then
 * @param widthKwh sum of the widths [kWh]
 * @param lowerPinballKwh sum of the pinball losses of the lower ends [kWh]
 * @param upperPinballKwh sum of the pinball losses of the upper ends [kWh]
 */
public record IntervalSums(
        long hours,
        double absoluteActualKwh,
        long coveredHours,
        double nominalHours,
        double widthKwh,
        double lowerPinballKwh,
        double upperPinballKwh) {
    /** Of no hours at all. */
    public static final IntervalSums NONE = new IntervalSums(0, 0, 0, 0, 0, 0, 0);

    /** The sums over the hours of both. */
    public IntervalSums plus(IntervalSums other) {
        return new IntervalSums(
                hours + other.hours,
                absoluteActualKwh + other.absoluteActualKwh,
                coveredHours + other.coveredHours,
                nominalHours + other.nominalHours,
                widthKwh + other.widthKwh,
                lowerPinballKwh + other.lowerPinballKwh,
                upperPinballKwh + other.upperPinballKwh);
    }

    /** Share of readings inside the interval [%]. */
    public double coveragePercent() {
        return 100.0 * coveredHours / hours;
    }

    /** The share that should lie inside [%], to six decimals: levels such as 0.8 have no exact sums. */
    public double nominalPercent() {
        return hours == 0 ? Double.NaN : Math.round(1e8 * nominalHours / hours) / 1e6;
    }

    /** Mean width [kWh]. */
    public double meanWidthKwh() {
        return widthKwh / hours;
    }

    /** Sum of widths over the sum of |actual| [%]. */
    public double relativeWidthPercent() {
        return PointSums.ratioPercent(widthKwh, absoluteActualKwh);
    }

    /** Mean pinball loss of the lower ends [kWh]. */
    public double meanLowerPinballKwh() {
        return lowerPinballKwh / hours;
    }

    /** Mean pinball loss of the upper ends [kWh]. */
    public double meanUpperPinballKwh() {
        return upperPinballKwh / hours;
    }
}
