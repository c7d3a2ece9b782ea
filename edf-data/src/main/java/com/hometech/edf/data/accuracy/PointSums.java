package com.hometech.edf.data.accuracy;

/**
 * Sums over the errors {@code e = forecast - actual} of one forecast. Sums of two sets of hours give those of both, so that
 * any period and portfolio can be scored from those of its parts. Definitions after Hyndman and Athanasopoulos, Forecasting:
 * Principles and Practice (3rd edition), section 5.8. A metric with nothing to stand on is NaN.
 *
 * @param hours intervals that were scored; hours at the usual step of one hour
 * @param absoluteActualKwh sum of |actual| [kWh]
 * @param relativeHours intervals whose reading is large enough for a percentage error
 * @param signedKwh sum of e [kWh]
 * @param absoluteKwh sum of |e| [kWh]
 * @param squaredKwh2 sum of e² [kWh²]
 * @param relative sum of |e / actual| over {@code relativeHours}
 */
public record PointSums(
        long hours,
        double absoluteActualKwh,
        long relativeHours,
        double signedKwh,
        double absoluteKwh,
        double squaredKwh2,
        double relative) {
    /** Of no hours at all. */
    public static final PointSums NONE = new PointSums(0, 0, 0, 0, 0, 0, 0);

    /** The sums over the hours of both. */
    public PointSums plus(PointSums other) {
        return new PointSums(
                hours + other.hours,
                absoluteActualKwh + other.absoluteActualKwh,
                relativeHours + other.relativeHours,
                signedKwh + other.signedKwh,
                absoluteKwh + other.absoluteKwh,
                squaredKwh2 + other.squaredKwh2,
                relative + other.relative);
    }

    /** Mean of |e| [kWh]. */
    public double maeKwh() {
        return absoluteKwh / hours;
    }

    /** Root of the mean of e² [kWh]. */
    public double rmseKwh() {
        return Math.sqrt(squaredKwh2 / hours);
    }

    /** Mean of |e / actual| over the readings that are large enough [%]. */
    public double mapePercent() {
        return 100 * relative / relativeHours;
    }

    /** Share of hours that MAPE leaves out [%]. */
    public double mapeLeftOutPercent() {
        return 100.0 * (hours - relativeHours) / hours;
    }

    /** Sum of |e| over the sum of |actual| [%]. */
    public double wapePercent() {
        return ratioPercent(absoluteKwh, absoluteActualKwh);
    }

    /** Mean of e [kWh]; positive where too much is forecast. */
    public double biasKwh() {
        return signedKwh / hours;
    }

    /** Sum of e over the sum of |actual| [%]. */
    public double biasPercent() {
        return ratioPercent(signedKwh, absoluteActualKwh);
    }

    /** {@code 100 part / whole}; NaN instead of an infinite ratio. */
    public static double ratioPercent(double part, double whole) {
        return whole > 0 ? 100 * part / whole : Double.NaN;
    }
}
