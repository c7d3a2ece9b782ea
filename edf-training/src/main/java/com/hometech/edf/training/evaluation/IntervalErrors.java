package com.hometech.edf.training.evaluation;

/** Sums over the intervals of the model's forecasts. */
final class IntervalErrors {
    private static final double MEDIAN = 0.5;
    private static final int LEVELS = 3;

    private final double lowerLevel;
    private final double upperLevel;
    private long rows;
    private long covered;
    private double width;
    private double penalty;
    private double pinball;
    private long relativeRows;
    private double relativePinball;
    private double absoluteActual;

    /**
     * @param lowerLevel quantile of the lower end, for example 0.1
     * @param upperLevel quantile of the upper end, for example 0.9
     */
    IntervalErrors(double lowerLevel, double upperLevel) {
        this.lowerLevel = lowerLevel;
        this.upperLevel = upperLevel;
    }

    void add(double actualKwh, double forecastKwh, double lowerKwh, double upperKwh, BuildingScale scale) {
        double outside = Math.max(0, Math.max(lowerKwh - actualKwh, actualKwh - upperKwh));
        rows++;
        covered += outside == 0 ? 1 : 0;
        width += upperKwh - lowerKwh;
        penalty += 2 / (1 - (upperLevel - lowerLevel)) * outside;
        double loss = (pinball(lowerLevel, actualKwh, lowerKwh)
                        + pinball(MEDIAN, actualKwh, forecastKwh)
                        + pinball(upperLevel, actualKwh, upperKwh))
                / LEVELS;
        pinball += loss;
        if (scale.meanKwh() > 0) {
            relativeRows++;
            relativePinball += loss / scale.meanKwh();
        }
        absoluteActual += Math.abs(actualKwh);
    }

    void add(IntervalErrors other) {
        rows += other.rows;
        covered += other.covered;
        width += other.width;
        penalty += other.penalty;
        pinball += other.pinball;
        relativeRows += other.relativeRows;
        relativePinball += other.relativePinball;
        absoluteActual += other.absoluteActual;
    }

    void writeTo(Scorecard card) {
        card.set(Candidate.MODEL, Metric.COVERAGE, 100.0 * covered / rows);
        card.set(Candidate.MODEL, Metric.WIDTH, width / rows);
        card.set(Candidate.MODEL, Metric.RELATIVE_WIDTH, PointErrors.ratioPercent(width, absoluteActual));
        card.set(Candidate.MODEL, Metric.INTERVAL_SCORE, (width + penalty) / rows);
        card.set(Candidate.MODEL, Metric.PINBALL, pinball / rows);
        card.set(Candidate.MODEL, Metric.RELATIVE_PINBALL, 100 * relativePinball / relativeRows);
    }

    /** Loss of a quantile forecast (Koenker and Bassett, 1978); its expectation is least at the true quantile. */
    static double pinball(double level, double actual, double forecast) {
        return actual >= forecast ? level * (actual - forecast) : (1 - level) * (forecast - actual);
    }
}
