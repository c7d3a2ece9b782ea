package com.hometech.edf.training.evaluation;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.accuracy.Pinball;
import com.hometech.edf.data.accuracy.PointSums;
import java.util.List;

/** Sums over the intervals and quantiles of the model's forecasts. */
final class IntervalErrors {
    private final double[] levels;
    private long rows;
    private long covered;
    private double width;
    private double penalty;
    private double pinball;
    private long relativeRows;
    private double relativePinball;
    private double absoluteActual;

    /** @param levels of the quantiles, ascending; the first and the last are the ends of the interval */
    IntervalErrors(List<Double> levels) {
        this.levels = levels.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Adds a forecast.
     *
     * @param quantilesKwh one for each level [kWh]
     */
    void add(double actualKwh, double[] quantilesKwh, BuildingScale scale) {
        int last = levels.length - 1;
        double lowerKwh = quantilesKwh[0];
        double upperKwh = quantilesKwh[last];
        double outside = Math.max(0, Math.max(lowerKwh - actualKwh, actualKwh - upperKwh));
        rows++;
        covered += outside == 0 ? 1 : 0;
        width += upperKwh - lowerKwh;
        penalty += 2 / (1 - (levels[last] - levels[0])) * outside;
        double loss = meanPinball(actualKwh, quantilesKwh);
        pinball += loss;
        if (scale.meanKwh() > 0) {
            relativeRows++;
            relativePinball += loss / scale.meanKwh();
        }
        absoluteActual += Math.abs(actualKwh);
    }

    private double meanPinball(double actualKwh, double[] quantilesKwh) {
        double sum = 0;
        for (int level = 0; level < levels.length; level++) {
            sum += Pinball.loss(levels[level], actualKwh, quantilesKwh[level]);
        }
        return sum / levels.length;
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
        card.set(Candidate.MODEL, Metric.RELATIVE_WIDTH, PointSums.ratioPercent(width, absoluteActual));
        card.set(Candidate.MODEL, Metric.INTERVAL_SCORE, (width + penalty) / rows);
        card.set(Candidate.MODEL, Metric.PINBALL, pinball / rows);
        card.set(Candidate.MODEL, Metric.RELATIVE_PINBALL, 100 * relativePinball / relativeRows);
    }
}
